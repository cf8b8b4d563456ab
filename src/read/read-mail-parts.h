/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-case.h"

#include <gmime/gmime.h>

G_BEGIN_DECLS

/* What a person would see of an e-mail's body, and what is attached. */
typedef struct
{
  GString      *text;           /* valid UTF-8 */
  GArray       *links;          /* of ReadLink, into @text */
  GPtrArray    *attachments;    /* of GMimePart; of the e-mail */
  GMimeMessage *passed_on;      /* the first e-mail in it; NULL */
  guint         n_parts;
  gboolean      is_too_large;
} ReadMailParts;

ReadMailParts *read_mail_parts_new  (GMimeMessage *mail);
void           read_mail_parts_free (ReadMailParts *self);
/* Only the text from @body on is kept. FALSE, and nothing is cut, where a link stands before @start. */
gboolean       read_mail_parts_cut  (ReadMailParts *self, gsize start, gsize body);
/* Links and attachments, behind a body that is @self's text. */
void           read_mail_parts_add  (const ReadMailParts *self, TipoffMessage *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReadMailParts, read_mail_parts_free)

G_END_DECLS
