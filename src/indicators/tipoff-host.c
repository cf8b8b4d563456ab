/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-host.h"

#include "tipoff-chars.h"
#include "tipoff-ip.h"

#include <libpsl.h>
#include <string.h>

/* A host name has at most 253 bytes (RFC 1035, 2.3.4), as it is written
 * perhaps four times that. */
#define MAX_NAME 253
#define MAX_WRITTEN 1024

void
tipoff_host_clear (TipoffHost *host)
{
  g_clear_pointer (&host->name, g_free);
  g_clear_pointer (&host->domain, g_free);
  host->flags = 0;
}

static gboolean
is_ascii (const char *text)
{
  for (; *text != '\0'; text++)
    if ((guchar) *text >= 0x80)
      return FALSE;
  return TRUE;
}

/* Decodes "%62post" in place. FALSE where the result would not be text. */
static gboolean
decode_percent (char *text, gboolean *decoded)
{
  const char *read = text;
  char *write = text;

  while (*read != '\0')
    {
      if (*read == '%')
        {
          int high = g_ascii_xdigit_value (read[1]);
          int low = high < 0 ? -1 : g_ascii_xdigit_value (read[2]);

          if (low < 0 || (high == 0 && low == 0))
            return FALSE;
          *write++ = (char) (high << 4 | low);
          read += 3;
          *decoded = TRUE;
        }
      else
        *write++ = *read++;
    }
  *write = '\0';
  return g_utf8_validate (text, write - text, NULL);
}

/* Letters, digits, - and _ in labels of 1 to 63 bytes (WHATWG URL takes _ too; the last two
 * labels of a name that is registered cannot have it). */
static gboolean
is_host_name (const char *name)
{
  gsize length = strlen (name);
  const char *label = name;

  if (length == 0 || length > MAX_NAME)
    return FALSE;
  for (const char *p = name;; p++)
    {
      if (*p == '.' || *p == '\0')
        {
          if (p == label || p - label > 63 || label[0] == '-' || p[-1] == '-')
            return FALSE;
          label = p + 1;
          if (*p == '\0')
            return TRUE;
        }
      else if (!g_ascii_isalnum (*p) && *p != '-' && *p != '_')
        return FALSE;
    }
}

static gboolean
ends_in_number (const char *name)
{
  const char *dot = strrchr (name, '.');
  const char *last = dot != NULL ? dot + 1 : name;

  return g_ascii_isdigit (last[0]) &&
         (strspn (last, "0123456789") == strlen (last) ||
          ((last[1] | 0x20) == 'x' && strspn (last + 2, "0123456789abcdefABCDEF") == strlen (last + 2)));
}

