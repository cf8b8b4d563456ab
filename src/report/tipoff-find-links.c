/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-finder.h"

#include "tipoff-iban.h"
#include "tipoff-knowledge.h"
#include "tipoff-redact-shapes.h"

#include <string.h>

/* Scammers put the recipient's own data into the link, plain, percent-encoded, in base64 or in
 * hexadecimal. A piece of the path or a value of the query that holds such data is masked as a
 * whole; an opaque token is only proposed, since the page opens only with it. */

#define MAX_PIECE_BYTES 1024
/* An international number needs none. */
#define ANY_REGION "BE"

typedef struct
{
  gboolean chat_host;     /* a number in it is whom the scam wants the person to write to */
  gboolean is_path;       /* of a shortener: what is behind the host is the address itself */
} Link;

/* Fewer characters tell too few people apart. */
#define MIN_TOKEN 6
#define MIN_TOKEN_DIGITS 6
#define LONG_TOKEN 20

static gboolean
is_text (const char *bytes,
         gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if ((guchar) bytes[i] < 0x20 || bytes[i] == 0x7f)
      return FALSE;
  return length > 0 && g_utf8_validate_len (bytes, length, NULL);
}

/* Base64 with either alphabet (RFC 4648, 4 and 5), padded or not. */
static char *
decode_base64 (const char *piece)
{
  g_autofree char *padded = NULL;
  g_autofree guchar *bytes = NULL;
  gsize length = strlen (piece);
  gsize n = 0;

  while (length > 0 && piece[length - 1] == '=')
    length--;
  if (length < 8 || length % 4 == 1)
    return NULL;
  padded = g_strdup_printf ("%.*s%s", (int) length, piece, length % 4 == 2 ? "==" : length % 4 == 3 ? "=" : "");
  for (char *p = padded; *p != '\0'; p++)
    {
      if (*p == '-')
        *p = '+';
      else if (*p == '_')
        *p = '/';
      else if (!g_ascii_isalnum (*p) && strchr ("+/=", *p) == NULL)
        return NULL;
    }
  bytes = g_base64_decode (padded, &n);
  return is_text ((const char *) bytes, n) ? g_strndup ((const char *) bytes, n) : NULL;
}

static char *
decode_hex (const char *piece)
{
  gsize length = strlen (piece);
  g_autofree char *bytes = NULL;

  if (length < 12 || length % 2 != 0)
    return NULL;
  bytes = g_malloc0 (length / 2 + 1);
  for (gsize i = 0; i < length / 2; i++)
    {
      int high = g_ascii_xdigit_value (piece[2 * i]);
      int low = g_ascii_xdigit_value (piece[2 * i + 1]);

      if (high < 0 || low < 0)
        return NULL;
      bytes[i] = (char) (high * 16 + low);
    }
  return is_text (bytes, length / 2) ? g_steal_pointer (&bytes) : NULL;
}

/* Every word of it is a word of the recipient's name: "jan.peeters", "Jan-Peeters". */
static gboolean
is_known_name (TipoffFinder *self,
               const char   *text)
{
  g_autofree char *folded = g_utf8_strdown (text, -1);
  g_auto (GStrv) words = g_strsplit_set (folded, ".-_+ ", 8);
  guint known = 0;
  GHashTableIter iter;
  gpointer name;

  for (gsize i = 0; words[i] != NULL; i++)
    {
      gboolean found = FALSE;

      g_hash_table_iter_init (&iter, self->names);
      while (!found && g_hash_table_iter_next (&iter, &name, NULL))
        {
          g_autofree char *small = g_utf8_strdown (name, -1);

          found = g_str_equal (small, words[i]);
        }
      if (!found)
        return FALSE;
      known++;
    }
  return known > 0;
}

/* The name of a parameter that says what its value is. */
static gboolean
is_key_of (const char        *key,
           const char *const *keys)
{
  g_autofree char *folded = g_ascii_strdown (key, -1);

  return g_strv_contains (keys, folded);
}

static gboolean
looks_like_phone (const char *text)
{
  g_autofree char *digits = tipoff_shape_digits (text);

  return strlen (digits) >= 8 && strlen (digits) <= 15 && strspn (text, "+0123456789 -./()") == strlen (text);
}

/* "32476123984", "07911 123456": the recipient's, since nobody calls the number of a page. */
static gboolean
is_phone (const char *text)
{
  g_autofree char *digits = tipoff_shape_digits (text);
  g_autofree char *international = g_strconcat ("+", g_str_has_prefix (digits, "00") ? digits + 2 : digits, NULL);
  g_autoptr (TipoffPhoneNumber) number = NULL;

  if (digits[0] == '0' && digits[1] != '0')
    return strlen (digits) >= 9 && strlen (digits) <= 11;
  if (strlen (digits) >= 10)
    number = tipoff_phone_parse (international, ANY_REGION, NULL);
  return number != NULL && tipoff_phone_number_is_valid (number);
}

