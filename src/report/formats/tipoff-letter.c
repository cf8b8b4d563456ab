/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-letter.h"

#include "tipoff-facts.h"
#include "tipoff-ids.h"
#include "tipoff-report-words.h"

#include <string.h>

#define RULE "----------------------------------------"

/* One plain text, in the authority's language: desks extract the links out of it by machine, so
 * they stay as they were received. */

typedef struct
{
  const TipoffReport *report;       /* NULL in a correction */
  TipoffMasked       *masked;
  TipoffTongue       *tongue;
  GString            *text;
  gboolean            by_mail;
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
warn (Letter  *letter,
      gboolean test,
      gboolean practice)
{
  if (test)
    say (letter, N_("This is a test. Please do not act on it."));
  if (practice)
    say (letter, N_("This is for practice. It does not reach an authority."));
}

/* What the person tells beside what happened. */
static void
write_told (Letter *letter)
{
  const TipoffReport *report = letter->report;
  g_autofree char *reporter = tipoff_facts_get_reporter (report);

  if (report->opened == TIPOFF_OPENED_YES)
    say (letter, N_("I opened a link in it."));
  else if (report->opened == TIPOFF_OPENED_NO)
    say (letter, N_("I did not open a link in it."));
  if (report->loss_amount != NULL)
    {
      g_autofree char *sum = g_strdup_printf ("%s %s", report->loss_amount, report->loss_currency);

      say_with (letter, N_("Money that is gone: {sum}"), "sum", sum);
    }
  if (report->country != NULL)
    say_with (letter, N_("Country: {country}"), "country", report->country);
  if (tipoff_masked_get_comment (letter->masked) != NULL)
    say_with (letter, N_("What I add: {comment}"), "comment", tipoff_masked_get_comment (letter->masked));
  if (reporter != NULL)
    say_with (letter, N_("Reported by: {reporter}"), "reporter", reporter);
}

static void
open_letter (Letter *letter)
{
  const TipoffReport *report = letter->report;

  warn (letter, report->test, report->practice);
  say (letter, N_("I received the message below and think that it is suspicious. I report it as I received it, as far as I know."));
  leave_line (letter);
  for (guint harm = 0; harm < TIPOFF_N_HARMS; harm++)
    if ((report->harms & (1u << harm)) != 0)
      say (letter, tipoff_report_harm_sentence ((TipoffHarm) harm));
  if (report->harms == 0)
    say (letter, tipoff_report_harm_sentence (TIPOFF_HARM_RECEIVED));
  write_told (letter);
  if (report->contact != NULL && *report->contact != '\0')
    say_with (letter, N_("How to reach me: {contact}"), "contact", report->contact);
  else if (letter->by_mail)
    say_with (letter, N_("How to reach me: {contact}"), "contact",
              tipoff_tongue_text (letter->tongue, N_("by answering this mail")));
}

/* No more of it than the person knows: "2026-11-24", "2026-11-24T09:30+01:00". */
static char *
format_received (const TipoffMessage *message)
{
  const char *zone = message->received + strlen ("2026-11-24T09:30:00");

  if (message->precision == TIPOFF_PRECISION_DAY)
    return g_strndup (message->received, strlen ("2026-11-24"));
  if (message->precision == TIPOFF_PRECISION_MINUTE)
    return g_strdup_printf ("%.*s%s", (int) strlen ("2026-11-24T09:30"), message->received, zone + strcspn (zone, "Zz+-"));
  return g_strdup (message->received);
}

static void
write_message (Letter              *letter,
               const TipoffMessage *message,
               guint                part)
{
  gint64 first, last;

  say_with (letter, N_("How it came: {channel}"), "channel",
            tipoff_tongue_text (letter->tongue, tipoff_report_channel_title (message->channel)));
  if (tipoff_facts_get_received (message, &first, &last))
    {
      g_autofree char *time = format_received (message);

      say_with (letter, N_("Received: {time}"), "time", time);
    }
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

char *
tipoff_letter_write_reasons (const TipoffReport *report,
                             TipoffMasked       *masked,
                             TipoffTongue       *tongue)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < report->verdict->flags->len; i++)
    {
      g_autofree char *sentence = tipoff_flag_describe (g_ptr_array_index (report->verdict->flags, i), tongue);
      g_autofree char *scrubbed = tipoff_masked_scrub (masked, sentence);

      g_string_append_printf (text, "- %s\n", scrubbed);
    }
  return g_string_free (text, FALSE);
}

/* What judged: versions have no words in any language. */
static char *
describe_program (const TipoffReport *report)
{
  GString *text = g_string_new ("Tipoff " TIPOFF_VERSION);

  if (report->model != NULL)
    g_string_append_printf (text, ", model %s", report->model);
  if (report->data != NULL)
    g_string_append_printf (text, ", data %s", report->data);
  return g_string_free (text, FALSE);
}

static void
write_reasons (Letter *letter)
{
  const TipoffVerdict *verdict = letter->report->verdict;
  g_autofree char *program = describe_program (letter->report);
  g_autofree char *reasons = NULL;
  char score[G_ASCII_DTOSTR_BUF_SIZE];

  leave_line (letter);
  say_with (letter, N_("What the program Tipoff thinks of it: {title}"), "title",
            tipoff_report_title (verdict, letter->tongue));
  say_with (letter, N_("Score from 0 to 1: {score}"), "score", g_ascii_formatd (score, sizeof score, "%.3f", verdict->score));
  say_with (letter, N_("Program: {program}"), "program", program);
  reasons = tipoff_letter_write_reasons (letter->report, letter->masked, letter->tongue);
  g_string_append (letter->text, reasons);
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


/* How far it may be passed on (TLP 2.0), written as the standard writes it. */
static void
write_tlp (Letter     *letter,
           const char *tlp)
{
  g_autofree char *label = g_ascii_strup (tipoff_facts_get_tlp (tlp), -1);

  g_string_append_printf (letter->text, "%s\n", label);
}

char *
tipoff_letter_write (const TipoffReport *report,
                     TipoffMasked       *masked,
                     TipoffTongue       *tongue,
                     gboolean            by_mail)
{
  Letter letter = { report, masked, tongue, g_string_sized_new (4096), by_mail };

  open_letter (&letter);
  write_messages (&letter);
  write_reasons (&letter);
  write_indicators (&letter);
  write_removed (&letter);
  leave_line (&letter);
  say_with (&letter, N_("Number of this report: {id}"), "id", report->id);
  write_tlp (&letter, report->tlp);
  return g_string_free (letter.text, FALSE);
}

char *
tipoff_letter_write_correction (const TipoffCorrection *correction,
                                TipoffTongue           *tongue)
{
  Letter letter = { NULL, NULL, tongue, g_string_sized_new (512), FALSE };
  g_autofree char *date = tipoff_time_format (correction->corrects_created);

  warn (&letter, correction->test, correction->practice);
  say (&letter, N_("I reported something to you by mistake. I take that report back; please disregard it."));
  leave_line (&letter);
  say_with (&letter, N_("Number of the report that I take back: {id}"), "id", correction->corrects);
  say_with (&letter, N_("Reported: {time}"), "time", date);
  if (correction->reference != NULL && *correction->reference != '\0')
    say_with (&letter, N_("Your reference: {reference}"), "reference", correction->reference);
  say_with (&letter, N_("Number of this correction: {id}"), "id", correction->id);
  write_tlp (&letter, correction->tlp);
  return g_string_free (letter.text, FALSE);
}
