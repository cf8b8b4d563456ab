/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-finder.h"

/* Between "your number" and the number. */
#define BEFORE_VALUE " :(-–\"'«“"

static gboolean
follows_yours (TipoffFinder *self,
               guint         i)
{
  return tipoff_redact_match_back (TIPOFF_CONTEXT_YOURS, self->text, i) > 0 && tipoff_redact_text_joins (self->text, i, " ");
}

/* "uw nummer", "your e-mail address", "your Netflix account" right before word @i. */
static gboolean
follows_own (TipoffFinder *self,
             guint         i)
{
  guint n = tipoff_redact_match_back (TIPOFF_CONTEXT_OWN, self->text, i);

  if (n == 0 || n == i)
    return FALSE;
  return follows_yours (self, i - n) ||
         (i - n > 1 && tipoff_redact_text_word (self->text, i - n - 1)->upper &&
          tipoff_redact_text_joins (self->text, i - n, " -") && follows_yours (self, i - n - 1));
}

static gboolean
follows_greeting (TipoffFinder *self,
                  guint         i)
{
  guint n = tipoff_redact_match_back (TIPOFF_CONTEXT_GREETING, self->text, i);

  return n > 0 && (i == n || !tipoff_redact_text_joins (self->text, i - n, " "));
}

static gboolean
is_own (TipoffFinder          *self,
        const TipoffIndicator *indicator)
{
  guint i = tipoff_redact_text_find (self->text, indicator->span.start);

  if (i == 0 || !tipoff_redact_text_joins (self->text, i, BEFORE_VALUE "+"))
    return FALSE;
  return follows_own (self, i) || tipoff_redact_match_back (TIPOFF_CONTEXT_SENT_TO, self->text, i) > 0 ||
         (indicator->type == TIPOFF_INDICATOR_EMAIL && follows_greeting (self, i));
}

static gboolean
is_known (TipoffFinder          *self,
          const TipoffIndicator *indicator)
{
  if (indicator->type == TIPOFF_INDICATOR_EMAIL)
    return tipoff_finder_knows_address (self, indicator->value);
  return indicator->type == TIPOFF_INDICATOR_PHONE && tipoff_finder_knows_number (self, indicator->value);
}

static TipoffRedactionType
redaction_type (TipoffIndicatorType type)
{
  switch (type)
    {
    case TIPOFF_INDICATOR_PHONE:
      return TIPOFF_REDACTION_PHONE;
    case TIPOFF_INDICATOR_EMAIL:
      return TIPOFF_REDACTION_EMAIL;
    case TIPOFF_INDICATOR_IBAN:
      return TIPOFF_REDACTION_IBAN;
    default:
      return TIPOFF_REDACTION_OTHER;
    }
}

void
tipoff_find_own (TipoffFinder *self)
{
  for (guint i = 0; i < self->verdict->indicators->len; i++)
    {
      const TipoffIndicator *indicator = g_ptr_array_index (self->verdict->indicators, i);
      gboolean personal = indicator->role == TIPOFF_ROLE_RECIPIENT || indicator->role == TIPOFF_ROLE_BYSTANDER;

      if (indicator->span.part != self->part || self->type == TIPOFF_PART_SENDER)
        continue;
      if (!personal && indicator->type != TIPOFF_INDICATOR_PHONE && indicator->type != TIPOFF_INDICATOR_EMAIL &&
          indicator->type != TIPOFF_INDICATOR_IBAN)
        continue;
      if (!personal && !is_known (self, indicator) && !is_own (self, indicator))
        continue;
      if (indicator->role != TIPOFF_ROLE_BYSTANDER && indicator->type == TIPOFF_INDICATOR_EMAIL)
        tipoff_finder_know_address (self, indicator->value);
      if (indicator->role != TIPOFF_ROLE_BYSTANDER && indicator->type == TIPOFF_INDICATOR_PHONE)
        tipoff_finder_know_number (self, indicator->value);
      tipoff_finder_add (self, redaction_type (indicator->type), indicator->span.start, indicator->span.end, TRUE);
    }
}
