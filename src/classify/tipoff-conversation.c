/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-conversation.h"

#include <string.h>

/* Turns that are weighed together, each twice: so much of a talk is about one thing. */
#define PIECE_TURNS 64
#define STEP_TURNS 32
/* Of authors who wrote less than others the suspicious one is hardly ever. */
#define MAX_GUESSED 8
/* Turns before money, and the days that they took: a friendship of one evening is none. */
#define MIN_TRUST_TURNS 10
#define MIN_TRUST_SECONDS (2 * 86400)
/* Where nothing was said that sounds like love. */
#define MIN_TALK_TURNS 20
#define MIN_TALK_SECONDS (3 * 86400)
/* Turns that are proposed to be reported. */
#define MAX_CHOSEN 24

static const char *const money_flags[] = {
  "text.gift-card", "text.wallet", "text.investment", "text.fee-first", "text.family-in-trouble", "text.asks-payment",
  "text.job-offer", NULL
};

/* How the talk went so far. */
typedef struct
{
  gboolean has_romance;
  guint    money;           /* as in TipoffSide */
} Course;

/* -- the pieces ------------------------------------------------------------------------------ */

/* The turn in which a part of a piece stands. All messages have one part but the first, which has the sender too. */
static guint
get_turn (const guint *turns,
          guint        part)
{
  return turns[part > 0 ? part - 1 : 0];
}

static const TipoffFlag *
find_flag (const TipoffVerdict *verdict,
           const char *const   *ids)
{
  for (guint i = 0; i < verdict->flags->len; i++)
    {
      const TipoffFlag *flag = g_ptr_array_index (verdict->flags, i);

      if (g_strv_contains (ids, flag->id) && flag->spans->len > 0)
        return flag;
    }
  return NULL;
}

static const TipoffTurn *
get (const TipoffChat *chat,
     guint             turn)
{
  return &g_array_index (chat->turns, TipoffTurn, turn);
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  const guint one = *(const guint *) a, other = *(const guint *) b;

  return one < other ? -1 : one > other;
}

/* Whether @turn, which is one of @turns, comes after a time in which trust could grow. */
static gboolean
is_after_trust (const TipoffChat *chat,
                const GArray     *turns,
                guint             turn,
                gboolean          has_romance)
{
  const gint64 seconds = get (chat, turn)->time - get (chat, g_array_index (turns, guint, 0))->time;
  guint n = 0;

  g_array_binary_search ((GArray *) turns, &turn, compare_numbers, &n);
  return n >= (has_romance ? MIN_TRUST_TURNS : MIN_TALK_TURNS) && seconds >= (has_romance ? MIN_TRUST_SECONDS : MIN_TALK_SECONDS);
}

static void
follow_course (Course              *course,
               const TipoffChat    *chat,
               const GArray        *turns,
               const guint         *piece,
               const TipoffVerdict *verdict)
{
  static const char *const romance[] = { "text.romance", NULL };
  const TipoffFlag *money = find_flag (verdict, money_flags);
  guint turn;

  course->has_romance = course->has_romance || find_flag (verdict, romance) != NULL;
  if (course->money != G_MAXUINT || money == NULL || verdict->level < TIPOFF_LEVEL_SUSPICIOUS)
    return;
  turn = get_turn (piece, g_array_index (money->spans, TipoffSpan, 0).part);
  if (is_after_trust (chat, turns, turn, course->has_romance))
    course->money = turn;
}

/* -- one side -------------------------------------------------------------------------------- */

static TipoffVerdict *
check_turns (TipoffClassifier  *classifier,
             const TipoffChat  *chat,
             const guint       *turns,
             guint              n,
             guint              money,
             const char        *region,
             TipoffCase       **c)
{
  TipoffSpan span;

  *c = tipoff_chat_make_case (chat, turns, n);
  for (guint i = 0; i < (*c)->messages->len; i++)
    if (turns[i] == money)
      {
        span = (TipoffSpan) { i > 0 ? i + 1 : 0, 0, tipoff_case_get_part (*c, i > 0 ? i + 1 : 0)->length };
        return tipoff_classifier_check_talk (classifier, *c, region, &span);
      }
  return tipoff_classifier_check (classifier, *c, region);
}

