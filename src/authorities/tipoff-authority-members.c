/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-authority-members.h"

#include "tipoff-authority.h"
#include "tipoff-case.h"
#include "tipoff-kind.h"

#include <stdlib.h>
#include <string.h>

#define MAX_TEXT_BYTES 1024
#define MAX_ADDRESS_BYTES 2048
/* Words of one list, and languages of one text. */
#define MAX_MEMBERS 64

gboolean
tipoff_member_fault (GError    **error,
                     int         code,
                     const char *where,
                     const char *what)
{
  g_set_error (error, TIPOFF_AUTHORITY_ERROR, code, "%s: %s", where, what);
  return FALSE;
}

static gboolean
is_one_of (const char        *word,
           const char *const *words)
{
  return word != NULL && g_strv_contains (words, word);
}

gboolean
tipoff_member_check_known (JsonObject        *object,
                           const char *const *known,
                           const char        *where,
                           GError           **error)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    if (!is_one_of (l->data, known))
      {
        g_set_error (error, TIPOFF_AUTHORITY_ERROR, TIPOFF_AUTHORITY_ERROR_BAD_FILE,
                     "%s: unknown member “%s”", where, (const char *) l->data);
        return FALSE;
      }
  return TRUE;
}

/* Also what turns the direction of a text or hides in it: these lines are shown as they are. */
static gboolean
has_control (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const GUnicodeType type = g_unichar_type (g_utf8_get_char (p));

      if (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_LINE_SEPARATOR ||
          type == G_UNICODE_PARAGRAPH_SEPARATOR)
        return TRUE;
    }
  return FALSE;
}

gboolean
tipoff_member_take_string (JsonObject     *object,
                           const char     *name,
                           TipoffPresence  presence,
                           const char     *where,
                           char          **out,
                           GError        **error)
{
  const char *text;

  if (!json_object_has_member (object, name))
    return presence == TIPOFF_MEMBER_OPTIONAL ||
           tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, where, name);
  text = tipoff_json_get_string (object, name, error);
  if (text == NULL)
    return FALSE;
  if (*text == '\0' || strlen (text) > MAX_ADDRESS_BYTES || has_control (text))
    return tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, where, name);
  *out = g_strdup (text);
  return TRUE;
}

gboolean
tipoff_member_take_texts (JsonObject     *object,
                          const char     *name,
                          TipoffPresence  presence,
                          const char     *where,
                          JsonObject    **out,
                          GError        **error)
{
  JsonObject *texts;
  g_autoptr (GList) members = NULL;

  if (!json_object_has_member (object, name))
    return presence == TIPOFF_MEMBER_OPTIONAL ||
           tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, where, name);
  texts = tipoff_json_get_object (object, name, error);
  if (texts == NULL)
    return FALSE;
  members = json_object_get_members (texts);
  if (members == NULL || json_object_get_size (texts) > MAX_MEMBERS)
    return tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, where, name);
  for (GList *l = members; l != NULL; l = l->next)
    {
      const char *text = tipoff_json_get_string (texts, l->data, error);

      if (text == NULL)
        return FALSE;
      if (*text == '\0' || strlen (text) > MAX_TEXT_BYTES || has_control (text))
        return tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, where, name);
    }
  *out = json_object_ref (texts);
  return TRUE;
}

gboolean
tipoff_member_take_words (JsonObject  *object,
                          const char  *name,
                          gboolean   (*known) (const char *word),
                          const char  *where,
                          char      ***out,
                          GError     **error)
{
  g_auto (GStrv) words = tipoff_json_get_strv (object, name, error);

  if (words == NULL)
    return FALSE;
  if (g_strv_length (words) > MAX_MEMBERS)
    return tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, where, name);
  for (gsize i = 0; words[i] != NULL; i++)
    if (!known (words[i]))
      {
        g_set_error (error, TIPOFF_AUTHORITY_ERROR, TIPOFF_AUTHORITY_ERROR_BAD_FILE,
                     "%s: “%s” is not a word for “%s”", where, words[i], name);
        return FALSE;
      }
  *out = g_steal_pointer (&words);
  return TRUE;
}

/* "be.safeonweb.email-nl": small letters, digits, dots and hyphens. */
gboolean
tipoff_member_is_id (const char *text)
{
  gsize length = strlen (text);

  return length >= 3 && length <= 64 && g_ascii_islower (text[0]) &&
         strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789.-") == length;
}

gboolean
tipoff_member_is_date (const char *text)
{
  static const char shape[] = "0000-00-00";
  guint year, month, day;

  if (strlen (text) != strlen (shape))
    return FALSE;
  for (gsize i = 0; shape[i] != '\0'; i++)
    if (shape[i] == '0' ? !g_ascii_isdigit (text[i]) : text[i] != shape[i])
      return FALSE;
  year = (guint) atoi (text);
  month = (guint) atoi (text + 5);
  day = (guint) atoi (text + 8);
  return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= 31 &&
         g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

/* A plain mailbox: no display name, nothing that could end a header line. */
gboolean
tipoff_member_is_mailbox (const char *text)
{
  static const char atext[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+/=?^_`{|}~-";
  const char *at = strchr (text, '@');

  return at != NULL && at != text && strlen (text) <= 254 &&
         strspn (text, atext) == (gsize) (at - text) && tipoff_member_is_domain (at + 1);
}

gboolean
tipoff_member_is_https (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_str_equal (g_uri_get_scheme (uri), "https") &&
         g_uri_get_userinfo (uri) == NULL && g_uri_get_fragment (uri) == NULL &&
         g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0';
}

/* Short codes and numbers; Japan's #9110 too. */
gboolean
tipoff_member_is_dialled (const char *text)
{
  return strspn (text, "+#0123456789 ") == strlen (text) && strpbrk (text, "0123456789") != NULL && strlen (text) <= 32;
}

gboolean
tipoff_member_is_domain (const char *text)
{
  gsize length = strlen (text);

  return length >= 3 && length <= 253 && g_ascii_isalnum (text[0]) && strchr (text, '.') != NULL &&
         strspn (text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-") == length;
}

gboolean
tipoff_member_is_country (const char *text)
{
  return g_str_equal (text, "*") || (strlen (text) == 2 && g_ascii_isupper (text[0]) && g_ascii_isupper (text[1]));
}

gboolean
tipoff_member_is_language (const char *word)
{
  return strlen (word) == 2 && g_ascii_islower (word[0]) && g_ascii_islower (word[1]);
}

gboolean
tipoff_member_is_channel (const char *word)
{
  TipoffChannel channel;

  return tipoff_channel_from_string (word, &channel);
}

gboolean
tipoff_member_is_kind (const char *word)
{
  TipoffKind kind;

  return tipoff_kind_from_string (word, &kind) && kind != TIPOFF_KIND_NONE;
}

gboolean
tipoff_member_is_need (const char *word)
{
  static const char *const needs[] = { "screenshot", "original-attached", "original-forwarded", "account", NULL };

  return is_one_of (word, needs);
}

gboolean
tipoff_member_is_attached (const char *word)
{
  static const char *const attached[] = { "original", "screenshot", "text", NULL };

  return is_one_of (word, attached);
}

/* The words of TipoffHarm, which belongs to a later station. */
gboolean
tipoff_member_is_harm (const char *word)
{
  static const char *const harms[] = { "received", "answered", "data", "paid", "device", "account",
                                       "identity", "handed-over", "ongoing", NULL };

  return is_one_of (word, harms);
}
