/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-verdict-build.h"

#include "tipoff-authority-bytes.h"

#include <string.h>

#define MAX_WORDS 16
/* Spans of the fallback flag: the heaviest words. */
#define MAX_FALLBACK_SPANS 5
/* A message of fewer words says nothing by its words. */
#define MIN_WORDS 2
#define MIN_WORDS_OF_OPENER 5
/* The score of what holds nothing to weigh. */
#define IDLE_SCORE 0.01
/* Nothing is certain, and three decimals should not say that it is. */
#define LEAST_SCORE 0.001
#define MOST_SCORE 0.999

/* The words that a flag is about, where its sentence names them. */
#define MAX_WORDS_SHOWN 80

static char *
get_words (const TipoffAnalysis *analysis, const TipoffSpan *span)
{
  const TipoffPart *part = tipoff_case_get_part (analysis->c, span->part);
  g_autofree char *words = g_strndup (part->text + span->start, span->end - span->start);

  if (g_utf8_strlen (words, -1) > MAX_WORDS_SHOWN)
    *g_utf8_offset_to_pointer (words, MAX_WORDS_SHOWN) = '\0';
  return g_steal_pointer (&words);
}

static char **
make_arguments (const TipoffAnalysis *analysis, const TipoffRaise *raise)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const TipoffIndicator *indicator = raise->indicator;

  if (raise->flag >= TIPOFF_N_TRAINED_FLAGS)
    {
      g_autofree char *words = get_words (analysis, &raise->span);

      g_strv_builder_add_many (builder, "text", words, NULL);
    }
  if (raise->shown != NULL)
    {
      g_autofree char *free_me = NULL;

      g_strv_builder_add_many (builder, "shown", tipoff_indicator_get_display_host (raise->shown, &free_me), NULL);
    }
  if (raise->brand != NULL)
    g_strv_builder_add_many (builder, "brand", tipoff_brand_get_name (raise->brand), NULL);
  if (indicator != NULL && indicator->host != NULL)
    {
      g_autofree char *free_me = NULL;
      const char *dot = strrchr (indicator->host, '.');

      g_strv_builder_add_many (builder, "host", tipoff_indicator_get_display_host (indicator, &free_me), NULL);
      if (indicator->domain != NULL)
        g_strv_builder_add_many (builder, "domain", indicator->domain, NULL);
      g_strv_builder_add_many (builder, "ending", dot != NULL ? dot + 1 : indicator->host, NULL);
    }
  if (indicator != NULL && indicator->number != NULL)
    {
      const char *region = tipoff_phone_number_get_region (indicator->number);

      g_strv_builder_add_many (builder, "number", tipoff_phone_number_get_raw (indicator->number), NULL);
      g_strv_builder_add_many (builder, "region", region != NULL ? region : "?", NULL);
    }
  if (indicator != NULL && indicator->type == TIPOFF_INDICATOR_EMAIL)
    g_strv_builder_add_many (builder, "address", indicator->value, NULL);
  if (indicator != NULL && indicator->role == TIPOFF_ROLE_SHOWN_SENDER)
    g_strv_builder_add_many (builder, "sender", indicator->value, NULL);
  return g_strv_builder_end (builder);
}

static gint
compare_flags (gconstpointer a, gconstpointer b)
{
  const TipoffFlag *one = *(TipoffFlag *const *) a, *other = *(TipoffFlag *const *) b;

  if (one->weight != other->weight)
    return one->weight < other->weight ? 1 : -1;
  return strcmp (one->id, other->id);
}

static gint
compare_spans (gconstpointer a, gconstpointer b)
{
  const TipoffSpan *one = a, *other = b;

  if (one->part != other->part)
    return one->part < other->part ? -1 : 1;
  return one->start < other->start ? -1 : one->start > other->start;
}

/* One flag for each kind that was raised, with all its places. The arguments are those of the first. */
static GPtrArray *
collect_flags (const TipoffAnalysis *analysis)
{
  GPtrArray *flags = g_ptr_array_new_with_free_func ((GDestroyNotify) tipoff_flag_free);
  TipoffFlag *by_type[TIPOFF_N_FLAGS] = { NULL };

  for (guint i = 0; i < analysis->raises->len; i++)
    {
      const TipoffRaise *raise = &g_array_index (analysis->raises, TipoffRaise, i);
      TipoffFlag **flag = &by_type[raise->flag];

      if (*flag == NULL)
        {
          *flag = tipoff_flag_new (raise->flag);
          (*flag)->arguments = make_arguments (analysis, raise);
          g_ptr_array_add (flags, *flag);
        }
      g_array_append_val ((*flag)->spans, raise->span);
    }
  for (guint i = 0; i < flags->len; i++)
    g_array_sort (((TipoffFlag *) g_ptr_array_index (flags, i))->spans, compare_spans);
  g_ptr_array_sort (flags, compare_flags);
  return flags;
}

