/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-finder.h"

#include "tipoff-redact-shapes.h"

#include <string.h>

/* What the person says is theirs is found however it is written: "Peeters" in "PEETERS", "0470 12 34 56" in
 * "+32470123456". */

/* Fewer letters or digits would hit what is not meant. */
#define MIN_LETTERS 2
#define MIN_DIGITS 4
#define MAX_OWN_DIGITS 24
/* Digits of one number may stand in groups. */
#define IN_NUMBER " -./()\u00a0\u202f"

static void
learn_words (TipoffFinder *self,
             const char   *own)
{
  g_autoptr (TipoffRedactText) text = tipoff_redact_text_new (own, strlen (own));

  for (guint i = 0; i < text->words->len; i++)
    {
      const TipoffRedactWord *w = tipoff_redact_text_word (text, i);

      if (w->n_digits > 0 || w->n_letters < MIN_LETTERS
          || (text->words->len > 1 && tipoff_redact_match (TIPOFF_CONTEXT_PARTICLE, text, i) > 0))
        continue;
      g_hash_table_add (self->own_words, tipoff_redact_fold (text->text + w->start, w->end - w->start));
      g_hash_table_add (self->names, g_strndup (text->text + w->start, w->end - w->start));
    }
}

/* @text may be any of an address, a number, or a name. */
static void
learn_address (TipoffFinder *self,
               const char   *text)
{
  g_autofree char *digits = tipoff_shape_digits (text);
  gsize start, end;

  if (tipoff_shape_find_email (text, &start, &end))
    {
      g_autofree char *address = g_strndup (text + start, end - start);

      tipoff_finder_know_address (self, address);
    }
  else if (strlen (digits) >= MIN_DIGITS && strlen (digits) <= MAX_OWN_DIGITS)
    {
      g_ptr_array_add (self->own_digits, g_strdup (digits));
      tipoff_finder_know_number (self, digits);
    }
  else
    learn_words (self, text);
}

/* Whom the person knows is no evidence, wherever they are named. */
static void
learn_senders (TipoffFinder *self)
{
  for (guint i = 0; i < self->c->messages->len; i++)
    {
      const TipoffMessage *message = g_ptr_array_index (self->c->messages, i);

      if (message->sender != NULL)
        learn_address (self, message->sender);
    }
}

void
tipoff_finder_learn_hints (TipoffFinder               *self,
                           const TipoffRedactionHints *hints)
{
  for (gsize i = 0; hints != NULL && hints->own != NULL && hints->own[i] != NULL; i++)
    if (g_utf8_validate (hints->own[i], -1, NULL))
      learn_address (self, hints->own[i]);
  if (self->sender_known)
    learn_senders (self);
}

static gboolean
is_own_word (TipoffFinder *self,
             guint         i)
{
  const TipoffRedactWord *w = tipoff_redact_text_word (self->text, i);
  g_autofree char *folded = tipoff_redact_fold (self->text->text + w->start, w->end - w->start);

  return g_hash_table_contains (self->own_words, folded);
}

static void
find_own_words (TipoffFinder *self)
{
  guint n = self->text->words->len;

  for (guint i = 0; i < n; i++)
    {
      guint end = i;

      /* A name of several words is one. */
      while (end < n && (end == i || tipoff_redact_text_joins (self->text, end, " -'’")) && is_own_word (self, end))
        end++;
      if (end == i)
        continue;
      tipoff_finder_add (self, TIPOFF_REDACTION_NAME, tipoff_redact_text_word (self->text, i)->start,
                         tipoff_redact_text_word (self->text, end - 1)->end, TRUE);
      i = end - 1;
    }
}

/* A telephone number is the same with and without the number of its country, three digits at most. The last nine
 * of tipoff_finder_knows_number() are too many where a country's numbers have eight. */
static gboolean
is_same_number (const char *found,
                const char *own)
{
  gsize n = strlen (found);
  gsize m = strlen (own);
  gsize shorter = MIN (n, m);
  gsize tail = shorter < 9 ? 8 : 9;

  if (g_str_equal (found, own))
    return TRUE;
  return shorter >= tail && MAX (n, m) - shorter <= 3 && g_str_equal (found + n - tail, own + m - tail);
}

/* One past the last word of the longest number of the person's that begins at @i. */
static guint
end_of_own_number (TipoffFinder *self,
                   guint         i)
{
  char digits[MAX_OWN_DIGITS + 1] = "";
  gsize length = 0;
  guint end = i;

  for (guint j = i; j < self->text->words->len; j++)
    {
      const TipoffRedactWord *w = tipoff_redact_text_word (self->text, j);
      gsize piece = w->end - w->start;

      if (w->n_digits == 0 || w->n_letters > 0 || length + piece > MAX_OWN_DIGITS
          || (j > i && !tipoff_redact_text_joins (self->text, j, IN_NUMBER)))
        break;
      memcpy (digits + length, self->text->text + w->start, piece);
      length += piece;
      digits[length] = '\0';
      for (guint k = 0; k < self->own_digits->len; k++)
        if (is_same_number (digits, g_ptr_array_index (self->own_digits, k)))
          end = j + 1;
    }
  return end;
}

static void
find_own_numbers (TipoffFinder *self)
{
  for (guint i = 0; i < self->text->words->len; i++)
    {
      guint end = end_of_own_number (self, i);
      gsize start;

      if (end == i)
        continue;
      start = tipoff_redact_text_word (self->text, i)->start;
      if (start > 0 && self->text->text[start - 1] == '+')
        start--;
      tipoff_finder_add (self, TIPOFF_REDACTION_PHONE, start, tipoff_redact_text_word (self->text, end - 1)->end, TRUE);
      i = end - 1;
    }
}

void
tipoff_find_hinted (TipoffFinder *self)
{
  if (self->sender_known && self->type == TIPOFF_PART_SENDER)
    {
      tipoff_finder_add (self, TIPOFF_REDACTION_SENDER, 0, self->text->length, TRUE);
      return;
    }
  if (g_hash_table_size (self->own_words) > 0)
    find_own_words (self);
  if (self->own_digits->len > 0)
    find_own_numbers (self);
}
