/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-phone-decoy.h"

#include <string.h>

/* How far before a number its words are looked for. */
#define MAX_LOOK_BACK 64
/* ITU-T E.164: 15 digits; before them may stand an exit code, 00 or 011. */
#define MAX_PLAIN_DIGITS 14
#define MAX_DIALLED_DIGITS 18
#define MAX_IBAN 34
#define MIN_IBAN 15

/* Words after which a number is a reference, in the languages that we speak. */
static const char *const reference_words[] = {
  "aktenzeichen", "auftrag", "barcode", "bce", "bestelling", "bestelnummer", "bestellnummer", "bestellung",
  "btw", "case", "cif", "code", "codigo", "código", "commande", "compte", "contract", "contrat", "contrato",
  "cuenta", "dni", "dossier", "dossiernummer", "ean", "expediente", "factura", "facture", "factuur",
  "factuurnummer", "iban", "invoice", "isbn", "kbo", "kenmerk", "klantnummer", "konto", "kontonummer",
  "kundennummer", "nif", "ondernemingsnummer", "order", "ordernummer", "otp", "pakketnummer", "pedido", "pin",
  "poliza", "polis", "polisnummer", "póliza", "rechnung", "rechnungsnummer", "ref", "reference", "referencia",
  "referentie", "referenz", "rekening", "rekeningnummer", "référence", "sendungsnummer", "serial", "siren",
  "siret", "ticket", "trackingnummer", "tracking", "tva", "vat", "vertrag", "zendingsnummer",
};

/* Words that may stand between. */
static const char *const number_words[] = {
  "number", "nummer", "numero", "numéro", "número", "nr", "no", "num", "id", "is", "n",
};

/* Words that may touch a number: "Tel.0470…" is one, "AB0470…" is none. */
static const char *const phone_words[] = {
  "tel", "tél", "telefoon", "telefon", "telefono", "teléfono", "telephone", "téléphone", "phone", "gsm",
  "mob", "mobil", "mobile", "movil", "móvil", "handy", "fax", "sms", "whatsapp", "bel", "call",
};

static gboolean
is_word (const char        *word,
         gsize              length,
         const char *const *words,
         gsize              count)
{
  g_autofree char *lower = g_utf8_strdown (word, (gssize) length);

  for (gsize i = 0; i < count; i++)
    if (g_str_equal (words[i], lower))
      return TRUE;
  return FALSE;
}

/* The letters that end at @end. */
static gsize
word_start (const char *text,
            gsize       end)
{
  gsize start = end;

  while (start > 0 && end - start < MAX_LOOK_BACK)
    {
      const char *before = g_utf8_prev_char (text + start);

      if (!g_unichar_isalpha (g_utf8_get_char (before)))
        break;
      start = (gsize) (before - text);
    }
  return start;
}

/* In scripts that write words apart. */
static gboolean
is_word_letter (const char *at)
{
  gunichar character = g_utf8_get_char (at);
  GUnicodeScript script = g_unichar_get_script (character);

  return g_unichar_isalpha (character) &&
         (script == G_UNICODE_SCRIPT_LATIN || script == G_UNICODE_SCRIPT_GREEK || script == G_UNICODE_SCRIPT_CYRILLIC);
}

static gboolean
touches_letter (const char *text,
                gsize       at)
{
  return at > 0 && is_word_letter (g_utf8_prev_char (text + at));
}

/* How many blocks stand together without a space. */
static guint
token_blocks (const TipoffPhoneBlock *blocks,
              guint                   count)
{
  guint n = 1;

  while (n < count && !blocks[n].spaced)
    n++;
  return n;
}