static void
mark_spans (GHashTable  *marked,
            const guint *turns,
            guint        part)
{
  if (g_hash_table_size (marked) < MAX_CHOSEN)
    g_hash_table_add (marked, GUINT_TO_POINTER (get_turn (turns, part)));
}

/* The turns of a piece that its verdict rests on: those with a place of a flag, heaviest first, and those with a way to
 * pay or to answer; else those with a heavy word. */
static GArray *
choose_turns (const TipoffVerdict *verdict,
              const guint         *turns,
              guint                n)
{
  g_autoptr (GHashTable) marked = g_hash_table_new (NULL, NULL);
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < verdict->flags->len; i++)
    {
      const TipoffFlag *flag = g_ptr_array_index (verdict->flags, i);

      for (guint k = 0; k < flag->spans->len; k++)
        if (g_array_index (flag->spans, TipoffSpan, k).part != 1)        /* the sender */
          mark_spans (marked, turns, g_array_index (flag->spans, TipoffSpan, k).part);
    }
  for (guint i = 0; i < verdict->indicators->len; i++)
    {
      const TipoffIndicator *indicator = g_ptr_array_index (verdict->indicators, i);

      if (indicator->role == TIPOFF_ROLE_CONTACT)
        mark_spans (marked, turns, indicator->span.part);
    }
  for (guint i = 0; i < verdict->words->len && g_hash_table_size (marked) == 0; i++)
    mark_spans (marked, turns, g_array_index (verdict->words, TipoffWord, i).span.part);
  if (g_hash_table_size (marked) == 0)
    mark_spans (marked, turns, 0);
  for (guint i = 0; i < n; i++)
    if (g_hash_table_contains (marked, GUINT_TO_POINTER (turns[i])))
      g_array_append_val (chosen, turns[i]);
  return chosen;
}

static gboolean
is_worse (const TipoffVerdict *a,
          const TipoffVerdict *b)
{
  return b == NULL || a->level > b->level || (a->level == b->level && a->score > b->score);
}

/* The heaviest piece, and whether the talk went from trust to money. */
static gboolean
check_side (TipoffSide        *self,
            TipoffClassifier  *classifier,
            const TipoffChat  *chat,
            const char        *region,
            GCancellable      *cancellable,
            GError           **error)
{
  g_autoptr (GArray) turns = tipoff_chat_list_turns (chat, self->author);
  g_autoptr (TipoffVerdict) worst = NULL;
  Course course = { FALSE, G_MAXUINT };
  guint at = 0, n_at = 0;

  for (guint first = 0; first < turns->len; first += STEP_TURNS)
    {
      const guint *piece = &g_array_index (turns, guint, first);
      const guint n = MIN (turns->len - first, PIECE_TURNS);
      g_autoptr (TipoffCase) c = NULL;
      g_autoptr (TipoffVerdict) verdict = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      verdict = check_turns (classifier, chat, piece, n, G_MAXUINT, region, &c);
      follow_course (&course, chat, turns, piece, verdict);
      if (is_worse (verdict, worst))
        {
          g_clear_pointer (&worst, tipoff_verdict_free);
          worst = g_steal_pointer (&verdict);
          at = first;
          n_at = n;
        }
      if (first + n == turns->len)
        break;
    }
  self->money = course.money;
  self->turns = choose_turns (worst, &g_array_index (turns, guint, at), n_at);
  if (course.money != G_MAXUINT)
    {
      for (at = 0; at < self->turns->len && g_array_index (self->turns, guint, at) < course.money; at++)
        continue;
      if (!g_array_binary_search (self->turns, &course.money, compare_numbers, NULL))
        g_array_insert_val (self->turns, at, course.money);
    }
  self->verdict = check_turns (classifier, chat, (const guint *) (gpointer) self->turns->data, self->turns->len, self->money, region,
                               &self->c);
  return TRUE;
}

/* -- which side ------------------------------------------------------------------------------ */

typedef struct
{
  guint author;
  guint n;
} Count;