/* "jan.peeters": the first half of an address; "index.html" is the name of a page. */
static gboolean
is_mailbox (const char *text)
{
  static const char *const pages[] = { "html", "htm", "php", "asp", "aspx", "jsp", "jpg", "png", "gif", "pdf", "apk", "exe", "zip", "css", "js",
                                       "json", "xml", "txt", "doc", "docx", "svg", "ico", "com", "net", "org", NULL };
  const char *dot = strchr (text, '.');

  return dot != NULL && dot > text && strlen (dot) > 2 && strchr (dot + 1, '.') == NULL && strlen (text) <= 40
         && strspn (text, "abcdefghijklmnopqrstuvwxyz.-_") == strlen (text) && !g_strv_contains (pages, dot + 1);
}

static gboolean
judge_text (TipoffFinder        *self,
            const char          *key,
            const char          *text,
            const Link          *link,
            TipoffRedactionType *type)
{
  static const char *const phone_keys[] = { "phone", "tel", "telephone", "mobile", "msisdn", "gsm", "handy", "telefon",
                                            "telefono", "movil", "portable", "cell", "nummer", "numero", NULL };
  static const char *const name_keys[] = { "name", "naam", "nom", "nombre", "firstname", "lastname", "first_name",
                                           "last_name", "fullname", "prenom", "vorname", "nachname", "voornaam",
                                           "achternaam", "apellido", "apellidos", NULL };
  gsize start, end;
  g_autofree char *digits = tipoff_shape_digits (text);

  if (tipoff_shape_find_email (text, &start, &end))
    *type = TIPOFF_REDACTION_EMAIL;
  else if (strlen (digits) >= 8 && looks_like_phone (text) &&
           (tipoff_finder_knows_number (self, digits) || (!link->chat_host && (is_phone (text) || (key != NULL && is_key_of (key, phone_keys))))))
    *type = TIPOFF_REDACTION_PHONE;
  else if (tipoff_shape_is_belgian_id (digits) || tipoff_shape_is_spanish_id (text))
    *type = TIPOFF_REDACTION_NATIONAL_ID;
  else if (tipoff_iban_is_valid (text))
    *type = TIPOFF_REDACTION_IBAN;
  else if (tipoff_shape_is_card (text))
    *type = TIPOFF_REDACTION_CARD;
  else if (is_known_name (self, text) || (key != NULL && is_key_of (key, name_keys) && strpbrk (text, "0123456789") == NULL))
    *type = TIPOFF_REDACTION_NAME;
  else if (is_mailbox (text))
    *type = TIPOFF_REDACTION_EMAIL;
  else
    return FALSE;
  return TRUE;
}

