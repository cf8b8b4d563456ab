/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-advice.h"

#include <stdio.h>
#include <string.h>

void
tipoff_step_free (TipoffStep *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->text);
  g_free (self->number);
  g_free (self->reach);
  g_free (self->source);
  g_free (self->date);
  g_free (self->scope);
  g_free (self);
}

/* The part of an address that a person recognises: "safeonweb.be"; NULL where it is no page. */
static char *
get_site (const char *source)
{
  g_autoptr (GUri) uri = source != NULL ? g_uri_parse (source, G_URI_FLAGS_NONE, NULL) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  return host == NULL ? NULL : g_strdup (g_str_has_prefix (host, "www.") ? host + strlen ("www.") : host);
}

/**
 * tipoff_source_describe:
 * @source: (nullable): where something about an organisation stands, an https address or the name of a place
 * @date: (nullable): when it was seen there, YYYY-MM-DD
 * @language: (nullable): ISO 639-1; English where we do not speak it
 *
 * Returns: (transfer full) (nullable): "Source: safeonweb.be, seen on 24 November 2026";
 *   %NULL where it stands on no page
 */
char *
tipoff_source_describe (const char *source,
                        const char *date,
                        const char *language)
{
  JsonObject *texts = tipoff_advice_get_texts (language);
  JsonArray *months = tipoff_json_get_array_or_null (texts, "months");
  g_autofree char *site = get_site (source);
  g_autofree char *day_text = NULL;
  g_autofree char *year_text = NULL;
  int year, month, day;

  if (site == NULL || date == NULL || sscanf (date, "%4d-%2d-%2d", &year, &month, &day) != 3 ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return NULL;
  day_text = g_strdup_printf ("%d", day);
  year_text = g_strdup_printf ("%d", year);
  return tipoff_tongue_fill (tipoff_json_get_string_or (texts, "source", NULL),
                             (const char *const[]) { "site", site, "day", day_text,
                                                     "month", json_array_get_string_element (months, (guint) month - 1),
                                                     "year", year_text, NULL });
}
