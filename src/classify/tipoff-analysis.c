/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-analysis.h"

#include <string.h>

/* Hits and flag places in one case; more of them say nothing new. */
#define MAX_RAISES 512

static gboolean
is_read (TipoffPartType type)
{
  return type == TIPOFF_PART_BODY || type == TIPOFF_PART_SUBJECT || type == TIPOFF_PART_TURN
         || type == TIPOFF_PART_ATTACHMENT_NAME;
}

static void
list_parts (TipoffAnalysis *self)
{
  const guint n = tipoff_case_get_n_parts (self->c);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n; i++)
      {
        const TipoffPart *part = tipoff_case_get_part (self->c, i);
        const TipoffReadPart read = { i, part->type };

        if (pass == 0 ? is_read (part->type) : part->type == TIPOFF_PART_SENDER)
          g_array_append_val (self->parts, read);
      }
}

static TipoffTokenType
mask_of (TipoffIndicatorType type)
{
  switch (type)
    {
    case TIPOFF_INDICATOR_EMAIL:  return TIPOFF_TOKEN_EMAIL;
    case TIPOFF_INDICATOR_PHONE:  return TIPOFF_TOKEN_PHONE;
    case TIPOFF_INDICATOR_IBAN:   return TIPOFF_TOKEN_IBAN;
    case TIPOFF_INDICATOR_WALLET: return TIPOFF_TOKEN_WALLET;
    case TIPOFF_INDICATOR_URL:
    case TIPOFF_INDICATOR_DOMAIN:
    default:                      return TIPOFF_TOKEN_URL;
    }
}

/* The masks of @part, from the indicators, which are in order. Telephone numbers are left to
 * their shape: what libphonenumber accepts depends on the region. */
static void
list_masks (const TipoffAnalysis *self, guint part, GArray *masks)
{
  g_array_set_size (masks, 0);
  for (guint i = 0; i < self->indicators->len; i++)
    {
      const TipoffIndicator *indicator = g_ptr_array_index (self->indicators, i);
      const TipoffMask mask = { (guint32) indicator->span.start, (guint32) indicator->span.end, mask_of (indicator->type) };

      if (indicator->span.part == part && indicator->type != TIPOFF_INDICATOR_PHONE)
        g_array_append_val (masks, mask);
    }
}

static void
read_parts (TipoffAnalysis *self)
{
  g_autoptr (GArray) masks = g_array_new (FALSE, FALSE, sizeof (TipoffMask));

  self->normals = g_new0 (TipoffNormal, self->parts->len);
  self->buffers = g_new0 (gpointer, self->parts->len);
  for (guint i = 0; i < self->parts->len; i++)
    {
      const TipoffReadPart *read = &g_array_index (self->parts, TipoffReadPart, i);
      const TipoffPart *part = tipoff_case_get_part (self->c, read->number);

      self->buffers[i] = g_malloc (tipoff_normal_buffer_size (part->length));
      tipoff_normal_init (&self->normals[i], part->text, part->length, self->buffers[i]);
      list_masks (self, read->number, masks);
      tipoff_tokens_add (self->tokens, &self->normals[i], (const TipoffMask *) (gpointer) masks->data, masks->len, (guint16) i);
      if (read->type != TIPOFF_PART_SENDER)
        self->n_message_tokens = self->tokens->len;
    }
  for (guint i = 0; i < self->n_message_tokens; i++)
    self->n_words += g_array_index (self->tokens, TipoffToken, i).type == TIPOFF_TOKEN_WORD;
}

/* A brand's own domain or number in a message is whom it speaks for, not where the scam waits. */
static void
set_roles (TipoffAnalysis *self)
{
  for (guint i = 0; i < self->indicators->len; i++)
    {
      TipoffIndicator *indicator = g_ptr_array_index (self->indicators, i);
      TipoffHostFlags flags = 0;
      const TipoffBrand *owner = NULL;

      if (indicator->role != TIPOFF_ROLE_CONTACT)
        continue;
      if (indicator->host != NULL)
        owner = tipoff_brands_get_host_owner (self->knowledge->brands, indicator->host, &flags);
      else if (indicator->number != NULL)
        owner = tipoff_brands_get_number_owner (self->knowledge->brands, indicator->value,
                                                tipoff_phone_number_get_region (indicator->number));
      if (owner != NULL && (flags & (TIPOFF_HOST_OPEN | TIPOFF_HOST_SHORTENER | TIPOFF_HOST_FREE_HOSTING)) == 0
          && !(indicator->type == TIPOFF_INDICATOR_EMAIL && (flags & TIPOFF_HOST_MAILBOX) != 0)
          && (indicator->url_flags & TIPOFF_URL_USERINFO) == 0)
        indicator->role = TIPOFF_ROLE_IMPERSONATED;
    }
}

