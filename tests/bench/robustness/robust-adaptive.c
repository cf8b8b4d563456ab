/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Somebody who sees score, flags and weights, and rewrites a scam word by word until it passes. What the
 * scam is for stays as it is: links, numbers, sums, addresses, and the words that ask. */
#include "robust.h"
#include "robust-vocabulary.h"

#include <math.h>
#include <string.h>

/* What a level that flags demand counts beside what words weigh, and one flag's place less. */
#define COST_OF_LEVEL 2.0
#define COST_OF_PLACE 0.1
/* More words than this are not tried in one step. */
#define MAX_TARGETS 40

typedef enum
{
  EDIT_DELETED,
  EDIT_COMMON,       /* replaced by a common word */
  EDIT_FITTING,      /* by one that honest messages have at this place */
  EDIT_MISSPELT,
  EDIT_PADDED,
} Edit;
#define N_EDITS (EDIT_PADDED + 1)

typedef struct
{
  char     *text;
  gboolean  is_free;    /* a word that may be changed */
} Piece;

typedef struct
{
  const RobustBench      *bench;
  const RobustScam       *scam;
  const RobustVocabulary *words;
  GRand                  *rand;
  GArray                 *pieces;    /* of Piece: the message in order */
  double                  loss;      /* as it is now */
  double                  best;      /* of the candidates of one step */
  guint                   best_piece;
  char                   *best_text;
  Edit                    best_edit;
  guint                   edits[N_EDITS];
} Attack;

static void
piece_clear (gpointer data)
{
  g_free (((Piece *) data)->text);
}

static void
add_piece (GArray *pieces, const char *text, gsize length, gboolean is_free)
{
  const Piece piece = { g_strndup (text, length), is_free };

  g_array_append_val (pieces, piece);
}

static gboolean
is_request (const TipoffAnalysis *analysis, const TipoffSpan *span)
{
  for (guint i = 0; i < analysis->raises->len; i++)
    {
      const TipoffRaise *raise = &g_array_index (analysis->raises, TipoffRaise, i);

      if (raise->flag >= TIPOFF_FLAG_TEXT_ASKS_CODE && raise->flag <= TIPOFF_FLAG_TEXT_ASKS_INSTALL
          && raise->span.part == span->part && raise->span.start < span->end && span->start < raise->span.end)
        return TRUE;
    }
  return FALSE;
}

/* The message in words and what lies between them. The first and the last piece are for padding. */
static GArray *
cut (const RobustBench *bench, const RobustScam *scam)
{
  g_autoptr (TipoffCase) c = tipoff_case_new_from_text (scam->text, -1, TIPOFF_CHANNEL_OTHER, NULL, NULL, NULL);
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  TipoffAnalysis analysis;
  gsize at = 0;

  g_array_set_clear_func (pieces, piece_clear);
  add_piece (pieces, "", 0, FALSE);
  tipoff_analysis_init (&analysis, bench->knowledge, c, scam->region);
  for (guint i = 0; i < analysis.n_message_tokens; i++)
    {
      const TipoffSpan span = tipoff_analysis_get_span (&analysis, i, i + 1);

      if (span.part != 0 || span.start < at || g_array_index (analysis.tokens, TipoffToken, i).type != TIPOFF_TOKEN_WORD
          || is_request (&analysis, &span))
        continue;
      add_piece (pieces, scam->text + at, span.start - at, FALSE);
      add_piece (pieces, scam->text + span.start, span.end - span.start, TRUE);
      at = span.end;
    }
  tipoff_analysis_clear (&analysis);
  add_piece (pieces, scam->text + at, scam->length - at, FALSE);
  add_piece (pieces, "", 0, FALSE);
  return pieces;
}

/* The message with piece @number as @text. */
static char *
join (const GArray *pieces, guint number, const char *text)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < pieces->len; i++)
    g_string_append (out, i == number ? text : g_array_index (pieces, Piece, i).text);
  return g_string_free (out, FALSE);
}

static double
logit (double p)
{
  return log (p / (1 - p));
}

/* How far the message is from passing. */
static double
get_loss (const Attack *attack, const char *text)
{
  const TipoffModelHeader *h = tipoff_model_get_header (attack->bench->model);
  g_autoptr (TipoffCase) c = tipoff_case_new_from_text (text, -1, TIPOFF_CHANNEL_OTHER, NULL, NULL, NULL);
  TipoffAnalysis analysis;
  double loss;

  if (c == NULL)
    return 0;
  tipoff_analysis_init (&analysis, attack->bench->knowledge, c, attack->scam->region);
  {
    g_autoptr (GArray) grams = tipoff_grams_new (&analysis);
    const TipoffWeighing weighing = tipoff_model_weigh (attack->bench->model, &analysis, grams, NULL);
    const double excess = h->slope * weighing.margin + (double) h->intercept - logit ((double) h->suspicious);

    const guint level = (weighing.demanded >= TIPOFF_LEVEL_SUSPICIOUS) + (weighing.demanded == TIPOFF_LEVEL_SCAM);

    loss = MAX (excess, -0.2) + COST_OF_LEVEL * level + COST_OF_PLACE * analysis.raises->len;
  }
  tipoff_analysis_clear (&analysis);
  return loss;
}

