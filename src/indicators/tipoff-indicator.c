/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-indicator.h"

#include <string.h>

TIPOFF_DEFINE_NAMES (TipoffIndicatorType, indicator_type,
                     "url", "domain", "phone", "email", "iban", "wallet")

TIPOFF_DEFINE_NAMES (TipoffRole, role,
                     "contact", "shown-sender", "impersonated", "recipient", "bystander", "unknown")

/**
 * tipoff_indicator_copy:
 * @self: an indicator
 *
 * Returns: (transfer full): a deep copy
 */
TipoffIndicator *
tipoff_indicator_copy (const TipoffIndicator *self)
{
  TipoffIndicator *copy = g_memdup2 (self, sizeof *self);

  copy->value = g_strdup (self->value);
  copy->host = g_strdup (self->host);
  copy->domain = g_strdup (self->domain);
  if (self->number != NULL)
    copy->number = tipoff_phone_number_ref (self->number);
  return copy;
}

/**
 * tipoff_indicator_free:
 * @self: (nullable): an indicator
 */
void
tipoff_indicator_free (TipoffIndicator *self)
{
  if (self == NULL)
    return;
  g_free (self->value);
  g_free (self->host);
  g_free (self->domain);
  g_clear_pointer (&self->number, tipoff_phone_number_unref);
  g_free (self);
}

/**
 * tipoff_indicator_get_display_host:
 * @self: an indicator
 * @free_me: (out) (nullable): what the caller frees once the result is used
 *
 * The host as people read it, in U-labels. A name that cannot be decoded stays as it is. A host
 * with TIPOFF_URL_MIXED_SCRIPT is best shown beside its A-labels.
 *
 * Returns: (transfer none) (nullable): the host, or %NULL for what has none
 */
const char *
tipoff_indicator_get_display_host (const TipoffIndicator *self, char **free_me)
{
  *free_me = NULL;
  if (self->host == NULL)
    return NULL;
  if (g_hostname_is_ascii_encoded (self->host))
    *free_me = g_hostname_to_unicode (self->host);
  return *free_me != NULL ? *free_me : self->host;
}

static void
append_defanged (GString *out, const char *text, gsize length, gboolean at_signs)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] == '.')
      g_string_append (out, "[.]");
    else if (text[i] == '@' && at_signs)
      g_string_append (out, "[@]");
    else
      g_string_append_c (out, text[i]);
}

/* hxxps, all full stops before the path in brackets, and no second "://" that a
 * program could take for the beginning of a link. */
static void
append_defanged_url (GString *out, const char *url)
{
  const char *colon = strstr (url, "://");
  const char *host, *inner;
  gsize length;

  if (colon == NULL)
    {
      append_defanged (out, url, strlen (url), FALSE);
      return;
    }
  if (g_str_has_prefix (url, "http"))
    g_string_append_printf (out, "hxxp%.*s", (int) (colon - url - 4), url + 4);
  else
    g_string_append (out, "fxp");
  g_string_append (out, "://");

  host = colon + 3;
  length = strcspn (host, "/?#");
  append_defanged (out, host, length, FALSE);

  host += length;
  while ((inner = strstr (host, "://")) != NULL)
    {
      g_string_append_len (out, host, inner - host);
      g_string_append (out, "[:]//");
      host = inner + 3;
    }
  g_string_append (out, host);
}

/**
 * tipoff_indicator_defang:
 * @self: an indicator
 *
 * Its value as it is shown and written in reports: a URL, domain or e-mail address in a
 * form that nothing turns into a link ("hxxps://bpost-levering[.]top/be",
 * "info[@]bpost[.]top"), the rest as it is.
 *
 * Returns: (transfer full): a new string
 */
char *
tipoff_indicator_defang (const TipoffIndicator *self)
{
  g_autoptr (GString) out = g_string_new (NULL);

  switch (self->type)
    {
    case TIPOFF_INDICATOR_URL:
      append_defanged_url (out, self->value);
      break;
    case TIPOFF_INDICATOR_DOMAIN:
    case TIPOFF_INDICATOR_EMAIL:
      append_defanged (out, self->value, strlen (self->value), TRUE);
      break;
    case TIPOFF_INDICATOR_PHONE:
    case TIPOFF_INDICATOR_IBAN:
    case TIPOFF_INDICATOR_WALLET:
    default:
      g_string_append (out, self->value);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