/**
 * tipoff_analysis_init:
 * @knowledge: outlives @self, as do @c and @region
 *
 * Time and memory are linear in the length of the case.
 */
void
tipoff_analysis_init (TipoffAnalysis *self, const TipoffKnowledge *knowledge, const TipoffCase *c, const char *region)
{
  memset (self, 0, sizeof *self);
  self->knowledge = knowledge;
  self->c = c;
  self->region = region;
  self->indicators = tipoff_indicators_find (c, region);
  self->parts = g_array_new (FALSE, FALSE, sizeof (TipoffReadPart));
  self->tokens = g_array_sized_new (FALSE, FALSE, sizeof (TipoffToken), 64);
  self->hits = g_array_sized_new (FALSE, FALSE, sizeof (TipoffPhraseHit), 32);
  self->raises = g_array_sized_new (FALSE, FALSE, sizeof (TipoffRaise), 16);
  self->segments = g_array_sized_new (FALSE, TRUE, sizeof (TipoffSegment), 8);
  list_parts (self);
  set_roles (self);
  read_parts (self);
  tipoff_analysis_make_segments (self);
  tipoff_analysis_mark_tokens (self);
  tipoff_analysis_mark_shouting (self);
  tipoff_analysis_read_phrases (self);
  tipoff_analysis_raise_links (self);
  tipoff_analysis_raise_numbers (self);
  tipoff_analysis_raise_words (self);
  tipoff_analysis_raise_sender (self);
  tipoff_analysis_raise_attached (self);
  tipoff_analysis_get_signals (self, 0, self->segments->len, &self->signals);
}

void
tipoff_analysis_clear (TipoffAnalysis *self)
{
  for (guint i = 0; self->buffers != NULL && i < self->parts->len; i++)
    g_free (self->buffers[i]);
  g_clear_pointer (&self->buffers, g_free);
  g_clear_pointer (&self->normals, g_free);
  g_clear_pointer (&self->parts, g_array_unref);
  g_clear_pointer (&self->tokens, g_array_unref);
  g_clear_pointer (&self->hits, g_array_unref);
  g_clear_pointer (&self->raises, g_array_unref);
  g_clear_pointer (&self->segments, g_array_unref);
  g_clear_pointer (&self->indicators, g_ptr_array_unref);
}

TipoffSpan
tipoff_analysis_get_span (const TipoffAnalysis *self, guint start, guint end)
{
  const TipoffToken *first = &g_array_index (self->tokens, TipoffToken, start);
  const TipoffToken *last = &g_array_index (self->tokens, TipoffToken, end - 1);
  TipoffSpan span = { .part = g_array_index (self->parts, TipoffReadPart, first->part).number };

  tipoff_normal_to_source (&self->normals[first->part], first->start, MAX (last->end, first->end), &span.start, &span.end);
  return span;
}

/**
 * tipoff_analysis_mark:
 *
 * @signal is found at @span: in its segment, or everywhere where it lies in none.
 */
void
tipoff_analysis_mark (TipoffAnalysis *self, guint signal, TipoffSpan span)
{
  tipoff_signal_set_add (&tipoff_analysis_find_segment (self, span.part, span.start)->facts, signal, TRUE);
  tipoff_signal_set_add (&self->signals, signal, TRUE);
}

gboolean
tipoff_analysis_has (const TipoffAnalysis *self, TipoffConcept concept)
{
  return tipoff_signal_set_has (&self->signals, TIPOFF_SIGNAL_CONCEPTS + concept);
}

gboolean
tipoff_analysis_is_raised (const TipoffAnalysis *self, TipoffFlagType flag)
{
  return tipoff_signal_set_has (&self->signals, TIPOFF_SIGNAL_FLAGS + flag);
}

void
tipoff_analysis_raise (TipoffAnalysis *self, TipoffFlagType flag, TipoffSpan span, const TipoffBrand *brand,
                       const TipoffIndicator *indicator)
{
  const TipoffRaise raise = { flag, span, brand, indicator, NULL };

  tipoff_analysis_mark (self, TIPOFF_SIGNAL_FLAGS + flag, span);
  if (self->raises->len < MAX_RAISES)
    g_array_append_val (self->raises, raise);
}

void
tipoff_analysis_raise_apart (TipoffAnalysis *self, TipoffLevel level, const TipoffRaise *raise)
{
  g_return_if_fail (raise->flag >= TIPOFF_N_TRAINED_FLAGS);

  self->demanded = MAX (self->demanded, level);
  if (self->raises->len < MAX_RAISES)
    g_array_append_vals (self->raises, raise, 1);
}

gboolean
tipoff_analysis_is_in (const TipoffAnalysis *self, const TipoffIndicator *indicator, TipoffPartType type)
{
  return tipoff_case_get_part (self->c, indicator->span.part)->type == type;
}