/* An address that the message itself asks to write to is no secret of the recipient. */
static gboolean
is_contact_address (TipoffFinder *self,
                    const char   *text)
{
  for (guint i = 0; i < self->verdict->indicators->len; i++)
    {
      const TipoffIndicator *indicator = g_ptr_array_index (self->verdict->indicators, i);

      if (indicator->type == TIPOFF_INDICATOR_EMAIL && indicator->role == TIPOFF_ROLE_CONTACT &&
          !tipoff_finder_knows_address (self, indicator->value) && strstr (text, indicator->value) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* "page2026": a word and a number behind it. */
static gboolean
ends_in_digits_only (const char *piece,
                     guint       digits)
{
  gsize length = strlen (piece);
  guint letters = 0;

  for (const char *p = piece; p < piece + length - digits; p++)
    if (g_ascii_isdigit (*p))
      return FALSE;
    else
      letters++;
  return letters >= 4;
}

/* What a link may tell its recipient by: no word, no plain name of a page. */
static gboolean
is_token (const char *piece)
{
  gsize length = strlen (piece);
  guint digits = 0;
  guint small = 0;
  guint capitals = 0;

  for (const char *p = piece; *p != '\0'; p++)
    {
      digits += g_ascii_isdigit (*p) ? 1 : 0;
      small += g_ascii_islower (*p) ? 1 : 0;
      capitals += p > piece && g_ascii_isupper (*p) ? 1 : 0;
      if (!g_ascii_isalnum (*p) && strchr ("-_=+.~%", *p) == NULL)
        return FALSE;
    }
  if (digits == length)
    return length >= MIN_TOKEN_DIGITS;
  /* "parcel-24" and "iPhone17" are names; "a8f3c1", "Xy7Kq2" are not. */
  return length >= MIN_TOKEN && ((digits >= 3 && digits < length && small + capitals >= 2 && !ends_in_digits_only (piece, digits))
                                 || (digits > 0 && capitals >= 2 && small >= 2)
                                 || (length >= LONG_TOKEN && digits > 0) || (capitals >= 4 && small >= 4));
}

/* One piece of the path, or one value of the query. */
static void
judge_piece (TipoffFinder *self,
             const char   *key,
             gsize         start,
             gsize         end,
             const Link   *link)
{
  g_autofree char *raw = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *from_base64 = NULL;
  g_autofree char *from_hex = NULL;
  const char *candidates[4] = { NULL };
  TipoffRedactionType type;

  if (end <= start || end - start > MAX_PIECE_BYTES)
    return;
  raw = g_strndup (self->text->text + start, end - start);
  plain = g_uri_unescape_string (raw, NULL);
  if (plain == NULL || !g_utf8_validate (plain, -1, NULL))
    {
      g_free (plain);
      plain = g_strdup (raw);
    }
  from_base64 = decode_base64 (plain);
  from_hex = decode_hex (plain);
  candidates[0] = plain;
  candidates[1] = from_base64;
  candidates[2] = from_hex;
  for (gsize i = 0; i < G_N_ELEMENTS (candidates); i++)
    if (candidates[i] != NULL && judge_text (self, key, candidates[i], link, &type) &&
        !(type == TIPOFF_REDACTION_EMAIL && is_contact_address (self, candidates[i])))
      {
        tipoff_finder_add (self, type, start, end, TRUE);
        return;
      }
  if (!link->is_path && is_token (plain))
    tipoff_finder_add (self, TIPOFF_REDACTION_TOKEN, start, end, TRUE);
}

/* "key=value" or a value alone. */
static void
judge_parameter (TipoffFinder *self,
                 gsize         start,
                 gsize         end,
                 const Link   *link)
{
  const char *text = self->text->text;
  const char *equals = memchr (text + start, '=', end - start);
  g_autofree char *key = NULL;

  /* Padding of base64 is no sign of a name. */
  if (equals == NULL || (gsize) (equals - text) + 1 >= end || equals[1] == '=')
    {
      judge_piece (self, NULL, start, end, link);
      return;
    }
  key = g_strndup (text + start, (gsize) (equals - text) - start);
  judge_piece (self, key, (gsize) (equals - text) + 1, end, link);
}

/* Where the path begins: behind the host, whether or not there is a scheme. */
static gsize
find_path (TipoffFinder *self,
           TipoffSpan    span)
{
  const char *text = self->text->text;
  gsize at = span.start;
  const char *slashes = g_strstr_len (text + at, (gssize) MIN (span.end - at, 16), "//");

  if (slashes != NULL)
    at = (gsize) (slashes - text) + 2;
  while (at < span.end && strchr ("/?#", text[at]) == NULL)
    at++;
  return at;
}

/* On these the number in the link is whom the scam wants the person to write to. */
static gboolean
is_chat_host (const TipoffIndicator *indicator)
{
  static const char *const hosts[] = { "wa.me", "api.whatsapp.com", "chat.whatsapp.com", "web.whatsapp.com", "whatsapp.com",
                                       "www.whatsapp.com", "t.me", "signal.me", "viber.me", "m.me", NULL };

  return indicator->host != NULL && g_strv_contains (hosts, indicator->host);
}

static gboolean
is_shortener (const TipoffIndicator *indicator)
{
  TipoffHostFlags flags = 0;

  if (indicator->host != NULL)
    tipoff_brands_get_host_owner (tipoff_knowledge_get ()->brands, indicator->host, &flags);
  return is_chat_host (indicator) || (flags & TIPOFF_HOST_SHORTENER) != 0;
}

static void
search_link (TipoffFinder          *self,
             const TipoffIndicator *indicator)
{
  const char *text = self->text->text;
  const Link link = { is_chat_host (indicator), is_shortener (indicator) };
  gsize end = indicator->span.end;
  gboolean in_path = TRUE;
  gsize start;

  for (gsize at = find_path (self, indicator->span); at < end; at = start)
    {
      const char *stops;

      if (text[at] == '?' || text[at] == '#')
        in_path = FALSE;
      stops = in_path ? "/?#" : "&;#?";
      start = at + 1;
      while (start < end && strchr (stops, text[start]) == NULL)
        start++;
      if (start > at + 1)
        judge_parameter (self, at + 1, start, &link);
    }
}

void
tipoff_find_in_links (TipoffFinder *self)
{
  for (guint i = 0; i < self->verdict->indicators->len; i++)
    {
      const TipoffIndicator *indicator = g_ptr_array_index (self->verdict->indicators, i);

      if (indicator->type == TIPOFF_INDICATOR_URL && indicator->span.part == self->part)
        search_link (self, indicator);
    }
}
