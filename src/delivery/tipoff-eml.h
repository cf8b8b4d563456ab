/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Just so much of an Internet message as a mailto: link needs: our own `eml`
 * reports are read back. Linear, one level of multipart. */
typedef struct
{
  char *to;        /* the header's value, decoded; NULL */
  char *subject;   /* NULL */
  char *text;      /* the first text/plain part, LF line ends; NULL */
} TipoffEml;

TipoffEml *tipoff_eml_read (const char *bytes, gsize length);
void       tipoff_eml_free (TipoffEml *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffEml, tipoff_eml_free)

G_END_DECLS
