/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-facts.h"

#include "tipoff-ids.h"
#include "tipoff-report-words.h"
#include "tipoff-taxonomy.h"

#include <string.h>

#define DAY_SECONDS 86400

static void
fact_free (gpointer data)
{
  TipoffFact *self = data;

  g_free (self->value);
  g_free (self);
}

/* Takes over @value; one that is empty is not known. */
static void
add_fact (GPtrArray  *facts,
          const char *name,
          char       *value)
{
  TipoffFact *fact;

  if (value == NULL || *value == '\0')
    {
      g_free (value);
      return;
    }
  fact = g_new0 (TipoffFact, 1);
  fact->name = name;
  fact->value = value;
  g_ptr_array_add (facts, fact);
}

static char *
list_harms (guint harms)
{
  g_auto (GStrv) words = tipoff_harms_to_words (harms);

  return g_strjoinv (", ", words);
}

static char *
list_flags (const TipoffVerdict *verdict)
{
  GString *list = g_string_new (NULL);
  char weight[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < verdict->flags->len; i++)
    {
      const TipoffFlag *flag = g_ptr_array_index (verdict->flags, i);

      g_string_append_printf (list, "%s%s %s", i > 0 ? ", " : "", flag->id,
                              g_ascii_formatd (weight, sizeof weight, "%.3f", flag->weight));
    }
  return g_string_free (list, FALSE);
}

static char *
list_redactions (TipoffMasked *masked)
{
  const GArray *masks = tipoff_masked_get_masks (masked);
  GString *list = g_string_new (NULL);

  for (guint type = 0; type <= TIPOFF_REDACTION_OTHER; type++)
    {
      guint n = 0;

      for (guint i = 0; i < masks->len; i++)
        n += g_array_index (masks, TipoffMask, i).type == type ? 1 : 0;
      if (n > 0)
        g_string_append_printf (list, "%s%s %u", list->len > 0 ? ", " : "",
                                tipoff_redaction_type_to_string ((TipoffRedactionType) type), n);
    }
  return g_string_free (list, FALSE);
}

static void
add_judgement (GPtrArray          *facts,
               const TipoffReport *report)
{
  const TipoffVerdict *verdict = report->verdict;
  char score[G_ASCII_DTOSTR_BUF_SIZE];

  add_fact (facts, "program", g_strdup ("tipoff " TIPOFF_VERSION));
  add_fact (facts, "model", g_strdup (report->model));
  add_fact (facts, "data", g_strdup (report->data));
  add_fact (facts, "verdict", g_strdup (tipoff_level_to_string (verdict->level)));
  add_fact (facts, "score", g_strdup (g_ascii_formatd (score, sizeof score, "%.3f", verdict->score)));
  if (verdict->kind != TIPOFF_KIND_NONE)
    add_fact (facts, "kind", g_strdup (tipoff_kind_to_string (verdict->kind)));
  add_fact (facts, "flags", list_flags (verdict));
}

GPtrArray *
tipoff_facts_new (const TipoffReport *report,
                  TipoffMasked       *masked)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func (fact_free);

  add_fact (facts, "report_id", g_strdup (report->id));
  add_fact (facts, "test", report->test ? g_strdup ("true") : NULL);
  add_fact (facts, "practice", report->practice ? g_strdup ("true") : NULL);
  add_fact (facts, "country", g_strdup (report->country));
  add_fact (facts, "harms", list_harms (report->harms));
  if (report->opened != TIPOFF_OPENED_NOT_TOLD)
    add_fact (facts, "link_opened", g_strdup (tipoff_opened_to_string (report->opened)));
  if (report->loss_amount != NULL)
    add_fact (facts, "loss", g_strdup_printf ("%s %s", report->loss_amount, report->loss_currency));
  add_fact (facts, "comment", g_strdup (tipoff_masked_get_comment (masked)));
  add_fact (facts, "sender_known", report->sender_known ? g_strdup ("true") : NULL);
  add_fact (facts, "contact", g_strdup (report->contact));
  add_fact (facts, "reporter", tipoff_facts_get_reporter (report));
  add_judgement (facts, report);
  add_fact (facts, "redactions", list_redactions (masked));
  return facts;
}

