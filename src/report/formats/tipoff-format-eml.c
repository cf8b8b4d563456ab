/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-format.h"

#include "tipoff-ids.h"
#include "tipoff-mail-text.h"
#include "tipoff-report-words.h"

#include <string.h>

/* A mail that the person sends from their own mailbox (RFC 5322): a draft without From, which
 * their mail program fills in. One plain text, in the authority's language: desks extract
 * the links out of it by machine, so they stay as they were received. */

#define RULE "----------------------------------------"

typedef struct
{
  const TipoffReport *report;
  TipoffMasked       *masked;
  TipoffTongue       *tongue;
  GString            *text;
} Letter;

static void
say (Letter     *letter,
     const char *msgid)
{
  g_string_append_printf (letter->text, "%s\n", tipoff_tongue_text (letter->tongue, msgid));
}

/* @msgid with its {name} filled. */
static void
say_with (Letter     *letter,
          const char *msgid,
          const char *name,
          const char *value)
{
  const char *const arguments[] = { name, value, NULL };
  g_autofree char *sentence = tipoff_tongue_format (letter->tongue, msgid, arguments);

  g_string_append_printf (letter->text, "%s\n", sentence);
}

static void
leave_line (Letter *letter)
{
  g_string_append_c (letter->text, '\n');
}

static void
open_letter (Letter *letter)
{
  const TipoffReport *report = letter->report;

  if (report->test)
    say (letter, N_("This is a test. Please do not act on it."));
  if (report->practice)
    say (letter, N_("This is for practice. It does not reach an authority."));
  say (letter, N_("I received the message below and think that it is suspicious. I report it as I received it, as far as I know."));
  leave_line (letter);
  for (guint harm = 0; harm < TIPOFF_N_HARMS; harm++)
    if ((report->harms & (1u << harm)) != 0)
      say (letter, tipoff_report_harm_sentence ((TipoffHarm) harm));
  if (report->harms == 0)
    say (letter, tipoff_report_harm_sentence (TIPOFF_HARM_RECEIVED));
  if (report->country != NULL)
    say_with (letter, N_("Country: {country}"), "country", report->country);
  if (tipoff_masked_get_comment (letter->masked) != NULL)
    say_with (letter, N_("What I add: {comment}"), "comment", tipoff_masked_get_comment (letter->masked));
  say_with (letter, N_("How to reach me: {contact}"), "contact",
            report->contact != NULL && *report->contact != '\0'
              ? report->contact : tipoff_tongue_text (letter->tongue, N_("by answering this mail")));
}

static void
write_message (Letter              *letter,
               const TipoffMessage *message,
               guint                part)
{
  gint64 received;

  say_with (letter, N_("How it came: {channel}"), "channel",
            tipoff_tongue_text (letter->tongue, tipoff_report_channel_title (message->channel)));
  if (message->received != NULL && tipoff_time_parse (message->received, &received))
    say_with (letter, N_("Received: {time}"), "time", message->received);
  for (guint i = 0; i < message->parts->len; i++)
    {
      const TipoffPart *source = g_ptr_array_index (message->parts, i);
      const char *title = tipoff_tongue_text (letter->tongue, tipoff_report_part_title (source->type));

      if (source->type == TIPOFF_PART_BODY || source->type == TIPOFF_PART_TURN)
        g_string_append_printf (letter->text, "%s:\n%s\n%s\n%s\n", title, RULE, tipoff_masked_get_text (letter->masked, part + i), RULE);
      else
        g_string_append_printf (letter->text, "%s: %s\n", title, tipoff_masked_get_text (letter->masked, part + i));
    }
}

static void
write_messages (Letter *letter)
{
  guint part = 0;

  for (guint i = 0; i < letter->report->c->messages->len; i++)
    {
      const TipoffMessage *message = g_ptr_array_index (letter->report->c->messages, i);

      leave_line (letter);
      write_message (letter, message, part);
      part += message->parts->len;
    }
}

static void
write_reasons (Letter *letter)
{
  const TipoffVerdict *verdict = letter->report->verdict;
  char score[G_ASCII_DTOSTR_BUF_SIZE];

  leave_line (letter);
  say_with (letter, N_("What the program Tipoff thinks of it: {title}"), "title",
            tipoff_report_title (verdict, letter->tongue));
  say_with (letter, N_("Score from 0 to 1: {score}"), "score", g_ascii_formatd (score, sizeof score, "%.3f", verdict->score));
  for (guint i = 0; i < verdict->flags->len; i++)
    {
      g_autofree char *sentence = tipoff_flag_describe (g_ptr_array_index (verdict->flags, i), letter->tongue);
      g_autofree char *scrubbed = tipoff_masked_scrub (letter->masked, sentence);

      g_string_append_printf (letter->text, "- %s\n", scrubbed);
    }
}

