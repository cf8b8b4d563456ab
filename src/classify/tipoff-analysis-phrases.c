/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-analysis.h"

/* Stop words are hits too; a long text needs no more to tell its language. */
#define MAX_HITS 65536
/* A negation so many tokens before a request, or right after it, undoes it. */
#define NEGATION_BEFORE 3
#define NEGATION_AFTER 1
#define MAX_LANGUAGES 16
/* A negation that reaches a request began no more than so many tokens before it. */
#define MAX_PHRASE_TOKENS 32

/* The languages that the stop words speak for: the best, and those that come near. All where
 * there is no telling. */
static guint
guess_languages (const GArray *hits)
{
  guint counts[MAX_LANGUAGES] = { 0 };
  guint best = 0, languages = 0;

  for (guint i = 0; i < hits->len; i++)
    {
      const TipoffPhraseHit *hit = &g_array_index (hits, TipoffPhraseHit, i);

      if (hit->value == TIPOFF_PHRASE_STOP_WORD)
        for (guint l = 0; l < MAX_LANGUAGES; l++)
          best = MAX (best, counts[l] += (hit->languages >> l) & 1);
    }
  if (best == 0)
    return ~0u;
  for (guint l = 0; l < MAX_LANGUAGES; l++)
    if (counts[l] * 2 > best)
      languages |= 1u << l;
  return languages;
}

static gboolean
is_request (guint concept)
{
  return concept <= TIPOFF_CONCEPT_ASKS_REPLY || concept == TIPOFF_CONCEPT_GIFT_CARD
         || concept == TIPOFF_CONCEPT_SECRECY || concept == TIPOFF_CONCEPT_CONTACT_ELSEWHERE
         || concept == TIPOFF_CONCEPT_COLLECTION || concept == TIPOFF_CONCEPT_FEE_FIRST;
}

static gboolean
is_negated (const GArray *hits, const TipoffPhraseHit *request)
{
  const TipoffPhraseHit *first = &g_array_index (hits, TipoffPhraseHit, 0);
  const TipoffPhraseHit *hit = request;

  while (hit > first && hit[-1].start + MAX_PHRASE_TOKENS > request->start)
    hit--;
  for (; hit < first + hits->len && hit->start <= request->end + NEGATION_AFTER; hit++)
    {
      if ((hit->value == TIPOFF_CONCEPT_NEGATION || hit->value == TIPOFF_CONCEPT_NEVER_SHARE)
          && hit->end + NEGATION_BEFORE > request->start && hit->start < request->end + NEGATION_AFTER)
        return TRUE;
    }
  return FALSE;
}

static void
take_brand (TipoffAnalysis *self, const TipoffPhraseHit *hit)
{
  static const guint claims[TIPOFF_N_KINDS] = {
    [TIPOFF_KIND_BANK] = TIPOFF_SIGNAL_CLAIMS_BANK, [TIPOFF_KIND_PARCEL] = TIPOFF_SIGNAL_CLAIMS_PARCEL,
    [TIPOFF_KIND_GOVERNMENT] = TIPOFF_SIGNAL_CLAIMS_GOVERNMENT, [TIPOFF_KIND_ACCOUNT] = TIPOFF_SIGNAL_CLAIMS_ACCOUNT,
    [TIPOFF_KIND_SUBSCRIPTION] = TIPOFF_SIGNAL_CLAIMS_SUBSCRIPTION,
    [TIPOFF_KIND_MARKETPLACE] = TIPOFF_SIGNAL_CLAIMS_MARKETPLACE,
  };
  const TipoffBrand *brand = tipoff_brands_get (self->knowledge->brands, hit->value - TIPOFF_PHRASE_BRAND);
  const TipoffSpan span = tipoff_analysis_get_span (self, hit->start, hit->start + 1);

  if (hit->start >= self->n_message_tokens && self->sender_claim == NULL)
    {
      self->sender_claim = brand;
      self->sender_claim_span = tipoff_analysis_get_span (self, hit->start, hit->end);
    }
  if (self->claim == NULL)
    self->claim = brand;
  tipoff_analysis_mark (self, TIPOFF_SIGNAL_CLAIMS_BRAND, span);
  if (claims[brand->kind] != 0)
    tipoff_analysis_mark (self, claims[brand->kind], span);
}

/* A word of one language is no evidence in a text of another; two words in a row are. */
static gboolean
speaks (const TipoffPhraseHit *hit, guint languages)
{
  return hit->end - hit->start >= 3 || (hit->languages & languages) != 0;
}

static void
take_notion (TipoffAnalysis *self, const TipoffPhraseHit *hit, guint languages)
{
  if (hit->start < self->n_message_tokens && speaks (hit, languages))
    tipoff_analysis_get_segment_of_token (self, hit->start)->notions
      |= G_GUINT64_CONSTANT (1) << (hit->value - TIPOFF_PHRASE_NOTION);
}

/**
 * tipoff_analysis_read_phrases:
 *
 * Keeps the hits that count: in the message's language, and not negated.
 */
void
tipoff_analysis_read_phrases (TipoffAnalysis *self)
{
  g_autoptr (GArray) hits = g_array_sized_new (FALSE, FALSE, sizeof (TipoffPhraseHit), 64);
  guint languages;

  tipoff_phrases_search (self->knowledge->phrases, self->normals, (const TipoffToken *) (gpointer) self->tokens->data,
                         self->tokens->len, hits, MAX_HITS);
  languages = guess_languages (hits);
  for (guint i = 0; i < hits->len; i++)
    {
      const TipoffPhraseHit *hit = &g_array_index (hits, TipoffPhraseHit, i);

      if (hit->value >= TIPOFF_PHRASE_BRAND)
        take_brand (self, hit);
      else if (hit->value >= TIPOFF_PHRASE_NOTION)
        take_notion (self, hit, languages);
      else if (hit->value == TIPOFF_PHRASE_STOP_WORD || !speaks (hit, languages)
               || hit->start >= self->n_message_tokens || (is_request (hit->value) && is_negated (hits, hit)))
        continue;
      else
        {
          if (hit->value == TIPOFF_CONCEPT_NEGATION)
            tipoff_analysis_get_segment_of_token (self, hit->start)->notions |= G_GUINT64_CONSTANT (1) << TIPOFF_NOTION_NEGATION;
          tipoff_analysis_mark_concept (self, hit->value, hit->start);
          g_array_append_vals (self->hits, hit, 1);
        }
    }
}
