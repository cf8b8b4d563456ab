/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-masked.h"

#include <string.h>

/* Shorter pieces are not looked for elsewhere: "An" is a name and half of every word. */
#define MIN_SCRUB_CHARACTERS 3

/* One mask in both texts. */
typedef struct
{
  TipoffRedactionType type;
  guint               part;
  gsize               start;        /* in the case */
  gsize               end;
  gsize               out_start;    /* in the masked text */
  gsize               out_end;
} Place;

struct _TipoffMasked
{
  const TipoffReport *report;
  GArray             *places;       /* of Place, in order */
  GArray             *masks;        /* of TipoffMask */
  GPtrArray          *texts;        /* one a part */
  GPtrArray          *indicators;   /* of TipoffIndicator */
  GPtrArray          *secrets;      /* the masked pieces, longest first */
  GHashTable         *labels;       /* secret → what stands for it */
  char               *comment;
};

static const Place *
place_at (TipoffMasked *self,
          guint         i)
{
  return &g_array_index (self->places, Place, i);
}

/* The first place that ends after @offset of @part; places->len where none does. */
static guint
find_place (TipoffMasked *self,
            guint         part,
            gsize         offset)
{
  guint low = 0;
  guint high = self->places->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const Place *place = place_at (self, middle);

      if (place->part < part || (place->part == part && place->end <= offset))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Where @offset, which lies in no mask, is in the masked text. */
static gsize
shift (TipoffMasked *self,
       guint         part,
       gsize         offset,
       guint         next)
{
  const Place *before = next > 0 ? place_at (self, next - 1) : NULL;

  if (before == NULL || before->part != part)
    return offset;
  return offset - before->end + before->out_end;
}

TipoffSpan
tipoff_masked_map_span (TipoffMasked *self,
                        TipoffSpan    span)
{
  guint first = find_place (self, span.part, span.start);
  guint last = find_place (self, span.part, span.end);
  TipoffSpan mapped = { span.part, 0, 0 };

  if (first < self->places->len && place_at (self, first)->part == span.part &&
      place_at (self, first)->start <= span.start && span.start < span.end)
    mapped.start = place_at (self, first)->out_start;
  else
    mapped.start = shift (self, span.part, span.start, first);

  if (last < self->places->len && place_at (self, last)->part == span.part && place_at (self, last)->start < span.end)
    mapped.end = place_at (self, last)->out_end;
  else
    mapped.end = shift (self, span.part, span.end, last);
  return mapped;
}

static gboolean
is_word_character (gunichar c)
{
  return g_unichar_isalnum (c);
}

/* TRUE where @at in @text is not in the middle of a word that goes on over either border. */
static gboolean
stands_alone (const char *text,
              const char *at,
              gsize       length)
{
  const char *after = at + length;

  if (at > text && is_word_character (g_utf8_get_char (at)) &&
      is_word_character (g_utf8_get_char (g_utf8_prev_char (at))))
    return FALSE;
  return *after == '\0' || !is_word_character (g_utf8_get_char (after)) ||
         !is_word_character (g_utf8_get_char (g_utf8_prev_char (after)));
}

static void
replace_all (GString    *text,
             const char *secret,
             const char *label)
{
  gsize length = strlen (secret);
  gsize from = 0;
  char *found;

  while ((found = strstr (text->str + from, secret)) != NULL)
    {
      gsize at = (gsize) (found - text->str);

      from = at + length;
      if (!stands_alone (text->str, found, length))
        continue;
      g_string_erase (text, (gssize) at, (gssize) length);
      g_string_insert (text, (gssize) at, label);
      from = at + strlen (label);
    }
}

char *
tipoff_masked_scrub (TipoffMasked *self,
                     const char   *text)
{
  GString *out;

  if (text == NULL)
    return NULL;
  out = g_string_new (text);
  for (guint i = 0; i < self->secrets->len; i++)
    {
      const char *secret = g_ptr_array_index (self->secrets, i);

      replace_all (out, secret, g_hash_table_lookup (self->labels, secret));
    }
  return g_string_free (out, FALSE);
}

static int
compare_longest_first (gconstpointer a,
                       gconstpointer b)
{
  const char *x = *(const char *const *) a;
  const char *y = *(const char *const *) b;
  gsize n = strlen (x);
  gsize m = strlen (y);

  return n != m ? (n > m ? -1 : 1) : strcmp (x, y);
}

static void
add_secret (TipoffMasked *self,
            char         *secret,
            const char   *label)
{
  if (g_utf8_strlen (secret, -1) < MIN_SCRUB_CHARACTERS || g_hash_table_contains (self->labels, secret))
    {
      g_free (secret);
      return;
    }
  g_ptr_array_add (self->secrets, secret);
  g_hash_table_insert (self->labels, secret, g_strdup (label));
}

/* Places, texts and secrets, in one pass over the redactions. */
static void
lay_out (TipoffMasked *self)
{
  const GPtrArray *redactions = self->report->redactions;
  guint next = 0;

  for (guint part = 0; part < tipoff_case_get_n_parts (self->report->c); part++)
    {
      const TipoffPart *source = tipoff_case_get_part (self->report->c, part);
      GString *text = g_string_sized_new (source->length + 64);
      gsize at = 0;

      for (; next < redactions->len; next++)
        {
          const TipoffRedaction *redaction = g_ptr_array_index (redactions, next);
          g_autofree char *label = NULL;
          TipoffMask mask = { redaction->type, { part, 0, 0 } };
          Place place = { redaction->type, part, redaction->span.start, redaction->span.end, 0, 0 };

          if (redaction->span.part > part)
            break;
          if (redaction->span.part < part || !redaction->masked || place.start < at || place.end > source->length)
            continue;
          g_string_append_len (text, source->text + at, (gssize) (place.start - at));
          label = g_strdup_printf ("[redacted:%s]", tipoff_redaction_type_to_string (redaction->type));
          place.out_start = mask.span.start = text->len;
          g_string_append (text, label);
          place.out_end = mask.span.end = text->len;
          at = place.end;
          g_array_append_val (self->places, place);
          g_array_append_val (self->masks, mask);
          add_secret (self, g_strndup (source->text + place.start, place.end - place.start), label);
        }
      g_string_append_len (text, source->text + at, (gssize) (source->length - at));
      g_ptr_array_add (self->texts, g_string_free (text, FALSE));
    }
  g_ptr_array_sort (self->secrets, compare_longest_first);
}

/* TRUE where the person decided to send what was proposed for masking here. */
static gboolean
is_kept (TipoffMasked *self,
         TipoffSpan    span)
{
  for (guint i = 0; i < self->report->redactions->len; i++)
    {
      const TipoffRedaction *redaction = g_ptr_array_index (self->report->redactions, i);

      /* That a link keeps its token says nothing about whose it is. */
      if (redaction->type != TIPOFF_REDACTION_TOKEN && redaction->span.part == span.part && redaction->span.start < span.end && span.start < redaction->span.end)
        return !redaction->masked;
    }
  return FALSE;
}

static gboolean
meets_mask (TipoffMasked *self,
            TipoffSpan    span,
            gboolean     *whole)
{
  guint i = find_place (self, span.part, span.start);
  const Place *place;

  if (i >= self->places->len)
    return FALSE;
  place = place_at (self, i);
  if (place->part != span.part || place->start >= span.end)
    return FALSE;
  *whole = place->start <= span.start && place->end >= span.end;
  return TRUE;
}

/* A link of which a piece is masked: everything behind the host, as it is shown. */
static char *
rebuild_url (TipoffMasked          *self,
             const TipoffIndicator *indicator,
             TipoffSpan             masked)
{
  const char *text = (const char *) g_ptr_array_index (self->texts, masked.part) + masked.start;
  gsize length = masked.end - masked.start;
  const char *scheme_end = g_strstr_len (text, (gssize) length, "://");
  const char *host = scheme_end == NULL ? text : scheme_end + 3;
  gsize host_length = 0;
  gsize rest = length - (gsize) (host - text);
  const char *value_host = strstr (indicator->value, "://");
  gsize value_prefix;

  while (host_length < rest && strchr ("/?#", host[host_length]) == NULL)
    host_length++;
  value_host = value_host == NULL ? indicator->value : value_host + 3;
  value_prefix = (gsize) (value_host - indicator->value) + strcspn (value_host, "/?#");
  return g_strdup_printf ("%.*s%.*s", (int) value_prefix, indicator->value, (int) (rest - host_length), host + host_length);
}

/* The same personal piece may stand in the value in another form than in the text. */
static gboolean
still_tells (TipoffMasked *self,
             const char   *value)
{
  g_autofree char *scrubbed = tipoff_masked_scrub (self, value);

  return !g_str_equal (scrubbed, value);
}

static void
choose_indicator (TipoffMasked          *self,
                  const TipoffIndicator *indicator)
{
  gboolean whole = FALSE;
  gboolean masked = meets_mask (self, indicator->span, &whole);
  TipoffIndicator *copy;

  if ((indicator->role == TIPOFF_ROLE_RECIPIENT || indicator->role == TIPOFF_ROLE_BYSTANDER) &&
      !is_kept (self, indicator->span))
    return;
  if (masked && (whole || indicator->type != TIPOFF_INDICATOR_URL))
    return;
  copy = tipoff_indicator_copy (indicator);
  copy->span = tipoff_masked_map_span (self, indicator->span);
  if (masked)
    {
      g_free (copy->value);
      copy->value = rebuild_url (self, indicator, copy->span);
    }
  if (still_tells (self, copy->value) || (copy->host != NULL && still_tells (self, copy->host)))
    tipoff_indicator_free (copy);
  else
    g_ptr_array_add (self->indicators, copy);
}

/* What the person named, and the names that are masked in the message. */
static char **
collect_own (TipoffMasked *self)
{
  const TipoffReport *report = self->report;
  g_autoptr (GStrvBuilder) own = g_strv_builder_new ();

  if (report->own != NULL)
    g_strv_builder_addv (own, (const char **) report->own);
  for (guint i = 0; i < report->redactions->len; i++)
    {
      const TipoffRedaction *redaction = g_ptr_array_index (report->redactions, i);
      const TipoffPart *part = tipoff_case_get_part (report->c, redaction->span.part);

      if (redaction->type == TIPOFF_REDACTION_NAME && redaction->masked)
        {
          g_autofree char *name = g_strndup (part->text + redaction->span.start, redaction->span.end - redaction->span.start);

          g_strv_builder_add (own, name);
        }
    }
  return g_strv_builder_end (own);
}

/* A person may write their card or their name there as well: searched like a message, and never evidence. */
static char *
mask_comment (TipoffMasked *self,
              const char   *comment)
{
  g_auto (GStrv) own = collect_own (self);
  const TipoffRedactionHints hints = { (const char *const *) own, FALSE };
  g_autoptr (TipoffCase) c = tipoff_case_new_from_text (comment, -1, TIPOFF_CHANNEL_OTHER, NULL, NULL, NULL);
  TipoffVerdict found = { 0 };
  g_autoptr (GPtrArray) indicators = NULL;
  g_autoptr (GPtrArray) redactions = NULL;
  g_autofree char *masked = NULL;
  const TipoffPart *part;

  /* Blank, or so long that no report could hold it. */
  if (c == NULL)
    return NULL;
  indicators = tipoff_indicators_find (c, self->report->country);
  found.indicators = indicators;
  redactions = tipoff_redactions_propose (c, &found, &hints);
  part = tipoff_case_get_part (c, 0);
  masked = tipoff_redactions_apply (redactions, 0, part->text, part->length, NULL);
  return tipoff_masked_scrub (self, masked);
}

const char *
tipoff_masked_get_comment (TipoffMasked *self)
{
  if (self->comment == NULL && self->report->comment != NULL)
    self->comment = mask_comment (self, self->report->comment);
  return self->comment;
}

TipoffMasked *
tipoff_masked_new (const TipoffReport *report)
{
  TipoffMasked *self = g_new0 (TipoffMasked, 1);

  self->report = report;
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  self->masks = g_array_new (FALSE, FALSE, sizeof (TipoffMask));
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->indicators = g_ptr_array_new_with_free_func ((GDestroyNotify) tipoff_indicator_free);
  self->secrets = g_ptr_array_new_with_free_func (g_free);
  self->labels = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  lay_out (self);
  for (guint i = 0; i < report->verdict->indicators->len; i++)
    choose_indicator (self, g_ptr_array_index (report->verdict->indicators, i));
  return self;
}

void
tipoff_masked_free (TipoffMasked *self)
{
  if (self == NULL)
    return;
  g_free (self->comment);
  g_clear_pointer (&self->labels, g_hash_table_unref);
  g_clear_pointer (&self->secrets, g_ptr_array_unref);
  g_clear_pointer (&self->indicators, g_ptr_array_unref);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->masks, g_array_unref);
  g_clear_pointer (&self->places, g_array_unref);
  g_free (self);
}

const char *
tipoff_masked_get_text (TipoffMasked *self,
                        guint         part)
{
  return g_ptr_array_index (self->texts, part);
}

const GArray *
tipoff_masked_get_masks (TipoffMasked *self)
{
  return self->masks;
}

const GPtrArray *
tipoff_masked_get_indicators (TipoffMasked *self)
{
  return self->indicators;
}