/* Part of a word or a code, "3SABC123456789" or "123456AB". */
static guint
in_word (const char             *text,
         gsize                   length,
         const TipoffPhoneBlock *blocks,
         guint                   count)
{
  guint token = token_blocks (blocks, count);
  gsize end = blocks[token - 1].end;

  if (end < length && is_word_letter (text + end))
    return token;
  if (touches_letter (text, blocks[0].start))
    {
      gsize start = word_start (text, blocks[0].start);

      if (!is_word (text + start, blocks[0].start - start, phone_words, G_N_ELEMENTS (phone_words)))
        return token;
    }
  return 0;
}

/* Part of an address of the web or of mail, which others read. */
static guint
in_address (const char             *text,
            gsize                   length,
            const TipoffPhoneBlock *blocks,
            guint                   count)
{
  guint token = token_blocks (blocks, count);
  gsize end = blocks[0].start;
  gsize start = end;
  g_autofree char *before = NULL;
  const char *slash;

  if (blocks[token - 1].end < length && text[blocks[token - 1].end] == '@')
    return token;

  while (start > 0 && end - start < MAX_LOOK_BACK && !g_ascii_isspace (text[start - 1]))
    start--;
  if (start == end)
    return 0;

  before = g_strndup (text + start, end - start);
  if (g_str_has_prefix (before, "tel:") || g_str_has_prefix (before, "sms:"))
    return 0;
  if (strpbrk (before, "@=") != NULL || strstr (before, "://") != NULL || strstr (before, "www.") != NULL)
    return token;

  slash = strchr (before, '/');
  if (slash != NULL && memchr (before, '.', (gsize) (slash - before)) != NULL &&
      touches_letter (before, (gsize) (slash - before)))
    return token;
  return 0;
}

/* The word before *@end, over signs such as ": #" and the one for "number" in "n°",
 * "n.º". *@end becomes the word's own. */
static gsize
previous_word (const char *text,
               gsize      *end)
{
  gsize limit = *end > MAX_LOOK_BACK ? *end - MAX_LOOK_BACK : 0;

  while (*end > limit)
    {
      const char *before = text + *end;

      if (strchr (" :.#-(", before[-1]) != NULL)
        *end -= 1;
      else if (*end > 1 && before[-2] == '\xC2' && (before[-1] == '\xB0' || before[-1] == '\xBA'))
        *end -= 2;
      else
        break;
    }
  return word_start (text, *end);
}

/* What follows "order no." or "#". */
static guint
after_reference_word (const char             *text,
                      const TipoffPhoneBlock *blocks,
                      guint                   count)
{
  gsize end = blocks[0].start, start;
  guint n;

  if (blocks[0].plus || end == 0)
    return 0;

  start = previous_word (text, &end);
  if (start < end && is_word (text + start, end - start, number_words, G_N_ELEMENTS (number_words)))
    {
      end = start;
      start = previous_word (text, &end);
    }
  if (text[blocks[0].start - 1] != '#' &&
      (start == end || !is_word (text + start, end - start, reference_words, G_N_ELEMENTS (reference_words))))
    return 0;

  n = token_blocks (blocks, count);
  while (n < count && blocks[n].gap == 1 && !blocks[n].plus && blocks[n].first_digit != 0)
    n++;
  return n;
}

/* The block's digits, at most nine, as a number. */
static guint
value_of (const char             *text,
          const TipoffPhoneBlock *block)
{
  guint value = 0, digits = 0;

  for (const char *p = text + block->digits_start; p < text + block->end && digits < 9; p = g_utf8_next_char (p))
    {
      char as = tipoff_phone_fold (g_utf8_get_char (p));

      if (g_ascii_isdigit (as))
        {
          value = value * 10 + (guint) (as - '0');
          digits++;
        }
    }
  return value;
}

static gboolean
is_day_and_month (guint first,
                  guint second)
{
  return first >= 1 && second >= 1 && MIN (first, second) <= 12 && MAX (first, second) <= 31;
}

