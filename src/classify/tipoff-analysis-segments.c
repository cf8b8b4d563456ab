/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-analysis.h"

static gboolean
is_stop (char c)
{
  return c == '.' || c == '!' || c == '?' || c == ';';
}

/* A full stop ends a sentence only where a space follows it. */
static gboolean
ends_sentence (const char *text, gsize start, gsize end)
{
  for (gsize i = start; i < end; i++)
    if (text[i] == '\n' || (is_stop (text[i]) && i + 1 < end && g_ascii_isspace (text[i + 1])))
      return TRUE;
  return FALSE;
}

/* Between two tokens: another part, another line, another sentence. */
static gboolean
is_border (const TipoffAnalysis *self, const TipoffToken *before, const TipoffToken *after)
{
  return before->part != after->part
         || ends_sentence (self->normals[after->part].text, before->end, after->start);
}

static void
add_segment (TipoffAnalysis *self, guint first, guint end)
{
  const TipoffToken *token = &g_array_index (self->tokens, TipoffToken, first);
  const gboolean opens = self->segments->len == 0
                         || g_array_index (self->tokens, TipoffToken, first - 1).part != token->part;
  const TipoffSegment segment = {
    .first = first, .end = end,
    .part = g_array_index (self->parts, TipoffReadPart, token->part).number,
    .start = opens ? 0 : self->normals[token->part].source[token->start],
  };

  g_array_append_val (self->segments, segment);
}

/**
 * tipoff_analysis_make_segments:
 *
 * Cuts the message's tokens into sentences and lines.
 */
void
tipoff_analysis_make_segments (TipoffAnalysis *self)
{
  guint first = 0;

  for (guint i = 1; i <= self->n_message_tokens; i++)
    if (i == self->n_message_tokens || i - first == TIPOFF_MAX_SEGMENT_TOKENS
        || is_border (self, &g_array_index (self->tokens, TipoffToken, i - 1), &g_array_index (self->tokens, TipoffToken, i)))
      {
        add_segment (self, first, i);
        first = i;
      }
}

/* The last segment that begins at or before a place; parts come in the order of the case. */
static TipoffSegment *
find_last_before (TipoffAnalysis *self, guint part, gsize at)
{
  guint low = 0, high = self->segments->len;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;
      const TipoffSegment *segment = &g_array_index (self->segments, TipoffSegment, middle);

      if (segment->part < part || (segment->part == part && segment->start <= at))
        low = middle + 1;
      else
        high = middle;
    }
  return low > 0 ? &g_array_index (self->segments, TipoffSegment, low - 1) : NULL;
}

/**
 * tipoff_analysis_find_segment:
 * @part: in the case
 * @at: in the part's text
 *
 * Returns: (transfer none): what lies in no segment belongs to the message as a whole
 */
TipoffSegment *
tipoff_analysis_find_segment (TipoffAnalysis *self, guint part, gsize at)
{
  TipoffSegment *segment = find_last_before (self, part, at);

  return segment != NULL && segment->part == part ? segment : &self->everywhere;
}

/**
 * tipoff_analysis_get_segment_of_token:
 * @token: one of the message's
 */
TipoffSegment *
tipoff_analysis_get_segment_of_token (TipoffAnalysis *self, guint token)
{
  guint low = 0, high = self->segments->len;

  while (low + 1 < high)
    {
      const guint middle = low + (high - low) / 2;

      if (g_array_index (self->segments, TipoffSegment, middle).first <= token)
        low = middle;
      else
        high = middle;
    }
  return &g_array_index (self->segments, TipoffSegment, low);
}

static guint64
notion_of_token (TipoffTokenType type)
{
  switch (type)
    {
    case TIPOFF_TOKEN_MONEY: return G_GUINT64_CONSTANT (1) << TIPOFF_NOTION_TOKEN_MONEY;
    case TIPOFF_TOKEN_URL:   return G_GUINT64_CONSTANT (1) << TIPOFF_NOTION_TOKEN_LINK;
    case TIPOFF_TOKEN_PHONE: return G_GUINT64_CONSTANT (1) << TIPOFF_NOTION_TOKEN_PHONE;
    case TIPOFF_TOKEN_CODE:  return G_GUINT64_CONSTANT (1) << TIPOFF_NOTION_TOKEN_CODE;
    case TIPOFF_TOKEN_DATE:
    case TIPOFF_TOKEN_TIME:  return G_GUINT64_CONSTANT (1) << TIPOFF_NOTION_TOKEN_DATE;
    default:                 return 0;
    }
}

static void
mark_token (TipoffAnalysis *self, TipoffSegment *segment, const TipoffToken *token)
{
  static const guint signals[TIPOFF_N_TOKEN_TYPES] = {
    [TIPOFF_TOKEN_MONEY] = TIPOFF_SIGNAL_MONEY, [TIPOFF_TOKEN_CODE] = TIPOFF_SIGNAL_CODE,
    [TIPOFF_TOKEN_DATE] = TIPOFF_SIGNAL_DATE_OR_TIME, [TIPOFF_TOKEN_TIME] = TIPOFF_SIGNAL_DATE_OR_TIME,
    [TIPOFF_TOKEN_PHONE] = TIPOFF_SIGNAL_PHONE,   /* also those that a collector masked */
    [TIPOFF_TOKEN_URL] = TIPOFF_SIGNAL_LINK,
  };

  segment->notions |= notion_of_token (token->type);
  if (signals[token->type] == 0)
    return;
  tipoff_signal_set_add (&segment->facts, signals[token->type], TRUE);
  tipoff_signal_set_add (&self->signals, signals[token->type], TRUE);
}

/**
 * tipoff_analysis_mark_tokens:
 *
 * What the tokens say by their types.
 */
void
tipoff_analysis_mark_tokens (TipoffAnalysis *self)
{
  for (guint s = 0; s < self->segments->len; s++)
    {
      TipoffSegment *segment = &g_array_index (self->segments, TipoffSegment, s);

      for (guint i = segment->first; i < segment->end; i++)
        mark_token (self, segment, &g_array_index (self->tokens, TipoffToken, i));
    }
}