static void
write_indicators (Letter *letter)
{
  const GPtrArray *indicators = tipoff_masked_get_indicators (letter->masked);

  if (indicators->len == 0)
    return;
  leave_line (letter);
  say (letter, N_("Found in it:"));
  for (guint i = 0; i < indicators->len; i++)
    {
      const TipoffIndicator *indicator = g_ptr_array_index (indicators, i);

      g_string_append_printf (letter->text, "- %s (%s)\n", indicator->value,
                              tipoff_tongue_text (letter->tongue, tipoff_report_role_title (indicator->role)));
    }
}

static void
write_removed (Letter *letter)
{
  const GArray *masks = tipoff_masked_get_masks (letter->masked);

  if (masks->len == 0)
    return;
  leave_line (letter);
  say (letter, N_("What I removed because it is personal:"));
  for (guint type = 0; type <= TIPOFF_REDACTION_OTHER; type++)
    {
      guint n = 0;

      for (guint i = 0; i < masks->len; i++)
        n += g_array_index (masks, TipoffMask, i).type == type ? 1 : 0;
      if (n > 0)
        g_string_append_printf (letter->text, "- [redacted:%s] %s: %u\n",
                                tipoff_redaction_type_to_string ((TipoffRedactionType) type),
                                tipoff_tongue_text (letter->tongue, tipoff_report_redaction_title ((TipoffRedactionType) type)), n);
    }
}

/* The report's own language where the route reads it, else the first that it reads. */
static const char *
choose_language (const TipoffReport *report,
                 const TipoffRoute  *route)
{
  if (route == NULL || route->languages == NULL || route->languages[0] == NULL ||
      (report->language != NULL && g_strv_contains ((const char *const *) route->languages, report->language)))
    return report->language != NULL ? report->language : "en";
  return route->languages[0];
}

/* What the person, the message or a file says never gets into the header but for the subject,
 * and that holds only words of ours. */
static void
write_header (Letter            *letter,
              GString           *out,
              const TipoffRoute *route)
{
  const TipoffMessage *message = g_ptr_array_index (letter->report->c->messages, 0);
  g_autofree char *date = tipoff_mail_format_date (letter->report->created);
  const char *const arguments[] = {
    "title", tipoff_report_title (letter->report->verdict, letter->tongue),
    "channel", tipoff_tongue_text (letter->tongue, tipoff_report_channel_title (message->channel)), NULL,
  };
  g_autofree char *subject = tipoff_tongue_format (letter->tongue, N_("Report: {title} ({channel})"), arguments);
  g_autofree char *message_id = g_strdup_printf ("<%s@tipoff.invalid>", letter->report->id);

  if (date != NULL)
    tipoff_mail_append_header (out, "Date", date);
  if (route != NULL)
    tipoff_mail_append_header (out, "To", route->address);
  tipoff_mail_append_header (out, "Subject", subject);
  tipoff_mail_append_header (out, "Message-ID", message_id);
  tipoff_mail_append_header (out, "X-Unsent", "1");
  tipoff_mail_append_header (out, "MIME-Version", "1.0");
  tipoff_mail_append_header (out, "Content-Type", "text/plain; charset=UTF-8");
  tipoff_mail_append_header (out, "Content-Transfer-Encoding", "quoted-printable");
  tipoff_mail_append_header (out, "Content-Language", tipoff_tongue_get_language (letter->tongue));
  g_string_append (out, "\r\n");
}

/* One mailbox, and no way to begin another header or name a second recipient. */
static gboolean
is_mailbox (const char *address)
{
  const char *at = strchr (address, '@');

  for (const char *p = address; *p != '\0'; p++)
    if ((guchar) *p <= ' ' || (guchar) *p >= 127 || strchr (",;:<>()[]\\\"", *p) != NULL)
      return FALSE;
  return at != NULL && at != address && at[1] != '\0' && strchr (at + 1, '@') == NULL;
}

static GBytes *
encode (const TipoffReport    *report,
        TipoffMasked          *masked,
        const TipoffRoute     *route,
        const TipoffAuthority *authority,
        GError               **error)
{
  g_autoptr (GString) text = g_string_sized_new (4096);
  GString *out;
  Letter letter = { report, masked, tipoff_tongue_get (choose_language (report, route)), text };
  gsize length;

  if (route != NULL && (route->way != TIPOFF_WAY_EMAIL || !is_mailbox (route->address)))
    {
      g_set_error (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_NOT_TAKEN, "The route “%s” does not take mail", route->id);
      return NULL;
    }
  open_letter (&letter);
  write_messages (&letter);
  write_reasons (&letter);
  write_indicators (&letter);
  write_removed (&letter);
  leave_line (&letter);
  say_with (&letter, N_("Number of this report: {id}"), "id", report->id);

  out = g_string_sized_new (text->len + 1024);
  write_header (&letter, out, route);
  tipoff_mail_append_quoted_printable (out, text->str);
  length = out->len;
  return g_bytes_new_take (g_string_free (out, FALSE), length);
}

const TipoffFormat tipoff_format_eml = { "eml", "message/rfc822", encode, NULL, NULL };