static gint
compare_words (gconstpointer a, gconstpointer b)
{
  const TipoffWord *one = a, *other = b;
  const double w = ABS (one->weight), v = ABS (other->weight);

  if (w != v)
    return w < v ? 1 : -1;
  return compare_spans (&one->span, &other->span);
}

/* The heaviest tokens, whichever way they pull. */
static GArray *
collect_words (const TipoffAnalysis *analysis, const float *by_token)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (TipoffWord));
  guint heaviest[MAX_WORDS];
  guint n = 0;

  for (guint i = 0; i < analysis->n_message_tokens; i++)
    {
      const float weight = ABS (by_token[i]);
      guint at = n;

      if (weight < 0.0005f || (n == MAX_WORDS && weight <= ABS (by_token[heaviest[n - 1]])))
        continue;
      if (n < MAX_WORDS)
        n++;
      else
        at = n - 1;
      for (; at > 0 && ABS (by_token[heaviest[at - 1]]) < weight; at--)
        heaviest[at] = heaviest[at - 1];
      heaviest[at] = i;
    }
  for (guint i = 0; i < n; i++)
    {
      const TipoffWord word = { tipoff_analysis_get_span (analysis, heaviest[i], heaviest[i] + 1), by_token[heaviest[i]] };

      g_array_append_val (words, word);
    }
  g_array_sort (words, compare_words);
  return words;
}

static void
add_at (TipoffVerdict *verdict, TipoffFlagType type, TipoffSpan span)
{
  TipoffFlag *flag = tipoff_flag_new (type);

  g_array_append_val (flag->spans, span);
  g_ptr_array_add (verdict->flags, flag);
}

/* A flag at the words that weigh most: a verdict never comes without a reason that names a place in the message. */
static void
add_at_words (TipoffVerdict *verdict, TipoffFlagType type)
{
  TipoffFlag *flag = tipoff_flag_new (type);

  for (guint i = 0; i < verdict->words->len && flag->spans->len < MAX_FALLBACK_SPANS; i++)
    {
      const TipoffWord *word = &g_array_index (verdict->words, TipoffWord, i);

      if (word->weight > 0)
        g_array_append_val (flag->spans, word->span);
    }
  if (flag->spans->len == 0 && verdict->words->len > 0)
    g_array_append_val (flag->spans, g_array_index (verdict->words, TipoffWord, 0).span);
  g_array_sort (flag->spans, compare_spans);
  if (flag->spans->len > 0)
    g_ptr_array_add (verdict->flags, flag);
  else
    tipoff_flag_free (flag);
}

/* The part that holds a file which asks to be trusted with reports. */
static gboolean
find_authority_file (const TipoffCase *c, TipoffSpan *span)
{
  const guint n = tipoff_case_get_n_parts (c);

  for (span->part = 0; span->part < n; span->part++)
    {
      const TipoffPart *part = tipoff_case_get_part (c, span->part);

      if (tipoff_authority_bytes_recognise (part->text, part->length, &span->start, &span->end))
        return TRUE;
    }
  return FALSE;
}

/* Whoever claims to be a relative, or a bank that wants to be called, may be; the words cannot tell. */
static gboolean
needs_verifying (const TipoffVerdict *verdict, const TipoffAnalysis *analysis)
{
  if (verdict->level < TIPOFF_LEVEL_SUSPICIOUS || tipoff_analysis_is_raised (analysis, TIPOFF_FLAG_TEXT_UNVERIFIED_IDENTITY)
      || tipoff_signal_set_has (&analysis->signals, TIPOFF_SIGNAL_LINK))
    return FALSE;
  return verdict->kind == TIPOFF_KIND_FAMILY
         || (verdict->kind == TIPOFF_KIND_BANK && tipoff_analysis_has (analysis, TIPOFF_CONCEPT_ASKS_CALL));
}

static gboolean
explains (const TipoffVerdict *verdict)
{
  for (guint i = 0; i < verdict->flags->len; i++)
    {
      const TipoffFlag *flag = g_ptr_array_index (verdict->flags, i);

      if (flag->spans->len > 0 && flag->weight >= 0.35)
        return TRUE;
    }
  return FALSE;
}

static TipoffLevel
level_of (const TipoffModelHeader *h, double score)
{
  return score >= h->scam ? TIPOFF_LEVEL_SCAM : score >= h->suspicious ? TIPOFF_LEVEL_SUSPICIOUS : TIPOFF_LEVEL_CLEAR;
}

/* The score says the same as the level: what flags demand lifts it to the level's threshold. */
static void
set_level (TipoffVerdict *verdict, const TipoffModelHeader *h, TipoffLevel demanded)
{
  if (demanded == TIPOFF_LEVEL_SCAM)
    verdict->score = MAX (verdict->score, (double) h->scam + (1 - (double) h->scam) / 2);
  else if (demanded == TIPOFF_LEVEL_SUSPICIOUS)
    verdict->score = MAX (verdict->score, ((double) h->suspicious + (double) h->scam) / 2);
  verdict->level = level_of (h, verdict->score);
}

