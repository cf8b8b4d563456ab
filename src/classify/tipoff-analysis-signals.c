/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-analysis.h"
#include "tipoff-signal-words.h"

static gboolean
asks_anything (const TipoffSignalSet *s)
{
  for (guint concept = TIPOFF_CONCEPT_ASKS_CODE; concept <= TIPOFF_CONCEPT_ASKS_REPLY; concept++)
    if (says (s, concept))
      return TRUE;
  return says (s, TIPOFF_CONCEPT_GIFT_CARD) || says (s, TIPOFF_CONCEPT_FAMILY_IN_TROUBLE)
         || says (s, TIPOFF_CONCEPT_CONTACT_ELSEWHERE) || says (s, TIPOFF_CONCEPT_COLLECTION)
         || says (s, TIPOFF_CONCEPT_FEE_FIRST) || says (s, TIPOFF_CONCEPT_CHANGED_ACCOUNT)
         || says (s, TIPOFF_CONCEPT_DONATION);
}

/* What a message is about, and what honest senders say; all other concepts are moves. */
static gboolean
is_topic (guint concept)
{
  return (concept >= TIPOFF_CONCEPT_PARCEL && concept <= TIPOFF_CONCEPT_MARKETPLACE) || concept == TIPOFF_CONCEPT_RELATIVE
         || concept == TIPOFF_CONCEPT_ADVERTISING || concept == TIPOFF_CONCEPT_NEGATION;
}

static gboolean
is_courtesy (guint concept)
{
  return concept == TIPOFF_CONCEPT_NEVER_SHARE || concept >= TIPOFF_CONCEPT_NO_ACTION;
}

/* The concepts that are moves and those that are courtesies, as sets. */
typedef struct
{
  TipoffSignalSet moves, courtesies;
  TipoffSignalSet wants;   /* without any of them a run wants nothing */
} Sets;

static const Sets *
get_sets (void)
{
  static const guint ways[] = {
    TIPOFF_SIGNAL_LINK_OF_OTHERS, TIPOFF_SIGNAL_PHONE, TIPOFF_SIGNAL_EMAIL, TIPOFF_SIGNAL_WALLET,
  };
  static Sets sets;
  static gsize made;

  if (g_once_init_enter (&made))
    {
      for (guint concept = 0; concept < TIPOFF_N_CONCEPTS; concept++)
        {
          tipoff_signal_set_add (&sets.courtesies, TIPOFF_SIGNAL_CONCEPTS + concept, is_courtesy (concept));
          tipoff_signal_set_add (&sets.moves, TIPOFF_SIGNAL_CONCEPTS + concept, !is_courtesy (concept) && !is_topic (concept));
        }
      sets.wants = sets.moves;
      for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
        tipoff_signal_set_add (&sets.wants, ways[i], TRUE);
      g_once_init_leave (&made, 1);
    }
  return &sets;
}

/* One move is found in many an honest message, three are not. */
static void
count_moves (TipoffSignalSet *s)
{
  const Sets *sets = get_sets ();
  const guint moves = tipoff_signal_set_count_common (s, &sets->moves);

  tipoff_signal_set_add (s, TIPOFF_SIGNAL_MOVES_2, moves >= 2);
  tipoff_signal_set_add (s, TIPOFF_SIGNAL_MOVES_3, moves >= 3);
  tipoff_signal_set_add (s, TIPOFF_SIGNAL_MOVES_4, moves >= 4);
  tipoff_signal_set_add (s, TIPOFF_SIGNAL_NO_MOVES, moves == 0);
  tipoff_signal_set_add (s, TIPOFF_SIGNAL_COURTESIES, tipoff_signal_set_count_common (s, &sets->courtesies) >= 2);
}

/* A link or number that is a brand's own says something only where there is no other: whoever imitates a
 * brand can add its true link. */
