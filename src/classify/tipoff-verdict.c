/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-verdict.h"

TIPOFF_DEFINE_NAMES (TipoffLevel, level, "clear", "official", "suspicious", "scam")

void
tipoff_verdict_free (TipoffVerdict *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->flags, g_ptr_array_unref);
  g_clear_pointer (&self->words, g_array_unref);
  g_clear_pointer (&self->indicators, g_ptr_array_unref);
  g_free (self);
}

/* What may stand beside a number without saying anything: signs, and a "tel:". */
static gboolean
says_nothing (const char *text, gsize length)
{
  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/**
 * tipoff_verdict_is_number_alone:
 * @c: the case that @self is the verdict of
 */
gboolean
tipoff_verdict_is_number_alone (const TipoffVerdict *self, const TipoffCase *c)
{
  const TipoffIndicator *number = NULL;
  const TipoffPart *body;

  if (tipoff_case_get_n_parts (c) == 0)
    return FALSE;
  for (guint i = 0; i < self->indicators->len; i++)
    {
      const TipoffIndicator *indicator = g_ptr_array_index (self->indicators, i);

      if (indicator->span.part != 0)
        continue;
      if (number != NULL || indicator->type != TIPOFF_INDICATOR_PHONE)
        return FALSE;
      number = indicator;
    }
  body = tipoff_case_get_part (c, 0);
  return number != NULL && body->type == TIPOFF_PART_BODY && says_nothing (body->text, number->span.start)
         && says_nothing (body->text + number->span.end, body->length - number->span.end);
}