GPtrArray *
tipoff_facts_new_of_message (const TipoffMessage *message)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func (fact_free);
  gint64 first, last;

  add_fact (facts, "channel", g_strdup (tipoff_channel_to_string (message->channel)));
  if (tipoff_facts_get_received (message, &first, &last))
    {
      add_fact (facts, "received", g_strdup (message->received));
      add_fact (facts, "received_precision", g_strdup (tipoff_precision_to_string (message->precision)));
    }
  return facts;
}

char *
tipoff_facts_get_sender (TipoffMasked        *masked,
                         const TipoffMessage *message,
                         guint                first)
{
  for (guint i = 0; i < message->parts->len; i++)
    if (((const TipoffPart *) g_ptr_array_index (message->parts, i))->type == TIPOFF_PART_SENDER)
      return g_strdup (tipoff_masked_get_text (masked, first + i));
  return tipoff_masked_scrub (masked, message->sender);
}

const TipoffIndicator *
tipoff_facts_find_sender (TipoffMasked        *masked,
                          const TipoffMessage *message,
                          guint                first,
                          TipoffIndicatorType  type)
{
  const GPtrArray *indicators = tipoff_masked_get_indicators (masked);

  for (guint i = 0; i < indicators->len; i++)
    {
      const TipoffIndicator *indicator = g_ptr_array_index (indicators, i);
      guint part = indicator->span.part - first;

      if (indicator->type == type && indicator->span.part >= first && part < message->parts->len
          && ((const TipoffPart *) g_ptr_array_index (message->parts, part))->type == TIPOFF_PART_SENDER)
        return indicator;
    }
  return NULL;
}

static char *
join_parts (TipoffMasked        *masked,
            const TipoffMessage *message,
            guint                first,
            guint                types)
{
  GString *text = NULL;

  for (guint i = 0; i < message->parts->len; i++)
    {
      const TipoffPart *part = g_ptr_array_index (message->parts, i);

      if ((types & (1u << part->type)) == 0)
        continue;
      if (text == NULL)
        text = g_string_new (NULL);
      else
        g_string_append_c (text, '\n');
      g_string_append (text, tipoff_masked_get_text (masked, first + i));
    }
  return text != NULL ? g_string_free (text, FALSE) : NULL;
}

char *
tipoff_facts_get_parts (TipoffMasked        *masked,
                        const TipoffMessage *message,
                        guint                first,
                        TipoffPartType       type)
{
  return join_parts (masked, message, first, 1u << type);
}

char *
tipoff_facts_get_text (TipoffMasked        *masked,
                       const TipoffMessage *message,
                       guint                first)
{
  char *text = join_parts (masked, message, first, 1u << TIPOFF_PART_BODY | 1u << TIPOFF_PART_TURN);

  return text != NULL ? text : g_strdup ("");
}

gboolean
tipoff_facts_get_received (const TipoffMessage *message,
                           gint64              *first,
                           gint64              *last)
{
  if (message->received == NULL || !tipoff_time_parse (message->received, first))
    return FALSE;
  *last = *first;
  if (message->precision == TIPOFF_PRECISION_MINUTE)
    *last += 59;
  else if (message->precision == TIPOFF_PRECISION_DAY)
    *last += DAY_SECONDS - 1;
  return TRUE;
}

char *
tipoff_facts_get_reporter (const TipoffReport *report)
{
  const TipoffIdentity *identity = report->identity;
  GString *line;

  if (identity == NULL)
    return NULL;
  line = g_string_new (identity->organisation);
  if (identity->name != NULL && *identity->name != '\0')
    g_string_append_printf (line, "%s%s", line->len > 0 ? ", " : "", identity->name);
  g_string_append_printf (line, line->len > 0 ? " <%s>" : "%s", identity->email);
  return g_string_free (line, FALSE);
}

