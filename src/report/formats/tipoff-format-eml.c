/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-facts.h"
#include "tipoff-format.h"
#include "tipoff-letter.h"
#include "tipoff-mail-text.h"

#include <string.h>

/* A mail that the person sends from their own mailbox (RFC 5322): a draft without From, which
 * their mail program fills in. One plain text, in the authority's language. */

/* What the person, the message or a file says never gets into the header but for the subject,
 * and that holds only words of ours. @answers: (nullable): id of the report that it is about. */
static void
write_header (GString           *out,
              TipoffTongue      *tongue,
              const TipoffRoute *route,
              const char        *id,
              gint64             created,
              const char        *subject,
              const char        *answers)
{
  g_autofree char *date = tipoff_mail_format_date (created);
  g_autofree char *message_id = g_strdup_printf ("<%s@tipoff.invalid>", id);

  if (date != NULL)
    tipoff_mail_append_header (out, "Date", date);
  if (route != NULL)
    tipoff_mail_append_header (out, "To", route->address);
  tipoff_mail_append_header (out, "Subject", subject);
  tipoff_mail_append_header (out, "Message-ID", message_id);
  if (answers != NULL)
    {
      g_autofree char *first = g_strdup_printf ("<%s@tipoff.invalid>", answers);

      tipoff_mail_append_header (out, "In-Reply-To", first);
      tipoff_mail_append_header (out, "References", first);
    }
  tipoff_mail_append_header (out, "X-Unsent", "1");
  tipoff_mail_append_header (out, "MIME-Version", "1.0");
  tipoff_mail_append_header (out, "Content-Type", "text/plain; charset=UTF-8");
  tipoff_mail_append_header (out, "Content-Transfer-Encoding", "quoted-printable");
  tipoff_mail_append_header (out, "Content-Language", tipoff_tongue_get_language (tongue));
  g_string_append (out, "\r\n");
}

static gboolean
takes_mail (const TipoffRoute *route,
            GError           **error)
{
  if (route == NULL || (route->way == TIPOFF_WAY_EMAIL && tipoff_facts_is_mailbox (route->address)))
    return TRUE;
  g_set_error (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_NOT_TAKEN, "The route “%s” does not take mail", route->id);
  return FALSE;
}

static GBytes *
encode (const TipoffReport    *report,
        TipoffMasked          *masked,
        const TipoffRoute     *route,
        const TipoffAuthority *authority,
        GError               **error)
{
  TipoffTongue *tongue = tipoff_facts_get_tongue (report->language, route);
  g_autofree char *letter = NULL;
  g_autofree char *subject = NULL;
  GString *out;

  if (!takes_mail (route, error))
    return NULL;
  letter = tipoff_letter_write (report, masked, tongue, TRUE);
  subject = tipoff_facts_make_title (report, tongue);
  out = g_string_sized_new (strlen (letter) + 1024);
  write_header (out, tongue, route, report->id, report->created, subject, NULL);
  tipoff_mail_append_quoted_printable (out, letter);
  return tipoff_facts_take_bytes (out);
}

/* It names the first report by its number and as the mail that it answers. */
static GBytes *
encode_correction (const TipoffCorrection *correction,
                   const TipoffRoute      *route,
                   const TipoffAuthority  *authority,
                   GError                **error)
{
  TipoffTongue *tongue = tipoff_facts_get_tongue (correction->language, route);
  g_autofree char *letter = NULL;
  GString *out;

  if (!takes_mail (route, error))
    return NULL;
  letter = tipoff_letter_write_correction (correction, tongue);
  out = g_string_sized_new (strlen (letter) + 1024);
  write_header (out, tongue, route, correction->id, correction->created,
                tipoff_tongue_text (tongue, N_("Report taken back")), correction->corrects);
  tipoff_mail_append_quoted_printable (out, letter);
  return tipoff_facts_take_bytes (out);
}

const TipoffFormat tipoff_format_eml = { "eml", "message/rfc822", encode, encode_correction, NULL };
