/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Enumerations are written as words in JSON, the database and the command line.
 * Each has one NULL-terminated table in the order of its values. */
#define TIPOFF_DECLARE_NAMES(Type, type)                                   \
  const char *tipoff_##type##_to_string   (Type value);                    \
  gboolean    tipoff_##type##_from_string (const char *name, Type *value);

#define TIPOFF_DEFINE_NAMES(Type, type, ...)                               \
  static const char *const type##_names[] = { __VA_ARGS__, NULL };         \
  const char *tipoff_##type##_to_string (Type value)                       \
  {                                                                        \
    g_return_val_if_fail ((gsize) value < G_N_ELEMENTS (type##_names) - 1, NULL); \
    return type##_names[value];                                            \
  }                                                                        \
  gboolean tipoff_##type##_from_string (const char *name, Type *value)     \
  {                                                                        \
    for (gsize i = 0; name != NULL && type##_names[i] != NULL; i++)        \
      if (g_str_equal (type##_names[i], name))                             \
        {                                                                  \
          *value = (Type) i;                                               \
          return TRUE;                                                     \
        }                                                                  \
    return FALSE;                                                          \
  }

G_END_DECLS