/* Written text to a name in lower case with plain dots, perhaps in another script. */
static char *
unwrap (const char *start, const char *end, TipoffUrlFlags *flags)
{
  g_autoptr (GString) text = NULL;
  gboolean encoded = FALSE;

  if (end - start > MAX_WRITTEN)
    return NULL;
  for (const char *p = start; p < end; p++)
    if ((guchar) *p >= 0x80)
      *flags |= TIPOFF_URL_IDN;

  text = g_string_sized_new (end - start + 1);
  tipoff_append_plain (text, start, end);
  if (strchr (text->str, '%') != NULL)
    {
      if (!decode_percent (text->str, &encoded))
        return NULL;
      *flags |= TIPOFF_URL_ENCODED_HOST;
      if (!is_ascii (text->str))
        *flags |= TIPOFF_URL_IDN;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* To A-labels in lower case; NULL where it cannot be a host name. */
static char *
to_ascii (const char *text)
{
  g_autofree char *name = NULL;

  name = is_ascii (text) ? g_ascii_strdown (text, -1) : g_hostname_to_ascii (text);
  return name != NULL && is_host_name (name) ? g_steal_pointer (&name) : NULL;
}

gboolean
tipoff_host_is_known_tld (const char *label)
{
  return psl_is_public_suffix2 (psl_builtin (), label, PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE) != 0;
}

/* In running text only a name under a known suffix is a host, and not the suffix alone. */
static gboolean
is_plausible (const char *name)
{
  const char *last = strrchr (name, '.');
  const char *second;

  if (last == NULL || !tipoff_host_is_known_tld (last + 1))
    return FALSE;
  second = last;
  while (second > name && second[-1] != '.')
    second--;
  if (memchr (second, '_', last - second) != NULL)
    return FALSE;
  return psl_is_public_suffix2 (psl_builtin (), name, PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE) == 0;
}

static void
find_domain (TipoffHost *host)
{
  const psl_ctx_t *psl = psl_builtin ();
  const char *suffix = psl_unregistrable_domain (psl, host->name);

  host->domain = g_strdup (psl_registrable_domain (psl, host->name));
  if (suffix != NULL && psl_is_public_suffix2 (psl, suffix, PSL_TYPE_PRIVATE | PSL_TYPE_NO_STAR_RULE))
    host->flags |= TIPOFF_URL_PRIVATE_SUFFIX;
}

static void
look_at_scripts (TipoffHost *host)
{
  g_autofree char *shown = NULL;

  if (g_hostname_is_ascii_encoded (host->name))
    host->flags |= TIPOFF_URL_IDN;
  if ((host->flags & TIPOFF_URL_IDN) == 0)
    return;
  shown = g_hostname_to_unicode (host->name);
  if (shown != NULL && tipoff_host_mixes_scripts (shown))
    host->flags |= TIPOFF_URL_MIXED_SCRIPT;
}

gboolean
tipoff_host_read (TipoffHost *host, const char *start, const char *end, TipoffHostTrust trust)
{
  g_autofree char *text = NULL;

  memset (host, 0, sizeof *host);
  text = unwrap (start, end, &host->flags);
  if (text == NULL)
    return FALSE;
  if (trust == TIPOFF_HOST_GUESSED && is_ascii (text))
    {
      /* Most dots in running text are not of hosts: the cheapest question first. */
      const char *dot = strrchr (text, '.');
      g_autofree char *last = dot != NULL ? g_ascii_strdown (dot + 1, -1) : NULL;

      if (last == NULL || !tipoff_host_is_known_tld (last))
        return FALSE;
    }
  host->name = to_ascii (text);
  if (host->name == NULL)
    return FALSE;

  if (ends_in_number (host->name))
    {
      char *address = trust == TIPOFF_HOST_EXPLICIT ? tipoff_ipv4_canonical (host->name) : NULL;

      g_free (host->name);
      host->name = address;
      host->flags |= TIPOFF_URL_IP_HOST;
      return address != NULL;
    }
  if (trust == TIPOFF_HOST_GUESSED ? !is_plausible (host->name) : strchr (host->name, '.') == NULL)
    {
      tipoff_host_clear (host);
      return FALSE;
    }
  look_at_scripts (host);
  find_domain (host);
  return TRUE;
}

gboolean
tipoff_host_read_ipv6 (TipoffHost *host, const char *start, const char *end)
{
  g_autofree char *text = NULL;

  memset (host, 0, sizeof *host);
  if (end - start > 64)
    return FALSE;
  text = g_strndup (start, end - start);
  host->name = tipoff_ipv6_canonical (text);
  host->flags = TIPOFF_URL_IP_HOST;
  return host->name != NULL;
}

/* Scripts that are written together count as one. */
static GUnicodeScript
family (GUnicodeScript script)
{
  switch (script)
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_HANGUL:
    case G_UNICODE_SCRIPT_BOPOMOFO:
      return G_UNICODE_SCRIPT_HAN;
    default:
      return script;
    }
}

gboolean
tipoff_host_mixes_scripts (const char *name)
{
  GUnicodeScript seen = G_UNICODE_SCRIPT_COMMON;
  gboolean east_asian = FALSE;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeScript script;

      if (c == '.')
        {
          seen = G_UNICODE_SCRIPT_COMMON;
          east_asian = FALSE;
          continue;
        }
      script = family (g_unichar_get_script (c));
      if (script == G_UNICODE_SCRIPT_COMMON || script == G_UNICODE_SCRIPT_INHERITED)
        continue;
      if (script == G_UNICODE_SCRIPT_HAN)           /* beside Latin it is ordinary */
        east_asian = TRUE;
      else if (seen != G_UNICODE_SCRIPT_COMMON && script != seen)
        return TRUE;
      else
        seen = script;
      if (east_asian && seen != G_UNICODE_SCRIPT_COMMON && seen != G_UNICODE_SCRIPT_LATIN)
        return TRUE;
    }
  return FALSE;
}
