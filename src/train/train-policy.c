/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train-policy.h"

/* Weights are in quarters of an ordinary row. */
static const struct { const char *source; guint honest, scam, spam; } weights[] = {
  { "corpus", 240, 160, 24 },           /* the only honest notices of today, and the rare kinds */
  { "nus", 4, 4, 0 },
  { "uci", 4, 4, 0 },
  { "mendeley", 4, 2, 0 },              /* "smishing" is mostly prizes of 2005; spam is half of it */
  { "multi_uci_mt", 1, 1, 0 },          /* machine translation, often nonsense */
  { "spamassassin", 4, 4, 0 },
  { "lingua_sentences_proxy", 2, 2, 0 },/* no messages, only to stop "language = scam" */
  { "ud_sentences_proxy", 2, 2, 0 },
  { "xlmt_tweets_proxy", 3, 3, 0 },
  { "ots_synth", 12, 6, 0 },            /* has honest twins */
  { "otp_parse", 12, 4, 0 },
  { "otp_ohtipi", 12, 4, 0 },
  { "spamhunter_weak", 12, 12, 0 },     /* the real ones; its spam label misses a third of the scams: no teacher */
  { "exais", 4, 4, 2 },                 /* its spam holds operators' notices */
  { "noejaffrelot_synth", 4, 1, 0 },    /* templates */
};

guint
train_policy_weight (const TrainRow *row)
{
  if (row->label == TRAIN_VERIFY || row->label == TRAIN_KIND_ONLY)
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (weights); i++)
    if (g_str_equal (weights[i].source, row->source))
      return row->label == TRAIN_SCAM ? weights[i].scam : row->label == TRAIN_SPAM ? weights[i].spam : weights[i].honest;
  return 4;
}

guint
train_policy_kind_weight (const TrainRow *row)
{
  if (row->label == TRAIN_SPAM)
    return g_str_equal (row->source, "corpus") ? 8 : row->fold == 0 && g_str_equal (row->source, "mendeley") ? 1 : 0;
  if (row->kind == TIPOFF_KIND_NONE || row->label == TRAIN_HONEST)
    return 0;
  return g_str_equal (row->source, "corpus") ? 8 : 1;
}

gboolean
train_policy_teaches_language (const TrainRow *row)
{
  static const char *const sources[] = {
    "corpus", "nus", "mendeley", "lingua_sentences_proxy", "ud_sentences_proxy", "xlmt_tweets_proxy", "ots_synth",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    if (g_str_equal (sources[i], row->source))
      return TRUE;
  return FALSE;
}

gboolean
train_policy_is_scam (const TrainRow *row)
{
  return row->label == TRAIN_SCAM;
}

gboolean
train_policy_is_personal (const TrainRow *row)
{
  return row->label == TRAIN_HONEST
         && (g_str_equal (row->source, "nus") || g_str_equal (row->source, "uci") || g_str_equal (row->source, "mendeley"));
}
