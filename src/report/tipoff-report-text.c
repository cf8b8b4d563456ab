/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-report.h"

#include "tipoff-ids.h"
#include "tipoff-limits.h"

#include <string.h>

/* The report as people hand it over where nothing takes a document: a form, an SMS, a call. */

/* A text message is forwarded as it was written: who sent it is no part of it. */
static gboolean
is_said (const TipoffPart  *part,
         const TipoffRoute *route)
{
  if (route == NULL || route->way != TIPOFF_WAY_SMS)
    return TRUE;
  return part->type == TIPOFF_PART_BODY || part->type == TIPOFF_PART_TURN || part->type == TIPOFF_PART_SUBJECT;
}

/* The number that it is about: where it wants the person to call, else who it came from. */
static const char *
find_number (const TipoffReport *self)
{
  const char *shown = NULL;

  for (guint i = 0; i < self->verdict->indicators->len; i++)
    {
      const TipoffIndicator *indicator = g_ptr_array_index (self->verdict->indicators, i);

      if (indicator->type == TIPOFF_INDICATOR_PHONE && indicator->role == TIPOFF_ROLE_CONTACT)
        return indicator->value;
      if (indicator->type == TIPOFF_INDICATOR_PHONE && indicator->role == TIPOFF_ROLE_SHOWN_SENDER)
        shown = indicator->value;
    }
  return shown;
}

static void
replace (GString    *text,
         const char *place,
         const char *value)
{
  char *at = strstr (text->str, place);

  if (at == NULL)
    return;
  g_string_erase (text, at - text->str, (gssize) strlen (place));
  g_string_insert (text, at - text->str, value);
}

/* "spam vocal {number}" as the authority wants it, for what came by this channel; NULL: the message itself. */
static char *
fill_template (const TipoffReport *self,
               const TipoffRoute  *route)
{
  const TipoffMessage *message = g_ptr_array_index (self->c->messages, 0);
  const char *template = route == NULL || route->text == NULL
                           ? NULL : tipoff_json_get_string_or (route->text, tipoff_channel_to_string (message->channel), NULL);
  g_autoptr (GString) text = NULL;
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *date = NULL;
  g_autofree char *clock = NULL;
  gint64 seconds = self->created;

  if (template == NULL || find_number (self) == NULL)
    return NULL;
  tipoff_time_parse (message->received, &seconds);
  time = g_date_time_new_from_unix_local (seconds);
  date = g_date_time_format (time, "%d.%m.%Y");
  clock = g_date_time_format (time, "%H:%M");
  text = g_string_new (template);
  replace (text, "{number}", find_number (self));
  replace (text, "{date}", date);
  replace (text, "{time}", clock);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * tipoff_report_encode_text:
 * @self: a report
 * @route: (nullable): by which it is handed over
 * @media_type: (out) (optional): of the bytes
 * @error: return location for an error: TOO_LARGE; NOT_TAKEN where there is nothing to say
 *
 * What goes where no format is encoded: the text that the authority asks for, else the message as it
 * was received, with the masks that are in place: what the person was shown, and no more.
 *
 * Returns: (transfer full): plain text in UTF-8, or %NULL
 */
GBytes *
tipoff_report_encode_text (const TipoffReport  *self,
                           const TipoffRoute   *route,
                           const char         **media_type,
                           GError             **error)
{
  g_autofree char *exact = fill_template (self, route);
  GString *text = g_string_new (exact);
  guint n_parts = exact == NULL ? tipoff_case_get_n_parts (self->c) : 0;

  for (guint i = 0; i < n_parts; i++)
    {
      const TipoffPart *part = tipoff_case_get_part (self->c, i);
      g_autofree char *redacted = NULL;

      if (!is_said (part, route))
        continue;
      redacted = tipoff_redactions_apply (self->redactions, i, part->text, part->length, NULL);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", redacted);
    }
  if (media_type != NULL)
    *media_type = "text/plain";
  if (text->len > 0 && text->len <= TIPOFF_LIMIT_REPORT_BYTES)
    return g_string_free_to_bytes (text);

  if (text->len == 0)
    g_set_error (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_NOT_TAKEN, "There is no text to hand over");
  else
    g_set_error (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_TOO_LARGE, "The text is too long: %" G_GSIZE_FORMAT " bytes",
                 text->len);
  g_string_free (text, TRUE);
  return NULL;
}

static gboolean
covers (const TipoffRedaction *redaction,
        TipoffSpan             span)
{
  return redaction->masked && redaction->span.part == span.part && redaction->span.start < span.end
         && span.start < redaction->span.end;
}

/**
 * tipoff_report_masks_link:
 * @self: a report
 *
 * Desks take links out of a message by machine. One with a hole in it leads nowhere, and the
 * person should know that before they send it.
 *
 * Returns: whether a mask that is in place covers any piece of a link or of a bare domain
 */
gboolean
tipoff_report_masks_link (const TipoffReport *self)
{
  for (guint i = 0; i < self->verdict->indicators->len; i++)
    {
      const TipoffIndicator *indicator = g_ptr_array_index (self->verdict->indicators, i);

      if (indicator->type != TIPOFF_INDICATOR_URL && indicator->type != TIPOFF_INDICATOR_DOMAIN)
        continue;
      for (guint j = 0; j < self->redactions->len; j++)
        if (covers (g_ptr_array_index (self->redactions, j), indicator->span))
          return TRUE;
    }
  return FALSE;
}