static void
try_text (Attack *attack, guint piece, const char *text, Edit edit)
{
  g_autofree char *message = NULL;
  double loss;

  if (text == NULL || g_str_equal (text, g_array_index (attack->pieces, Piece, piece).text))
    return;
  message = join (attack->pieces, piece, text);
  loss = get_loss (attack, message);
  if (loss >= attack->best)
    return;
  attack->best = loss;
  attack->best_piece = piece;
  attack->best_edit = edit;
  g_free (attack->best_text);
  attack->best_text = g_strdup (text);
}

/* Two letters inside swapped, or one doubled. */
static void
try_misspelt (Attack *attack, guint piece, const char *word)
{
  const glong letters = g_utf8_strlen (word, -1);
  const char *one, *other, *rest;
  g_autofree char *swapped = NULL;
  g_autofree char *doubled = NULL;

  if (letters < 4)
    return;
  one = g_utf8_offset_to_pointer (word, g_rand_int_range (attack->rand, 1, (gint32) letters - 2));
  other = g_utf8_next_char (one);
  rest = g_utf8_next_char (other);
  swapped = g_strdup_printf ("%.*s%.*s%.*s%s", (int) (one - word), word, (int) (rest - other), other,
                             (int) (other - one), one, rest);
  doubled = g_strdup_printf ("%.*s%s", (int) (other - word), word, one);
  try_text (attack, piece, swapped, EDIT_MISSPELT);
  try_text (attack, piece, doubled, EDIT_MISSPELT);
}

static const char *
word_before (const Attack *attack, guint piece)
{
  for (guint i = piece; i-- > 0;)
    if (g_array_index (attack->pieces, Piece, i).is_free && *g_array_index (attack->pieces, Piece, i).text != '\0')
      return g_array_index (attack->pieces, Piece, i).text;
  return NULL;
}

static void
try_word (Attack *attack, guint piece)
{
  const char *word = g_array_index (attack->pieces, Piece, piece).text;
  const char *before = word_before (attack, piece);

  try_text (attack, piece, "", EDIT_DELETED);
  for (guint i = 0; i < 2; i++)
    {
      try_text (attack, piece, robust_vocabulary_common (attack->words, attack->rand), EDIT_COMMON);
      if (before != NULL)
        try_text (attack, piece, robust_vocabulary_follower (attack->words, before, attack->rand), EDIT_FITTING);
    }
  try_misspelt (attack, piece, word);
}

/* A sentence that means no harm, before or behind, on the same line or another. */
static void
try_padding (Attack *attack)
{
  for (guint i = 0; i < 4; i++)
    {
      const gboolean front = i % 2 == 0;
      const guint piece = front ? 0 : attack->pieces->len - 1;
      const char *old = g_array_index (attack->pieces, Piece, piece).text;
      const char *between = i < 2 ? " " : "\n";
      g_autofree char *honest = robust_bench_honest (attack->bench, attack->scam, attack->rand);
      g_autofree char *text = NULL;

      if (honest == NULL)
        return;
      text = front ? g_strconcat (honest, between, old, NULL) : g_strconcat (old, between, honest, NULL);
      try_text (attack, piece, text, EDIT_PADDED);
    }
}

/* Marks the free pieces that @span touches. */
static void
aim (const Attack *attack, const TipoffSpan *span, gboolean *targets)
{
  gsize at = 0;

  for (guint i = 0; i < attack->pieces->len && at < span->end && span->part == 0; i++)
    {
      const Piece *piece = &g_array_index (attack->pieces, Piece, i);
      const gsize end = at + strlen (piece->text);

      if (piece->is_free && end > span->start && end > at)
        targets[i] = TRUE;
      at = end;
    }
}

