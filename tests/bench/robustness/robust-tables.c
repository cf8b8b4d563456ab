/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of tricks and of reasons. */
#include "robust.h"

#include <string.h>

#define MAX_EXAMPLES 10

static void
print_lost (const char *name, const RobustScam *scam, const char *changed, const TipoffVerdict *verdict)
{
  g_print ("%s: %.3f → %.3f [", name, scam->verdict->score, verdict != NULL ? verdict->score : 0);
  for (guint i = 0; verdict != NULL && i < verdict->flags->len; i++)
    g_print (" %s", ((TipoffFlag *) g_ptr_array_index (verdict->flags, i))->id);
  g_print (" ] %.300s\n", changed);
}

static void
print_trick (const RobustBench *bench, const RobustTrickEntry *trick, const char *show)
{
  guint n = 0, kept = 0;

  for (guint i = 0; i < bench->scams->len; i++)
    {
      const RobustScam *scam = g_ptr_array_index (bench->scams, i);
      g_autoptr (GRand) rand = robust_scam_rand (scam, 2);
      g_autofree char *changed = trick->apply (bench, scam, rand);
      g_autoptr (TipoffVerdict) verdict = changed != NULL ? robust_bench_check (bench, changed, scam->region) : NULL;
      const gboolean alarm = verdict != NULL && verdict->level != TIPOFF_LEVEL_CLEAR;

      if (changed == NULL)
        continue;
      n++;
      kept += alarm;
      if (!alarm && show != NULL && strstr (trick->name, show) != NULL)
        print_lost (trick->name, scam, changed, verdict);
    }
  if (n > 0)
    g_print ("%-46s %6u %6.1f%%%s\n", trick->name, n, 100.0 * kept / n, kept < n * 0.95 ? "  *" : "");
}

/**
 * robust_print_tricks:
 * @show: (nullable): print what the tricks with this in their name get past
 */
void
robust_print_tricks (const RobustBench *bench, const char *show)
{
  static const RobustTrickEntry *const groups[] = { robust_word_tricks, robust_link_tricks, robust_honest_tricks };

  g_print ("\nTricks (scams with an alarm that keep it; * below 95%%)\n%-46s %6s %7s\n", "", "scams", "kept");
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const RobustTrickEntry *trick = groups[i]; trick->name != NULL; trick++)
      print_trick (bench, trick, show);
}

/* The text without what the flags mark. */
static char *
without_reasons (const RobustScam *scam, guint *n_spans)
{
  g_autofree char *marked = g_malloc0 (scam->length + 1);
  GString *out = g_string_new (NULL);

  *n_spans = 0;
  for (guint i = 0; i < scam->verdict->flags->len; i++)
    {
      const TipoffFlag *flag = g_ptr_array_index (scam->verdict->flags, i);

      for (guint j = 0; j < flag->spans->len; j++)
        {
          const TipoffSpan *span = &g_array_index (flag->spans, TipoffSpan, j);

          if (span->part == 0)
            memset (marked + span->start, 1, span->end - span->start);
          ++*n_spans;
        }
    }
  for (gsize i = 0; i < scam->length; i++)
    if (!marked[i])
      g_string_append_c (out, scam->text[i]);
  return g_string_free (out, FALSE);
}

static void
print_flags (const TipoffVerdict *verdict)
{
  for (guint i = 0; i < verdict->flags->len; i++)
    {
      const TipoffFlag *flag = g_ptr_array_index (verdict->flags, i);

      g_print (" %s×%u", flag->id, flag->spans->len);
    }
}

/**
 * robust_print_reasons:
 *
 * A reason that can be taken away without anything changing was none.
 */
void
robust_print_reasons (const RobustBench *bench)
{
  guint n = 0, lower = 0, clear = 0, without = 0, examples = 0;

  g_print ("\nReasons\n");
  for (guint i = 0; i < bench->scams->len; i++)
    {
      const RobustScam *scam = g_ptr_array_index (bench->scams, i);
      guint n_spans;
      g_autofree char *rest = without_reasons (scam, &n_spans);
      g_autoptr (TipoffVerdict) verdict = robust_bench_check (bench, rest, scam->region);
      const gboolean is_lower = n_spans > 0 && (verdict == NULL || verdict->score < scam->verdict->score);

      n++;
      without += n_spans == 0;
      lower += is_lower;
      clear += n_spans > 0 && (verdict == NULL || verdict->level == TIPOFF_LEVEL_CLEAR);
      if (is_lower || examples++ >= MAX_EXAMPLES)
        continue;
      g_print ("  %.3f → %.3f [", scam->verdict->score, verdict != NULL ? verdict->score : 0);
      print_flags (scam->verdict);
      g_print (" ]\n    %.300s\n    left: %.300s\n", scam->text, rest);
    }
  g_print ("without what its flags mark: score lower in %.1f%% of %u (goal 95%%), no alarm left in %.1f%%\n",
           100.0 * lower / MAX (n, 1), n, 100.0 * clear / MAX (n, 1));
  g_print ("alarms without any marked place: %u\n", without);
}