/* Nothing that could be weighed: hardly a word, or a few in which nobody is named and nothing asked. */
static gboolean
says_nothing (const TipoffAnalysis *analysis)
{
  if (tipoff_signal_set_has (&analysis->signals, TIPOFF_SIGNAL_LINK))
    return FALSE;
  return analysis->n_words < MIN_WORDS
         || (analysis->n_words < MIN_WORDS_OF_OPENER && tipoff_signal_set_has (&analysis->signals, TIPOFF_SIGNAL_NO_MOVES)
             && tipoff_signal_set_has (&analysis->signals, TIPOFF_SIGNAL_NO_CONTACT)
             && !tipoff_signal_set_has (&analysis->signals, TIPOFF_SIGNAL_CLAIMS_BRAND));
}

/* A number alone that belongs to an organisation or to the emergency services. It is neither suspicious nor
 * unknown. */
static gboolean
is_official (const TipoffAnalysis *analysis, TipoffLevel level)
{
  return level == TIPOFF_LEVEL_CLEAR && analysis->n_words == 0
         && (tipoff_analysis_is_raised (analysis, TIPOFF_FLAG_PHONE_OFFICIAL)
             || tipoff_analysis_is_raised (analysis, TIPOFF_FLAG_PHONE_EMERGENCY));
}

/* Unwanted advertising is a nuisance, not a scam. */
static void
set_kind (TipoffVerdict *verdict, const TipoffAnalysis *analysis, const TipoffModel *model, const GArray *grams,
          const TipoffRange *range)
{
  const TipoffModelHeader *h = tipoff_model_get_header (model);

  verdict->kind = TIPOFF_KIND_NONE;
  if (verdict->level < TIPOFF_LEVEL_SUSPICIOUS)
    return;
  if (analysis->n_words < MIN_WORDS)
    verdict->kind = tipoff_signal_set_has (&analysis->signals, TIPOFF_SIGNAL_PHONE) ? TIPOFF_KIND_MISSED_CALL : TIPOFF_KIND_OTHER;
  else
    verdict->kind = tipoff_model_guess_kind (model, grams, range);
  if (verdict->kind == TIPOFF_KIND_SPAM && verdict->level == TIPOFF_LEVEL_SCAM)
    {
      verdict->level = TIPOFF_LEVEL_SUSPICIOUS;
      verdict->score = MIN (verdict->score, ((double) h->suspicious + (double) h->scam) / 2);
    }
}

/**
 * tipoff_verdict_build:
 *
 * Returns: (transfer full): never %NULL
 */
TipoffVerdict *
tipoff_verdict_build (TipoffAnalysis *analysis, const TipoffModel *model)
{
  const TipoffModelHeader *h = tipoff_model_get_header (model);
  g_autoptr (GArray) grams = tipoff_grams_new (analysis);
  g_autofree float *by_token = g_new0 (float, analysis->n_message_tokens + 1);
  const TipoffWeighing weighing = tipoff_model_weigh (model, analysis, grams, by_token);
  TipoffVerdict *verdict = g_new0 (TipoffVerdict, 1);
  TipoffSpan offer;
  const gboolean offers = find_authority_file (analysis->c, &offer);

  verdict->score = says_nothing (analysis) ? IDLE_SCORE : CLAMP (tipoff_model_calibrate (model, weighing.margin), LEAST_SCORE, MOST_SCORE);
  verdict->language = tipoff_model_guess_language (model, analysis, grams);
  verdict->words = collect_words (analysis, by_token);
  set_level (verdict, h, MAX (MAX (weighing.demanded, analysis->demanded), offers ? TIPOFF_LEVEL_SUSPICIOUS : TIPOFF_LEVEL_CLEAR));
  if (is_official (analysis, verdict->level))
    verdict->level = TIPOFF_LEVEL_OFFICIAL;
  set_kind (verdict, analysis, model, grams, &weighing.range);
  verdict->flags = collect_flags (analysis);
  if (offers)
    add_at (verdict, TIPOFF_FLAG_ATTACHMENT_AUTHORITY_FILE, offer);
  if (needs_verifying (verdict, analysis))
    add_at_words (verdict, TIPOFF_FLAG_TEXT_UNVERIFIED_IDENTITY);
  if (verdict->level >= TIPOFF_LEVEL_SUSPICIOUS && !explains (verdict))
    add_at_words (verdict, TIPOFF_FLAG_TEXT_LIKE_KNOWN_SCAMS);
  g_ptr_array_sort (verdict->flags, compare_flags);
  verdict->indicators = g_steal_pointer (&analysis->indicators);
  return verdict;
}
