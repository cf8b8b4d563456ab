/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Files are recognised by content, never by name. */
typedef enum
{
  TIPOFF_CONTENT_TEXT,
  TIPOFF_CONTENT_EMAIL,          /* message/rfc822 */
  TIPOFF_CONTENT_MBOX,
  TIPOFF_CONTENT_CHAT_EXPORT,    /* WhatsApp .txt */
  TIPOFF_CONTENT_ZIP,
  TIPOFF_CONTENT_IMAGE,          /* PNG, JPEG, WebP */
  TIPOFF_CONTENT_OUTLOOK,        /* Outlook's own .msg */
  TIPOFF_CONTENT_OTHER,
} TipoffContentType;

TipoffContentType tipoff_content_type_recognise (const char *bytes, gsize length);

G_END_DECLS