/* 24/11/2026, 24.11.26, 2026-11-24, and 20261124. */
static guint
date (const char             *text,
      const TipoffPhoneBlock *blocks,
      guint                   count)
{
  char separator;

  if (blocks[0].plus)
    return 0;
  if (blocks[0].digits == 8)
    {
      guint value = value_of (text, blocks);

      return value / 10000 >= 1990 && value / 10000 <= 2049 &&
             is_day_and_month (value / 100 % 100, value % 100) && value / 100 % 100 <= 12;
    }

  if (count < 3 || blocks[1].gap != 1 || blocks[2].gap != 1 || blocks[1].spaced)
    return 0;
  separator = blocks[1].separator;
  if (blocks[2].separator != separator || (count > 3 && !blocks[3].spaced && blocks[3].separator == separator))
    return 0;
  if (blocks[0].digits == 4 && blocks[1].digits <= 2 && blocks[2].digits <= 2)
    return is_day_and_month (value_of (text, blocks + 1), value_of (text, blocks + 2)) ? 3 : 0;
  if (blocks[0].digits <= 2 && blocks[1].digits <= 2 && (blocks[2].digits == 4 || blocks[2].digits == 2))
    return is_day_and_month (value_of (text, blocks), value_of (text, blocks + 1)) ? 3 : 0;
  return 0;
}

/* A payment card as it is printed, 4-4-4-4 or 4-6-5, and anything that has more
 * digits than can be dialled. */
static guint
card (const char             *text,
      const TipoffPhoneBlock *blocks,
      guint                   count)
{
  if (blocks[0].digits > MAX_DIALLED_DIGITS)
    return 1;
  if (blocks[0].plus)
    return 0;
  if (blocks[0].digits > MAX_PLAIN_DIGITS && !g_str_has_prefix (text + blocks[0].digits_start, "00"))
    return 1;
  if (blocks[0].digits != 4 || blocks[0].first_digit == 0)
    return 0;

  if (count >= 4 && blocks[1].digits == 4 && blocks[2].digits == 4 && blocks[3].digits == 4 &&
      (count == 4 || blocks[4].digits != 4 || blocks[4].spaced))
    return 4;
  return count >= 3 && blocks[1].digits == 6 && blocks[2].digits == 5 ? 3 : 0;
}

/* Grouped by thousands and next to a currency or to cents: "1.250.000,00",
 * "€ 12 500 000". */
static guint
amount (const char             *text,
        gsize                   length,
        const TipoffPhoneBlock *blocks,
        guint                   count)
{
  static const char *const words[] = { "eur", "euro", "euros", "usd", "dollar", "dollars", "gbp", "chf", "bitcoin" };
  gsize before = blocks[0].start, after, word;
  guint n = 1;

  if (blocks[0].plus || blocks[0].first_digit == 0)
    return 0;
  while (n < count && blocks[n].digits == 3 && blocks[n].gap == 1 && blocks[0].digits <= 3)
    n++;
  after = blocks[n - 1].end;

  while (before > 0 && text[before - 1] == ' ')
    before--;
  if (before > 0 &&
      g_unichar_type (g_utf8_get_char (g_utf8_prev_char (text + before))) == G_UNICODE_CURRENCY_SYMBOL)
    return n;
  word = word_start (text, before);
  if (word < before && is_word (text + word, before - word, words, G_N_ELEMENTS (words)))
    return n;

  if (after + 2 < length && (text[after] == ',' || text[after] == '\'') &&
      g_ascii_isdigit (text[after + 1]) && g_ascii_isdigit (text[after + 2]) &&
      (after + 3 == length || !g_ascii_isdigit (text[after + 3])))
    return n;
  while (after < length && text[after] == ' ')
    after++;
  if (after < length && g_unichar_type (g_utf8_get_char (text + after)) == G_UNICODE_CURRENCY_SYMBOL)
    return n;

  word = after;
  while (after < length && after - word < MAX_LOOK_BACK && g_ascii_isalpha (text[after]))
    after++;
  return after > word && is_word (text + word, after - word, words, G_N_ELEMENTS (words)) ? n : 0;
}

