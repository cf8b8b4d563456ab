/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TIPOFF_EML_ATTACHMENTS 16

/* What is beside the text. */
typedef struct
{
  char   *name;    /* a plain file name: no folder, nothing hidden; never NULL */
  GBytes *bytes;   /* decoded */
} TipoffEmlAttachment;

/* Just so much of an Internet message as handing it over needs: our own `eml`
 * reports are read back. Linear, one level of multipart. */
typedef struct
{
  char *to;        /* the header's value, decoded; NULL */
  char *subject;   /* NULL */
  char *text;      /* the first text/plain part, LF line ends; NULL */
  TipoffEmlAttachment attachments[TIPOFF_EML_ATTACHMENTS];   /* the other parts, as many as these */
  guint n_attachments;
} TipoffEml;

TipoffEml *tipoff_eml_read (const char *bytes, gsize length);
void       tipoff_eml_free (TipoffEml *self);
/* "Desk <a@b>, c@d" → "a@b", "c@d"; at most 16. (transfer full) */
char     **tipoff_eml_get_addresses (const char *recipients);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffEml, tipoff_eml_free)

G_END_DECLS
