/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-redaction.h"

#include "tipoff-offset-map.h"

TIPOFF_DEFINE_NAMES (TipoffRedactionType, redaction_type,
                     "name", "phone", "email", "card", "iban", "code", "address", "national-id", "tracking",
                     "birth-date", "sender", "token", "other")

void
tipoff_redaction_free (TipoffRedaction *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self);
}

static TipoffRedaction *
get (const GPtrArray *redactions,
     guint            i)
{
  return g_ptr_array_index (redactions, i);
}

static gboolean
meets (TipoffSpan a,
       TipoffSpan b)
{
  return a.part == b.part && a.start < b.end && b.start < a.end;
}

static gboolean
lies_before (TipoffSpan a,
             TipoffSpan b)
{
  return a.part < b.part || (a.part == b.part && a.start < b.start);
}

static void
renumber (GPtrArray *redactions)
{
  for (guint i = 0; i < redactions->len; i++)
    {
      g_free (get (redactions, i)->id);
      get (redactions, i)->id = g_strdup_printf ("r%u", i + 1);
    }
}

/**
 * tipoff_redactions_add:
 * @redactions: (element-type TipoffRedaction): in order, not overlapping
 * @span: what the person selected, on character borders
 *
 * Masks @span by the person's own hand. Redactions that it touches become one with it; where
 * it lies within a single one, that one is masked again and keeps its type. All ids are made
 * anew, in order of place.
 */
void
tipoff_redactions_add (GPtrArray *redactions,
                       TipoffSpan span)
{
  TipoffRedaction *redaction;
  TipoffRedactionType type = TIPOFF_REDACTION_OTHER;
  guint at = 0;

  if (span.start >= span.end)
    return;
  while (at < redactions->len && lies_before (get (redactions, at)->span, span) && !meets (get (redactions, at)->span, span))
    at++;
  while (at < redactions->len && meets (get (redactions, at)->span, span))
    {
      TipoffSpan other = get (redactions, at)->span;

      if (other.start <= span.start && other.end >= span.end)
        type = get (redactions, at)->type;
      span.start = MIN (span.start, other.start);
      span.end = MAX (span.end, other.end);
      g_ptr_array_remove_index (redactions, at);
    }
  redaction = g_new0 (TipoffRedaction, 1);
  redaction->type = type;
  redaction->span = span;
  redaction->masked = TRUE;
  redaction->told = TRUE;
  g_ptr_array_insert (redactions, (int) at, redaction);
  renumber (redactions);
}

/**
 * tipoff_redactions_keep:
 * @redactions: (element-type TipoffRedaction): redactions
 * @id: (nullable): "r3"
 *
 * The person wants this piece to be sent as it is.
 *
 * Returns: %FALSE where there is no such redaction
 */
gboolean
tipoff_redactions_keep (GPtrArray  *redactions,
                        const char *id)
{
  for (guint i = 0; id != NULL && i < redactions->len; i++)
    if (g_str_equal (get (redactions, i)->id, id))
      {
        get (redactions, i)->masked = FALSE;
        get (redactions, i)->told = TRUE;
        return TRUE;
      }
  return FALSE;
}

static TipoffRedaction *
find_span (GPtrArray *redactions,
           TipoffSpan span)
{
  for (guint i = 0; i < redactions->len; i++)
    {
      TipoffSpan other = get (redactions, i)->span;

      if (other.part == span.part && other.start == span.start && other.end == span.end)
        return get (redactions, i);
    }
  return NULL;
}

/**
 * tipoff_redactions_keep_told:
 * @redactions: (element-type TipoffRedaction): proposed anew
 * @before: (element-type TipoffRedaction): of the same case
 *
 * A new proposal is no reason to ask again.
 */
void
tipoff_redactions_keep_told (GPtrArray       *redactions,
                             const GPtrArray *before)
{
  for (guint i = 0; i < before->len; i++)
    {
      const TipoffRedaction *old = get (before, i);
      TipoffRedaction *again = old->told ? find_span (redactions, old->span) : NULL;

      if (again != NULL)
        {
          again->masked = old->masked;
          again->told = TRUE;
        }
      else if (old->told && old->masked)
        tipoff_redactions_add (redactions, old->span);
    }
}

/**
 * tipoff_redactions_set_tokens:
 * @redactions: (element-type TipoffRedaction): redactions
 * @masked: whether what may name the recipient in a link is cut
 *
 * An authority can open the page only with its token; nobody else needs to.
 */
void
tipoff_redactions_set_tokens (GPtrArray *redactions,
                              gboolean   masked)
{
  for (guint i = 0; i < redactions->len; i++)
    if (get (redactions, i)->type == TIPOFF_REDACTION_TOKEN && !get (redactions, i)->told)
      get (redactions, i)->masked = masked;
}

/**
 * tipoff_redactions_apply:
 * @redactions: (element-type TipoffRedaction): in order, not overlapping
 * @part: number of the part
 * @text: that part's text
 * @length: its bytes
 * @map: (out) (optional) (transfer full): leads from the result back into @text
 *
 * Returns: (transfer full): the text with "[redacted:name]" in place of each masked piece
 */
char *
tipoff_redactions_apply (const GPtrArray  *redactions,
                         guint             part,
                         const char       *text,
                         gsize             length,
                         TipoffOffsetMap **map)
{
  GString *out = g_string_sized_new (length + 64);
  TipoffOffsetMap *written = map == NULL ? NULL : tipoff_offset_map_new ();
  gsize at = 0;

  for (guint i = 0; i < redactions->len; i++)
    {
      const TipoffRedaction *redaction = get (redactions, i);
      gsize before;

      if (redaction->span.part != part || !redaction->masked || redaction->span.start < at || redaction->span.end > length)
        continue;
      g_string_append_len (out, text + at, (gssize) (redaction->span.start - at));
      if (written != NULL && redaction->span.start > at)
        tipoff_offset_map_add (written, redaction->span.start - at, redaction->span.start - at);
      before = out->len;
      g_string_append_printf (out, "[redacted:%s]", tipoff_redaction_type_to_string (redaction->type));
      if (written != NULL)
        tipoff_offset_map_add (written, out->len - before, redaction->span.end - redaction->span.start);
      at = redaction->span.end;
    }
  g_string_append_len (out, text + at, (gssize) (length - at));
  if (written != NULL && length > at)
    tipoff_offset_map_add (written, length - at, length - at);
  if (map != NULL)
    *map = written;
  return g_string_free (out, FALSE);
}