/* ISO 13616: is what is written from @start an IBAN? Gives its last byte, else 0. */
static gsize
iban_end (const char *text,
          gsize       length,
          gsize       start)
{
  char compact[MAX_IBAN];
  gsize ends[MAX_IBAN];
  guint count = 0;

  for (gsize i = start; i < length && count < MAX_IBAN; i++)
    {
      if (g_ascii_isalnum (text[i]))
        {
          compact[count] = g_ascii_toupper (text[i]);
          ends[count++] = i + 1;
        }
      else if (strchr (" .-", text[i]) == NULL || text[i] == '\0')
        break;
    }

  for (guint size = count; size >= MIN_IBAN; size--)
    {
      guint rest = 0;

      for (guint i = 0; i < size; i++)
        {
          char c = compact[(i + 4) % size];
          guint value = g_ascii_isdigit (c) ? (guint) (c - '0') : (guint) (c - 'A' + 10);

          rest = (rest * (value < 10 ? 10 : 100) + value) % 97;
        }
      if (rest == 1)
        return ends[size - 1];
    }
  return 0;
}

/* Where the two letters start that stand before @end, or before a space there. */
static gboolean
country_letters (const char *text,
                 gsize       end,
                 gsize      *start)
{
  if (end > 0 && text[end - 1] == ' ')
    end--;
  *start = word_start (text, end);
  return end - *start == 2 && g_ascii_isalpha (text[*start]) && g_ascii_isalpha (text[*start + 1]);
}

static guint
iban (const char             *text,
      gsize                   length,
      const TipoffPhoneBlock *blocks,
      guint                   count)
{
  gsize start, end;
  guint n = 0;

  if (blocks[0].plus || !country_letters (text, blocks[0].start, &start))
    return 0;

  end = iban_end (text, length, start);
  while (n < count && blocks[n].end <= end)
    n++;
  return n;
}

/* A Belgian enterprise number, "0403.170.701": the last two digits are 97 less the
 * rest of the others. After "BE" one with an error is still none to call. */
static guint
enterprise (const char             *text,
            const TipoffPhoneBlock *blocks,
            guint                   count)
{
  gsize start;
  guint number;

  if (count < 3 || blocks[0].plus || blocks[0].digits != 4 || blocks[0].first_digit > 1 ||
      blocks[1].digits != 3 || blocks[2].digits != 3 || blocks[1].separator != '.' || blocks[2].separator != '.')
    return 0;
  if (country_letters (text, blocks[0].start, &start) && g_ascii_strncasecmp (text + start, "BE", 2) == 0)
    return 3;
  number = value_of (text, blocks) * 10000 + value_of (text, blocks + 1) * 10 + value_of (text, blocks + 2) / 100;
  return 97 - number % 97 == value_of (text, blocks + 2) % 100 ? 3 : 0;
}

/**
 * tipoff_phone_decoy_blocks:
 * @text: valid UTF-8
 * @length: its length in bytes
 * @blocks: (array length=count): the rest of a run in it
 * @count: how many, at least one
 *
 * Knows dates, amounts, IBANs, payment cards, Belgian enterprise numbers, references
 * after a word that says so, and digits within a word or an address.
 *
 * Returns: how many blocks the first belongs to with others, as what is no phone
 *   number; 0 where it may be one
 */
guint
tipoff_phone_decoy_blocks (const char             *text,
                           gsize                   length,
                           const TipoffPhoneBlock *blocks,
                           guint                   count)
{
  guint n;

  if ((n = iban (text, length, blocks, count)) > 0 ||
      (n = in_word (text, length, blocks, count)) > 0 ||
      (n = in_address (text, length, blocks, count)) > 0 ||
      (n = after_reference_word (text, blocks, count)) > 0 ||
      (n = date (text, blocks, count)) > 0 ||
      (n = card (text, blocks, count)) > 0 ||
      (n = amount (text, length, blocks, count)) > 0)
    return n;
  return enterprise (text, blocks, count);
}
