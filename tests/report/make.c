/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "make.h"

#include <string.h>

#define ID "3f2b1a60-6c0e-4a60-9f3c-1d6b8c1e7a10"
#define CREATED G_GINT64_CONSTANT (1795497720)    /* 2026-11-24T05:22:00Z */

TipoffCase *
make_case (const char   *text,
           TipoffChannel channel,
           const char   *sender,
           const char   *received)
{
  g_autoptr (GError) error = NULL;
  TipoffCase *c = tipoff_case_new_from_text (text, -1, channel, sender, received, &error);

  g_assert_no_error (error);
  return c;
}

void
add_part (TipoffCase    *c,
          TipoffPartType type,
          const char    *text)
{
  TipoffMessage *message = g_ptr_array_index (c->messages, 0);
  TipoffPart *part = g_new0 (TipoffPart, 1);
  guint at = message->parts->len;

  part->type = type;
  part->text = g_strdup (text);
  part->length = strlen (text);
  if (message->sender != NULL)
    at--;
  g_ptr_array_insert (message->parts, (int) at, part);
}

static void
free_flag (gpointer data)
{
  TipoffFlag *flag = data;

  g_array_unref (flag->spans);
  g_strfreev (flag->arguments);
  g_free (flag);
}

TipoffVerdict *
make_verdict (const TipoffCase *c,
              const char       *region)
{
  TipoffVerdict *verdict = g_new0 (TipoffVerdict, 1);

  verdict->level = TIPOFF_LEVEL_SCAM;
  verdict->score = 0.9812;
  verdict->kind = TIPOFF_KIND_PARCEL;
  verdict->language = "nl";
  verdict->flags = g_ptr_array_new_with_free_func (free_flag);
  verdict->words = g_array_new (FALSE, FALSE, sizeof (TipoffWord));
  verdict->indicators = tipoff_indicators_find (c, region);
  return verdict;
}

void
add_flag (TipoffVerdict     *verdict,
          const TipoffCase  *c,
          const char        *id,
          double             weight,
          const char        *needle,
          const char *const *arguments)
{
  TipoffFlag *flag = g_new0 (TipoffFlag, 1);
  const char *text = tipoff_case_get_part (c, 0)->text;
  const char *place = strstr (text, needle);
  TipoffSpan span = { 0, 0, 0 };

  g_assert_nonnull (place);
  span.start = (gsize) (place - text);
  span.end = span.start + strlen (needle);
  flag->id = id;
  flag->weight = weight;
  flag->spans = g_array_new (FALSE, FALSE, sizeof (TipoffSpan));
  g_array_append_val (flag->spans, span);
  flag->arguments = g_strdupv ((char **) arguments);
  g_ptr_array_add (verdict->flags, flag);
}

TipoffReport *
make_report (const char *text)
{
  TipoffCase *c = make_case (text, TIPOFF_CHANNEL_SMS, NULL, NULL);
  TipoffReport *report = tipoff_report_new (ID, CREATED, c, make_verdict (c, "BE"));

  report->country = g_strdup ("BE");
  report->model = g_strdup ("test-1");
  return report;
}