static void
forget_borrowed (TipoffSignalSet *s)
{
  const gboolean others = has (s, TIPOFF_SIGNAL_LINK_OF_OTHERS) || has (s, TIPOFF_SIGNAL_PHONE_OF_OTHERS);
  static const guint borrowed[] = { TIPOFF_SIGNAL_CLAIM_WITH_OWN_LINK, TIPOFF_SIGNAL_PHONE_OF_BRAND,
                                    TIPOFF_SIGNAL_FLAGS + TIPOFF_FLAG_PHONE_OFFICIAL };

  for (gsize i = 0; others && i < G_N_ELEMENTS (borrowed); i++)
    s->bits[borrowed[i] / 64] &= ~(G_GUINT64_CONSTANT (1) << (borrowed[i] % 64));
}

static void
add_contacts (TipoffSignalSet *s, gboolean asks, gboolean pressure)
{
  const gboolean link = has (s, TIPOFF_SIGNAL_LINK), others = has (s, TIPOFF_SIGNAL_LINK_OF_OTHERS);
  const gboolean claim = has (s, TIPOFF_SIGNAL_CLAIMS_BRAND);
  const gboolean own_only = link && !others && !has (s, TIPOFF_SIGNAL_LINK_OPEN) && !has (s, TIPOFF_SIGNAL_PHONE_OF_OTHERS);
  const gboolean topic = says (s, TIPOFF_CONCEPT_PARCEL) || says (s, TIPOFF_CONCEPT_BANK)
                         || says (s, TIPOFF_CONCEPT_GOVERNMENT) || says (s, TIPOFF_CONCEPT_ACCOUNT);
  const gboolean contact = link || has (s, TIPOFF_SIGNAL_PHONE) || has (s, TIPOFF_SIGNAL_EMAIL) || has (s, TIPOFF_SIGNAL_IBAN)
                           || has (s, TIPOFF_SIGNAL_WALLET);

  tipoff_signal_set_add (s, TIPOFF_SIGNAL_LINK_OF_BRAND_ONLY, own_only);
  tipoff_signal_set_add (s, TIPOFF_SIGNAL_CLAIM_WITH_LINK_OF_OTHERS, claim && others);
  tipoff_signal_set_add (s, TIPOFF_SIGNAL_NO_CONTACT, !contact);
  tipoff_signal_set_add (s, TIPOFF_SIGNAL_ASKS, asks);
  tipoff_signal_set_add (s, TIPOFF_SIGNAL_ASKS_NOTHING, !asks);
  tipoff_signal_set_add (s, TIPOFF_SIGNAL_ASKS_NOTHING_NO_CONTACT, !asks && !contact);
  tipoff_signal_set_add (s, TIPOFF_SIGNAL_ASKS_WITH_LINK_OF_OTHERS, asks && others);
  tipoff_signal_set_add (s, TIPOFF_SIGNAL_ASKS_WITH_LINK_OF_BRAND, asks && own_only);
  tipoff_signal_set_add (s, TIPOFF_SIGNAL_ASKS_WITH_PHONE, asks && has (s, TIPOFF_SIGNAL_PHONE) && !has (s, TIPOFF_SIGNAL_PHONE_OF_BRAND));
  tipoff_signal_set_add (s, TIPOFF_SIGNAL_ASKS_REPLY_ONLY, says (s, TIPOFF_CONCEPT_ASKS_REPLY) && !contact);
  tipoff_signal_set_add (s, TIPOFF_SIGNAL_PRESSURE_WITH_ASK, pressure && asks);
  tipoff_signal_set_add (s, TIPOFF_SIGNAL_PRESSURE_WITH_LINK_OF_OTHERS, pressure && others);
  tipoff_signal_set_add (s, TIPOFF_SIGNAL_CLAIM_PRESSURE_LINK, pressure && others && claim);
  tipoff_signal_set_add (s, TIPOFF_SIGNAL_TOPIC_WITH_LINK_OF_OTHERS, topic && others && !claim);
}

/* A link that is no indicator was masked by a collector. */
static gboolean
is_masked_link (const TipoffSignalSet *s)
{
  return has (s, TIPOFF_SIGNAL_LINK) && !has (s, TIPOFF_SIGNAL_LINK_KNOWN);
}

