/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-finder.h"
#include "tipoff-redact-shapes.h"

#include <string.h>

/* One more than a report can hold (encoding then says so). */
#define MAX_FOUND 4097
#define MAX_EVIDENCE_BYTES 16384

gboolean
tipoff_finder_is_full (const TipoffFinder *self)
{
  return self->found->len >= MAX_FOUND;
}

void
tipoff_finder_add (TipoffFinder       *self,
                   TipoffRedactionType type,
                   gsize               start,
                   gsize               end,
                   gboolean            sure)
{
  TipoffFound found = { type, { self->part, start, end }, sure };

  if (start < end && !tipoff_finder_is_full (self))
    g_array_append_val (self->found, found);
}

void
tipoff_finder_know_address (TipoffFinder *self,
                            const char   *address)
{
  g_hash_table_add (self->addresses, g_utf8_strdown (address, -1));
}

gboolean
tipoff_finder_knows_address (TipoffFinder *self,
                             const char   *address)
{
  g_autofree char *folded = g_utf8_strdown (address, -1);

  return g_hash_table_contains (self->addresses, folded);
}

/* +32 470 12 34 56 and 0470 12 34 56 are one number: nine digits tell. */
static char *
last_digits (const char *number)
{
  g_autofree char *digits = tipoff_shape_digits (number);
  gsize length = strlen (digits);

  return g_strdup (length > 9 ? digits + length - 9 : digits);
}

void
tipoff_finder_know_number (TipoffFinder *self,
                           const char   *number)
{
  g_hash_table_add (self->numbers, last_digits (number));
}

gboolean
tipoff_finder_knows_number (TipoffFinder *self,
                            const char   *number)
{
  g_autofree char *digits = last_digits (number);

  return strlen (digits) >= 8 && g_hash_table_contains (self->numbers, digits);
}

gboolean
tipoff_finder_is_evidence (TipoffFinder *self,
                           const char   *word)
{
  gpointer judged;

  if (strlen (word) < 3)
    return FALSE;
  if (!g_hash_table_lookup_extended (self->judged, word, NULL, &judged))
    {
      judged = GINT_TO_POINTER (strstr (self->evidence, word) != NULL);
      g_hash_table_insert (self->judged, g_strdup (word), judged);
    }
  return GPOINTER_TO_INT (judged);
}

static char *
collect_evidence (const TipoffCase    *c,
                  const TipoffVerdict *verdict,
                  gboolean             sender_known)
{
  GString *evidence = g_string_new (NULL);

  for (guint i = 0; i < c->messages->len && !sender_known && evidence->len < MAX_EVIDENCE_BYTES; i++)
    {
      const TipoffMessage *message = g_ptr_array_index (c->messages, i);
      g_autofree char *sender = message->sender == NULL ? NULL : g_utf8_strdown (message->sender, -1);

      if (sender != NULL)
        g_string_append_printf (evidence, "%s\n", sender);
    }
  for (guint i = 0; i < verdict->indicators->len && evidence->len < MAX_EVIDENCE_BYTES; i++)
    {
      const TipoffIndicator *indicator = g_ptr_array_index (verdict->indicators, i);

      if (indicator->host != NULL)
        g_string_append_printf (evidence, "%s\n", indicator->host);
    }
  return g_string_free (evidence, FALSE);
}

/* Every finder over every part. */
static void
search (TipoffFinder *self,
        void        (*const *finders) (TipoffFinder *self))
{
  guint part = 0;

  for (guint i = 0; i < self->c->messages->len; i++)
    {
      const TipoffMessage *message = g_ptr_array_index (self->c->messages, i);

      for (guint j = 0; j < message->parts->len; j++, part++)
        {
          const TipoffPart *source = g_ptr_array_index (message->parts, j);
          g_autoptr (TipoffRedactText) text = tipoff_redact_text_new (source->text, source->length);

          self->part = part;
          self->type = source->type;
          self->text = text;
          for (gsize k = 0; finders[k] != NULL && !tipoff_finder_is_full (self); k++)
            finders[k] (self);
        }
    }
}

/* What the scam wants the person to use stays: without it a report is worth nothing. A phone
 * number that cannot be one does not protect a code or a parcel number that looks like it. */
static gboolean
is_evidence (const TipoffIndicator *indicator)
{
  if (indicator->role == TIPOFF_ROLE_RECIPIENT || indicator->role == TIPOFF_ROLE_BYSTANDER)
    return FALSE;
  return indicator->type != TIPOFF_INDICATOR_PHONE || tipoff_phone_number_is_valid (indicator->number);
}

static int
compare_spans (TipoffSpan a,
               TipoffSpan b)
{
  if (a.part != b.part)
    return a.part < b.part ? -1 : 1;
  if (a.start != b.start)
    return a.start < b.start ? -1 : 1;
  return a.end == b.end ? 0 : a.end > b.end ? -1 : 1;
}

