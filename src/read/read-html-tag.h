/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One tag of HTML, and what its name means for the text. */

/* A longer name is cut: none that is known is so long. */
#define READ_TAG_NAME 15

typedef enum
{
  READ_TAG_BLOCK   = 1 << 0,     /* begins and ends a line */
  READ_TAG_VOID    = 1 << 1,     /* has no end */
  READ_TAG_HIDDEN  = 1 << 2,     /* is not shown */
  READ_TAG_RAW     = 1 << 3,     /* has no tags inside */
} ReadTagFlags;

/* What of a tag counts. */
typedef struct
{
  char     name[READ_TAG_NAME + 1];     /* small letters */
  gboolean is_end;
  gboolean hides;               /* by its style, what is in it */
  GString *target;              /* href, action, formaction */
  GString *alt;
  GString *content;             /* of meta */
} ReadTag;

ReadTagFlags read_tag_get_flags (const char *name);
/* Reads the tag at @p, which is "<" or "</" and a letter, and moves @p behind it. */
void         read_tag_init      (ReadTag *tag, const char **p, const char *end);
void         read_tag_clear     (ReadTag *tag);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReadTag, read_tag_clear)

G_END_DECLS
