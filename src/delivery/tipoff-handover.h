/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-report.h"
#include "tipoff-settings.h"

G_BEGIN_DECLS

/* Ways that are not HTTPS: what the person's own program is asked to do. */

/* How a mail gets into the person's own mail. Written in the settings: words are frozen. */
typedef enum
{
  TIPOFF_HANDOVER_PORTAL,     /* the mail program, through the desktop's e-mail portal: any length, attachments */
  TIPOFF_HANDOVER_MAILTO,     /* the mail program, by a link */
  TIPOFF_HANDOVER_WEBMAIL,    /* in the browser, step by step */
  TIPOFF_HANDOVER_DRAFT,      /* the mail program, by a message file */
} TipoffHandover;
TIPOFF_DECLARE_NAMES (TipoffHandover, handover)

/* The way that worked the last time; FALSE where none did yet. */
gboolean  tipoff_handover_get_remembered (TipoffSettings *settings, TipoffHandover *way);
/* Remembers @way in the settings, which the caller saves; NULL: it did not work after all. */
void      tipoff_handover_remember   (TipoffSettings *settings, const TipoffHandover *way);

/* mailto: with recipient, subject and text out of an `eml` report (RFC 6068); NULL where that is not all of
 * it, or the text is too long for a link (2000 bytes): then the portal or the draft file is the way. */
char     *tipoff_handover_mailto     (GBytes *eml);
/* Writes the draft, mode 0600, as a file the mail program opens; returns its path. */
char     *tipoff_handover_save_draft (GBytes *eml, const char *dir, const char *id, GError **error);
/* Deletes what was written for that report; what is not there is no error. */
void      tipoff_handover_forget_draft (const char *dir, const char *id);
/* sms: with the exact text (RFC 5724), for the phone that scans it; NULL where @number is none that a phone
 * dials, or it is too long for a code that a camera reads off a screen. */
char     *tipoff_handover_sms        (const char *number, const char *text);

G_END_DECLS