static gboolean
step (Attack *attack, const TipoffVerdict *verdict)
{
  g_autofree gboolean *targets = g_new0 (gboolean, attack->pieces->len);
  guint n = 0;

  attack->best = attack->loss;
  for (guint i = 0; i < verdict->words->len; i++)
    if (g_array_index (verdict->words, TipoffWord, i).weight > 0)
      aim (attack, &g_array_index (verdict->words, TipoffWord, i).span, targets);
  for (guint i = 0; i < verdict->flags->len; i++)
    {
      const TipoffFlag *flag = g_ptr_array_index (verdict->flags, i);

      for (guint j = 0; j < flag->spans->len; j++)
        aim (attack, &g_array_index (flag->spans, TipoffSpan, j), targets);
    }
  for (guint i = 0; i < attack->pieces->len && n < MAX_TARGETS; i++)
    if (targets[i])
      {
        try_word (attack, i);
        n++;
      }
  try_padding (attack);
  if (attack->best_text == NULL)
    return FALSE;
  g_free (g_array_index (attack->pieces, Piece, attack->best_piece).text);
  g_array_index (attack->pieces, Piece, attack->best_piece).text = g_steal_pointer (&attack->best_text);
  attack->loss = attack->best;
  attack->edits[attack->best_edit]++;
  return TRUE;
}

static void
print_passed (const RobustScam *scam, const char *text, guint edits, const TipoffVerdict *verdict)
{
  g_print ("rewriting: %u edits, %.3f → %.3f\n  %.400s\n  %.400s\n", edits, scam->verdict->score,
           verdict != NULL ? verdict->score : 0, scam->text, text);
}

/* After how many edits it passes; @edits + 1 where it does not. */
static guint
attack_scam (Attack *attack, guint edits, gboolean show)
{
  attack->pieces = cut (attack->bench, attack->scam);
  attack->loss = G_MAXDOUBLE;
  for (guint i = 0; i <= edits; i++)
    {
      g_autofree char *text = join (attack->pieces, G_MAXUINT, NULL);
      g_autoptr (TipoffVerdict) verdict = robust_bench_check (attack->bench, text, attack->scam->region);

      if (i == 0)
        attack->loss = get_loss (attack, text);
      if (verdict == NULL || verdict->level == TIPOFF_LEVEL_CLEAR)
        {
          if (show)
            print_passed (attack->scam, text, i, verdict);
          return i;
        }
      if (i == edits || !step (attack, verdict))
        break;
    }
  return edits + 1;
}

static guint *
choose (guint n, guint limit)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20);
  guint *order = g_new (guint, n);

  for (guint i = 0; i < n; i++)
    order[i] = i;
  for (guint i = 0; i < limit; i++)
    {
      const guint other = (guint) g_rand_int_range (rand, (gint32) i, (gint32) n);
      const guint swap = order[i];

      order[i] = order[other];
      order[other] = swap;
    }
  return order;
}

static RobustVocabulary *
get_vocabulary (GHashTable *all, const RobustBench *bench, const char *language)
{
  RobustVocabulary *words = g_hash_table_lookup (all, language);

  if (words == NULL)
    {
      words = robust_vocabulary_new (g_hash_table_lookup (bench->honest, language));
      g_hash_table_insert (all, g_strdup (language), words);
    }
  return words;
}

static void
print_curve (const guint *passed, const guint *by_edit, guint edits, guint n)
{
  static const char *const names[] = { "deleted", "by a common word", "by a fitting word", "misspelt", "padded" };
  guint kept = n;

  g_print ("\nRewriting by who knows all weights (%u scams; goal 85%% after 5 edits)\n edits  kept\n", n);
  for (guint i = 0; i <= edits; i++)
    {
      kept -= passed[i];
      g_print ("%6u %5.1f%%\n", i, 100.0 * kept / MAX (n, 1));
    }
  g_print ("edits of those that passed:");
  for (guint i = 0; i < N_EDITS; i++)
    g_print (" %s %u%s", names[i], by_edit[i], i + 1 < N_EDITS ? "," : "\n");
}

/**
 * robust_print_adaptive:
 * @limit: so many scams, chosen at random but always the same ones; 0 for all
 */
void
robust_print_adaptive (const RobustBench *bench, guint limit, guint edits, gboolean show)
{
  const guint n = limit > 0 ? MIN (limit, bench->scams->len) : bench->scams->len;
  g_autofree guint *order = choose (bench->scams->len, n);
  g_autofree guint *passed = g_new0 (guint, edits + 2);
  g_autoptr (GHashTable) all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) robust_vocabulary_free);
  guint by_edit[N_EDITS] = { 0 };

  for (guint i = 0; i < n; i++)
    {
      const RobustScam *scam = g_ptr_array_index (bench->scams, order[i]);
      g_autoptr (GRand) rand = robust_scam_rand (scam, 3);
      Attack attack = { .bench = bench, .scam = scam, .words = get_vocabulary (all, bench, scam->language), .rand = rand };
      const guint after = attack_scam (&attack, edits, show);

      passed[after]++;
      for (guint e = 0; e < N_EDITS && after <= edits; e++)
        by_edit[e] += attack.edits[e];
      g_array_unref (attack.pieces);
    }
  print_curve (passed, by_edit, edits, n);
}
