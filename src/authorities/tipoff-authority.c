/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-authority-file.h"

TIPOFF_DEFINE_NAMES (TipoffWay, way, "https", "email", "web-form", "sms", "hotline")
TIPOFF_DEFINE_NAMES (TipoffCost, cost, "unknown", "free", "normal")
TIPOFF_DEFINE_NAMES (TipoffOrigin, origin, "built-in", "administrator", "person")

G_DEFINE_QUARK (tipoff-authority-error-quark, tipoff_authority_error)

void
tipoff_route_free (TipoffRoute *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->address);
  g_free (self->format);
  g_free (self->protocol);
  g_strfreev (self->languages);
  g_strfreev (self->takes);
  g_strfreev (self->needs);
  g_strfreev (self->attach);
  g_strfreev (self->forward);
  g_clear_pointer (&self->text, json_object_unref);
  g_clear_pointer (&self->answer, json_object_unref);
  g_clear_pointer (&self->hours, json_object_unref);
  g_clear_pointer (&self->note, json_object_unref);
  g_free (self->source);
  g_free (self->verified_on);
  g_free (self->queue);
  g_free (self->ca_file);
  g_free (self);
}

void
tipoff_authority_free (TipoffAuthority *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->country);
  g_clear_pointer (&self->name, json_object_unref);
  g_clear_pointer (&self->operator_name, json_object_unref);
  g_clear_pointer (&self->privacy, json_object_unref);
  g_free (self->privacy_url);
  g_clear_pointer (&self->passes_to, json_object_unref);
  g_free (self->take_back);
  g_strfreev (self->domains);
  g_clear_pointer (&self->consent, json_object_unref);
  g_strfreev (self->harms);
  g_strfreev (self->kinds);
  g_clear_pointer (&self->routes, g_ptr_array_unref);
  g_clear_pointer (&self->document, json_object_unref);
  g_free (self->path);
  g_free (self);
}

/**
 * tipoff_localized_get:
 * @texts: (nullable): an object of language → text
 * @language: (nullable): ISO 639-1
 *
 * An authority is named in the reader's language where it has a name in it, else in
 * English, else in whichever language comes first in its file.
 *
 * Returns: (transfer none) (nullable): the text; %NULL where @texts is %NULL or empty
 */
const char *
tipoff_localized_get (JsonObject *texts,
                      const char *language)
{
  const char *text;

  if (texts == NULL)
    return NULL;
  text = language == NULL ? NULL : tipoff_json_get_string_or (texts, language, NULL);
  if (text == NULL)
    text = tipoff_json_get_string_or (texts, "en", NULL);
  if (text == NULL)
    {
      g_autoptr (GList) members = json_object_get_members (texts);

      for (GList *l = members; l != NULL && text == NULL; l = l->next)
        text = tipoff_json_get_string_or (texts, l->data, NULL);
    }
  return text;
}

/**
 * tipoff_route_choose_language:
 * @route: (nullable): where something is to be read
 * @language: what the person would write in
 *
 * Returns: (transfer none): @language, or what the route reads instead; lives as long as both
 */
const char *
tipoff_route_choose_language (const TipoffRoute *route,
                              const char        *language)
{
  if (route == NULL || route->languages == NULL || route->languages[0] == NULL ||
      g_strv_contains ((const char *const *) route->languages, language))
    return language;
  return route->languages[0];
}