static int
compare_found (gconstpointer a,
               gconstpointer b)
{
  const TipoffFound *x = a;
  const TipoffFound *y = b;
  int order = compare_spans (x->span, y->span);

  return order != 0 ? order : x->sure != y->sure ? (x->sure ? -1 : 1) : (int) x->type - (int) y->type;
}

static gboolean
meets (TipoffSpan a,
       TipoffSpan b)
{
  return a.part == b.part && a.start < b.end && b.start < a.end;
}

/* Both lists are in order: one pass. */
static void
drop_evidence (TipoffFinder *self)
{
  const GPtrArray *indicators = self->verdict->indicators;
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (TipoffFound));
  guint from = 0;

  for (guint i = 0; i < self->found->len; i++)
    {
      TipoffFound found = g_array_index (self->found, TipoffFound, i);
      gboolean evidence = FALSE;

      while (from < indicators->len)
        {
          TipoffSpan span = ((const TipoffIndicator *) g_ptr_array_index (indicators, from))->span;

          if (span.part > found.span.part || (span.part == found.span.part && span.end > found.span.start))
            break;
          from++;
        }
      for (guint j = from; j < indicators->len && !found.sure && !evidence; j++)
        {
          const TipoffIndicator *indicator = g_ptr_array_index (indicators, j);

          if (!meets (indicator->span, found.span))
            break;
          evidence = is_evidence (indicator);
        }
      if (!evidence)
        g_array_append_val (kept, found);
    }
  g_array_set_size (self->found, 0);
  g_array_append_vals (self->found, kept->data, kept->len);
}

static GPtrArray *
join (GArray *found)
{
  GPtrArray *redactions = g_ptr_array_new_with_free_func ((GDestroyNotify) tipoff_redaction_free);
  TipoffRedaction *last = NULL;

  for (guint i = 0; i < found->len; i++)
    {
      TipoffFound next = g_array_index (found, TipoffFound, i);

      if (last != NULL && meets (last->span, next.span))
        {
          last->span.end = MAX (last->span.end, next.span.end);
          /* More than a token: it names somebody. */
          if (last->type == TIPOFF_REDACTION_TOKEN && next.type != TIPOFF_REDACTION_TOKEN)
            {
              last->type = next.type;
              last->masked = TRUE;
            }
          continue;
        }
      last = g_new0 (TipoffRedaction, 1);
      last->id = g_strdup_printf ("r%u", redactions->len + 1);
      last->type = next.type;
      last->span = next.span;
      last->masked = next.type != TIPOFF_REDACTION_TOKEN;
      g_ptr_array_add (redactions, last);
    }
  return redactions;
}

/**
 * tipoff_redactions_propose:
 * @c: a case
 * @verdict: of exactly that case
 * @hints: (nullable): what the person says about it
 *
 * Looks for what identifies the recipient or a bystander, by role and shape: names after a
 * greeting, their own addresses, numbers and accounts, cards and national numbers by their
 * check digits, one-time codes, street addresses, parcel and order numbers, and all of these
 * inside links, also encoded. What the scam wants the person to use is never proposed.
 * Tokens of links are proposed but stay: see tipoff_redactions_set_tokens().
 *
 * Returns: (transfer full) (element-type TipoffRedaction): in order, not overlapping
 */
GPtrArray *
tipoff_redactions_propose (const TipoffCase           *c,
                           const TipoffVerdict        *verdict,
                           const TipoffRedactionHints *hints)
{
  static void (*const first[]) (TipoffFinder *self) = {
    tipoff_find_hinted, tipoff_find_names, tipoff_find_own, tipoff_find_numbers, tipoff_find_codes, tipoff_find_series,
    tipoff_find_street_addresses, tipoff_find_people, NULL,
  };
  /* These need to know whose message it is. */
  static void (*const then[]) (TipoffFinder *self) = {
    tipoff_find_own, tipoff_find_names_again, tipoff_find_in_links, NULL,
  };
  TipoffFinder self = { c, verdict };
  GPtrArray *redactions;

  self.found = g_array_new (FALSE, FALSE, sizeof (TipoffFound));
  self.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.judged = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.own_words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.own_digits = g_ptr_array_new_with_free_func (g_free);
  self.sender_known = hints != NULL && hints->sender_known;
  self.evidence = collect_evidence (c, verdict, self.sender_known);
  tipoff_finder_learn_hints (&self, hints);
  search (&self, first);
  search (&self, then);
  g_array_sort (self.found, compare_found);
  drop_evidence (&self);
  redactions = join (self.found);
  g_array_unref (self.found);
  g_hash_table_unref (self.names);
  g_hash_table_unref (self.addresses);
  g_hash_table_unref (self.numbers);
  g_hash_table_unref (self.judged);
  g_hash_table_unref (self.own_words);
  g_ptr_array_unref (self.own_digits);
  g_free (self.evidence);
  return redactions;
}