static int
compare_counts (gconstpointer a,
                gconstpointer b)
{
  const Count *one = a, *other = b;

  return one->n != other->n ? (one->n < other->n ? 1 : -1) : (int) one->author - (int) other->author;
}

/* Authors, those who wrote most first. */
static GArray *
count_authors (const TipoffChat *chat)
{
  GArray *counts = g_array_new (FALSE, TRUE, sizeof (Count));

  g_array_set_size (counts, chat->authors->len);
  for (guint i = 0; i < counts->len; i++)
    g_array_index (counts, Count, i).author = i;
  for (guint i = 0; i < chat->turns->len; i++)
    g_array_index (counts, Count, get (chat, i)->author).n++;
  g_array_sort (counts, compare_counts);
  return counts;
}

/* A phone shows the number of those who are not among its contacts. */
static gboolean
is_stranger (const TipoffChat *chat,
             guint             author)
{
  return strspn (g_ptr_array_index (chat->authors, author), "+0123456789 ()-.\xc2\xa0\xe2\x80\xaf\x91") == strlen (g_ptr_array_index (chat->authors, author));
}

/* Where neither side looks bad, whoever is a stranger, then whoever began. */
static gboolean
is_likelier (const TipoffChat *chat,
             const TipoffSide *a,
             const TipoffSide *b)
{
  if (b == NULL || a->verdict->level != b->verdict->level || a->verdict->level > TIPOFF_LEVEL_OFFICIAL)
    return b == NULL || is_worse (a->verdict, b->verdict);
  if (is_stranger (chat, a->author) != is_stranger (chat, b->author))
    return is_stranger (chat, a->author);
  return a->author < b->author;
}

static TipoffSide *
new_side (guint author)
{
  TipoffSide *self = g_new0 (TipoffSide, 1);

  self->author = author;
  self->money = G_MAXUINT;
  return self;
}

/**
 * tipoff_side_check:
 * @chat: with at least one turn
 * @author: (nullable): whose side is the suspicious one
 * @cancellable: (nullable):
 *
 * Linear in the length of the conversation: every turn is weighed twice. Blocks: not for the main thread.
 *
 * Returns: (transfer full) (nullable): %NULL with %G_IO_ERROR_CANCELLED
 */
TipoffSide *
tipoff_side_check (TipoffClassifier  *classifier,
                   const TipoffChat  *chat,
                   const guint       *author,
                   const char        *region,
                   GCancellable      *cancellable,
                   GError           **error)
{
  g_autoptr (GArray) counts = count_authors (chat);
  g_autoptr (TipoffSide) best = NULL;

  for (guint i = 0; i < MIN (counts->len, MAX_GUESSED); i++)
    {
      g_autoptr (TipoffSide) side = new_side (author != NULL ? *author : g_array_index (counts, Count, i).author);

      if (!check_side (side, classifier, chat, region, cancellable, error))
        return NULL;
      side->is_guess = author == NULL;
      if (is_likelier (chat, side, best))
        {
          g_clear_pointer (&best, tipoff_side_free);
          best = g_steal_pointer (&side);
        }
      if (author != NULL)
        break;
    }
  return g_steal_pointer (&best);
}

/**
 * tipoff_side_choose:
 * @turns: (array length=n): turns of the author, in order
 *
 * What the person wants to report: the verdict is of exactly that.
 */
gboolean
tipoff_side_choose (TipoffSide        *self,
                    TipoffClassifier  *classifier,
                    const TipoffChat  *chat,
                    const guint       *turns,
                    guint              n,
                    const char        *region)
{
  if (n == 0)
    return FALSE;
  g_array_set_size (self->turns, 0);
  g_array_append_vals (self->turns, turns, n);
  tipoff_case_free (self->c);
  tipoff_verdict_free (self->verdict);
  self->verdict = check_turns (classifier, chat, turns, n, self->money, region, &self->c);
  return TRUE;
}

void
tipoff_side_free (TipoffSide *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->turns, g_array_unref);
  tipoff_case_free (self->c);
  tipoff_verdict_free (self->verdict);
  g_free (self);
}
