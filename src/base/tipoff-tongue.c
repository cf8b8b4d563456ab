/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-tongue.h"

#include "tipoff-catalog.h"
#include "tipoff-install.h"

#include "config.h"

#include <string.h>

/* The language of the msgids goes first. */
static const char *const languages[] = { "en", "nl", "fr", "de", "es", NULL };

struct _TipoffTongue
{
  const char    *language;
  TipoffCatalog *catalog;   /* NULL: the msgids themselves */
};

/**
 * tipoff_tongue_languages:
 *
 * Returns: (transfer none): the ISO 639-1 codes of the languages that we speak,
 *   %NULL-terminated, "en" first
 */
const char *const *
tipoff_tongue_languages (void)
{
  return languages;
}

static void
load_tongue (TipoffTongue *tongue,
             const char   *language)
{
  g_autofree char *directory = NULL;
  g_autofree char *path = NULL;

  tongue->language = language;
  if (g_str_equal (language, languages[0]))
    return;
  directory = tipoff_install_locale_dir ();
  path = g_build_filename (directory, language, "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL);
  tongue->catalog = tipoff_catalog_open (path);
}

/* "nl", "nl_BE.UTF-8" and "nl-BE" are the same tongue to us. */
static gsize
language_index (const char *language)
{
  gsize length = language != NULL ? strcspn (language, "_-.@") : 0;

  for (gsize i = 0; languages[i] != NULL; i++)
    if (strlen (languages[i]) == length && g_ascii_strncasecmp (languages[i], language, length) == 0)
      return i;
  return 0;
}

/**
 * tipoff_tongue_get:
 * @language: (nullable): ISO 639-1, or a locale's name
 *
 * Loaded at the first call, then kept for the life of the process; may be called
 * from any thread.
 *
 * Returns: (transfer none): its translations; English where we do not speak it
 */
TipoffTongue *
tipoff_tongue_get (const char *language)
{
  static TipoffTongue tongues[G_N_ELEMENTS (languages) - 1];
  static gsize loaded[G_N_ELEMENTS (languages) - 1];
  gsize i = language_index (language);

  if (g_once_init_enter (&loaded[i]))
    {
      load_tongue (&tongues[i], languages[i]);
      g_once_init_leave (&loaded[i], 1);
    }
  return &tongues[i];
}

/**
 * tipoff_tongue_get_language:
 * @tongue: a tongue
 *
 * Returns: (transfer none): its ISO 639-1 code
 */
const char *
tipoff_tongue_get_language (TipoffTongue *tongue)
{
  return tongue->language;
}

/**
 * tipoff_tongue_text:
 * @tongue: a tongue
 * @msgid: an English text
 *
 * Returns: (transfer none): its translation, or @msgid
 */
const char *
tipoff_tongue_text (TipoffTongue *tongue,
                    const char   *msgid)
{
  return tipoff_tongue_text_c (tongue, NULL, msgid);
}

/**
 * tipoff_tongue_text_c:
 * @tongue: a tongue
 * @context: (nullable): the msgid's context
 * @msgid: an English text
 *
 * Returns: (transfer none): its translation in that context, or @msgid
 */
const char *
tipoff_tongue_text_c (TipoffTongue *tongue,
                      const char   *context,
                      const char   *msgid)
{
  const char *found = NULL;

  /* The empty string stands for the catalogue's header. */
  if (tongue->catalog != NULL && *msgid != '\0')
    found = tipoff_catalog_find (tongue->catalog, context, msgid);
  return found != NULL ? found : msgid;
}

/**
 * tipoff_tongue_plural:
 * @tongue: a tongue
 * @msgid: an English text for one
 * @msgid_plural: the same for any other number
 * @n: the number
 *
 * Returns: (transfer none): the translation's form for @n, or the English one
 */
const char *
tipoff_tongue_plural (TipoffTongue *tongue,
                      const char   *msgid,
                      const char   *msgid_plural,
                      gulong        n)
{
  const char *found = NULL;

  if (tongue->catalog != NULL && *msgid != '\0')
    found = tipoff_catalog_plural (tongue->catalog, msgid, n);
  if (found != NULL)
    return found;
  return n == 1 ? msgid : msgid_plural;
}

/* The value of the place "{name}" at @text, and its length; NULL where it is none. */
static const char *
find_argument (const char        *text,
               const char *const *arguments,
               gsize             *place_length)
{
  gsize length = strspn (text + 1, "abcdefghijklmnopqrstuvwxyz0123456789_-");

  if (arguments == NULL || length == 0 || text[length + 1] != '}')
    return NULL;
  *place_length = length + 2;
  for (gsize i = 0; arguments[i] != NULL && arguments[i + 1] != NULL; i += 2)
    if (strlen (arguments[i]) == length && memcmp (arguments[i], text + 1, length) == 0)
      return arguments[i + 1];
  return NULL;
}

/**
 * tipoff_tongue_fill:
 * @text: a text with {name} places, names of a–z, 0–9, _ and -
 * @arguments: (nullable): name, value, name, value …, %NULL
 *
 * Puts each value in the places of its name, as it is, and does not look into it
 * again. A place without a value stays.
 *
 * Returns: (transfer full): the filled text, plain and not markup
 */
char *
tipoff_tongue_fill (const char        *text,
                    const char *const *arguments)
{
  GString *filled = g_string_new (NULL);

  while (*text != '\0')
    {
      gsize plain = strcspn (text, "{");
      gsize place_length = 1;
      const char *value;

      g_string_append_len (filled, text, (gssize) plain);
      text += plain;
      if (*text == '\0')
        break;

      value = find_argument (text, arguments, &place_length);
      if (value != NULL)
        g_string_append (filled, value);
      else
        g_string_append_len (filled, text, (gssize) place_length);
      text += place_length;
    }
  return g_string_free (filled, FALSE);
}

/**
 * tipoff_tongue_format:
 * @tongue: a tongue
 * @msgid: an English text with {name} places
 * @arguments: (nullable): name, value, name, value …, %NULL
 *
 * Translates @msgid and fills it as tipoff_tongue_fill () does.
 *
 * Returns: (transfer full): the filled text, plain and not markup
 */
char *
tipoff_tongue_format (TipoffTongue      *tongue,
                      const char        *msgid,
                      const char *const *arguments)
{
  return tipoff_tongue_fill (tipoff_tongue_text (tongue, msgid), arguments);
}

/**
 * tipoff_line_append:
 * @line: facts that are read one after the other
 * @part: (nullable): one more, translated; nothing is appended for %NULL
 *
 * "hotline · free of charge": the dot that parts them is the same wherever a line of facts is shown.
 */
void
tipoff_line_append (GString    *line,
                    const char *part)
{
  if (part == NULL)
    return;
  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append (line, part);
}