/* What follows from the facts: what is claimed, asked and offered together. */
static void
add_conclusions (TipoffSignalSet *s)
{
  const gboolean pressure = says (s, TIPOFF_CONCEPT_URGENCY) || says (s, TIPOFF_CONCEPT_THREAT);
  const gboolean money = has (s, TIPOFF_SIGNAL_MONEY), code = has (s, TIPOFF_SIGNAL_CODE);

  tipoff_signal_set_add (s, TIPOFF_SIGNAL_LINK_OF_OTHERS, is_masked_link (s));
  forget_borrowed (s);
  count_moves (s);
  add_contacts (s, asks_anything (s), pressure);
  tipoff_signal_set_add (s, TIPOFF_SIGNAL_MONEY_WITH_LINK_OF_OTHERS, money && has (s, TIPOFF_SIGNAL_LINK_OF_OTHERS));
  tipoff_signal_set_add (s, TIPOFF_SIGNAL_CODE_WITHOUT_LINK, code && !has (s, TIPOFF_SIGNAL_LINK));
  tipoff_signal_set_add (s, TIPOFF_SIGNAL_CODE_NEVER_SHARE, code && says (s, TIPOFF_CONCEPT_NEVER_SHARE));
  tipoff_signal_set_add (s, TIPOFF_SIGNAL_MASKED_ACCOUNT, money && code && !has (s, TIPOFF_SIGNAL_LINK));
}

static gboolean
is_shouted (const TipoffAnalysis *self)
{
  guint letters = 0, capitals = 0;

  for (guint i = 0; i < self->parts->len; i++)
    {
      letters += self->normals[i].letters;
      capitals += self->normals[i].capitals;
    }
  return letters >= 20 && capitals * 2 > letters;
}

/**
 * tipoff_analysis_mark_shouting:
 *
 * It is a matter of the message as a whole.
 */
void
tipoff_analysis_mark_shouting (TipoffAnalysis *self)
{
  tipoff_signal_set_add (&self->everywhere.facts, TIPOFF_SIGNAL_SHOUTING, is_shouted (self));
}

/**
 * tipoff_facts_init:
 *
 * What belongs to no segment holds for each run of them.
 */
void
tipoff_facts_init (TipoffFacts *self, const TipoffAnalysis *analysis)
{
  *self = (TipoffFacts) { .set = analysis->everywhere.facts, .links = analysis->everywhere.links };
}

void
tipoff_facts_add (TipoffFacts *self, const TipoffSegment *segment)
{
  tipoff_signal_set_add_all (&self->set, &segment->facts);
  self->links += segment->links;
  self->n_tokens += segment->end - segment->first;
}

gboolean
tipoff_facts_want (const TipoffFacts *self)
{
  return is_masked_link (&self->set) || tipoff_signal_set_count_common (&self->set, &get_sets ()->wants) > 0;
}

void
tipoff_facts_conclude (const TipoffFacts *self, TipoffSignalSet *signals)
{
  *signals = self->set;
  add_conclusions (signals);
  tipoff_signal_set_add (signals, TIPOFF_SIGNAL_LINKS_MANY, self->links >= 3);
  tipoff_signal_set_add (signals, TIPOFF_SIGNAL_WORDS_UP_TO_5, self->n_tokens <= 5);
  tipoff_signal_set_add (signals, TIPOFF_SIGNAL_WORDS_UP_TO_12, self->n_tokens <= 12);
  tipoff_signal_set_add (signals, TIPOFF_SIGNAL_WORDS_OVER_60, self->n_tokens > 60);
  tipoff_signal_set_add (signals, TIPOFF_SIGNAL_WORDS_OVER_200, self->n_tokens > 200);
}

/**
 * tipoff_analysis_get_signals:
 *
 * Of a whole message, or of a part of it as if it stood alone.
 */
void
tipoff_analysis_get_signals (const TipoffAnalysis *self, guint first, guint end, TipoffSignalSet *signals)
{
  TipoffFacts facts;

  tipoff_facts_init (&facts, self);
  for (guint i = first; i < end; i++)
    tipoff_facts_add (&facts, &g_array_index (self->segments, TipoffSegment, i));
  tipoff_facts_conclude (&facts, signals);
}