char *
tipoff_facts_make_title (const TipoffReport *report,
                         TipoffTongue       *tongue)
{
  const char *const arguments[] = {
    "title", tipoff_report_title (report->verdict, tongue),
    "channel", tipoff_tongue_text (tongue, tipoff_report_channel_title (tipoff_facts_get_channel (report))), NULL,
  };
  g_autofree char *title = tipoff_tongue_format (tongue, N_("Report: {title} ({channel})"), arguments);

  if (report->test)
    return g_strconcat (tipoff_tongue_text (tongue, N_("This is a test. Please do not act on it.")), " ", title, NULL);
  if (report->practice)
    return g_strconcat (tipoff_tongue_text (tongue, N_("This is for practice. It does not reach an authority.")), " ", title, NULL);
  return g_steal_pointer (&title);
}

const char *
tipoff_facts_get_tlp (const char *tlp)
{
  static const char *const levels[] = { "tlp:clear", "tlp:green", "tlp:amber", "tlp:amber+strict", "tlp:red" };

  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
    if (g_strcmp0 (levels[i] + strlen ("tlp:"), tlp) == 0)
      return levels[i];
  return "tlp:red";
}

TipoffChannel
tipoff_facts_get_channel (const TipoffReport *report)
{
  return ((const TipoffMessage *) g_ptr_array_index (report->c->messages, 0))->channel;
}

char **
tipoff_facts_get_tags (const TipoffReport *report)
{
  g_auto (GStrv) tags = tipoff_taxonomy_get_tags (report->verdict->kind, tipoff_facts_get_channel (report));
  g_autofree char *test = tipoff_taxonomy_format_class (TIPOFF_TAXONOMY_TEST_CLASS);
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();

  g_strv_builder_add (all, tipoff_facts_get_tlp (report->tlp));
  if (report->test || report->practice)
    g_strv_builder_add (all, test);
  g_strv_builder_addv (all, (const char **) tags);
  return g_strv_builder_end (all);
}

TipoffTongue *
tipoff_facts_get_tongue (const char        *language,
                         const TipoffRoute *route)
{
  if (route == NULL || route->languages == NULL || route->languages[0] == NULL ||
      (language != NULL && g_strv_contains ((const char *const *) route->languages, language)))
    return tipoff_tongue_get (language != NULL ? language : "en");
  return tipoff_tongue_get (route->languages[0]);
}

gboolean
tipoff_facts_is_mailbox (const char *address)
{
  const char *at = strchr (address, '@');

  for (const char *p = address; *p != '\0'; p++)
    if ((guchar) *p <= ' ' || (guchar) *p >= 127 || strchr (",;:<>()[]\\\"", *p) != NULL)
      return FALSE;
  return at != NULL && at != address && at[1] != '\0' && strchr (at + 1, '@') == NULL;
}

gboolean
tipoff_facts_has_identity (const TipoffReport *report,
                           GError            **error)
{
  if (report->identity != NULL && tipoff_facts_is_mailbox (report->identity->email))
    return TRUE;
  g_set_error_literal (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_NO_IDENTITY,
                       "This format takes no anonymous report: say who reports, with an e-mail address");
  return FALSE;
}

char *
tipoff_facts_shorten (const char *text,
                      glong       characters)
{
  if (g_utf8_strlen (text, -1) <= characters)
    return g_strdup (text);
  return g_utf8_substring (text, 0, characters);
}

void
tipoff_facts_write_optional (TipoffJsonWriter *writer,
                             const char       *name,
                             const char       *value)
{
  if (value != NULL && *value != '\0')
    tipoff_json_writer_member_string (writer, name, value);
}

GBytes *
tipoff_facts_take_bytes (GString *out)
{
  gsize length = out->len;

  return g_bytes_new_take (g_string_free (out, FALSE), length);
}
