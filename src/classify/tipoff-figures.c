/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-figures.h"

#include <string.h>

/* Longer than any number that a person writes. */
#define MAX_SCAN 64

/* Before or after a sum. ISO codes and the names that our languages use. */
static const char *const currencies[] = {
  "eur", "euro", "euros", "usd", "gbp", "chf", "pln", "zl", "zloty", "rs", "inr", "aed", "ngn", "kr", "dollar",
  "dollars", "pounds", "pound", "dolares", "euroa", "ksh", "npr", "btc", "usdt", "eth",
};
static const char *const clocks[] = { "am", "pm", "uhr", "uur", "u", "h", "hrs", "ore", "godz" };
static const char *const months[] = {
  "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
  "januari", "februari", "maart", "mei", "juni", "juli", "augustus", "oktober",
  "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre",
  "januar", "februar", "marz", "dezember", "okt", "dez",
  "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
  "gennaio", "febbraio", "aprile", "maggio", "giugno", "luglio", "settembre", "ottobre", "dicembre",
  "janeiro", "fevereiro", "marco", "maio", "junho", "julho", "setembro", "outubro", "dezembro",
  "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "wrzesnia", "pazdziernika",
  "listopada", "grudnia",
};

/* A digit, or an X by which a collector masked one: a capital beside another. */
static gboolean
is_masked_digit (const TipoffNormal *normal, gsize at)
{
  return at < normal->length && normal->text[at] == 'x' && normal->original[normal->source[at]] == 'X';
}

static gboolean
is_digit (const TipoffNormal *normal, gsize at)
{
  return at < normal->length
         && (g_ascii_isdigit (normal->text[at]) || is_masked_digit (normal, at)
             || (normal->text[at] == '*' && at > 0 && (g_ascii_isdigit (normal->text[at - 1]) || normal->text[at - 1] == '*')));
}

static gsize
currency_sign (const char *text)
{
  if (text[0] == '$')
    return 1;
  if (strncmp (text, "£", 2) == 0 || strncmp (text, "¥", 2) == 0)
    return 2;
  if (strncmp (text, "€", 3) == 0 || strncmp (text, "₹", 3) == 0)
    return 3;
  return 0;
}

static gboolean
word_is_among (const char *word, gsize length, const char *const *list, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (strncmp (list[i], word, length) == 0 && list[i][length] == '\0')
      return TRUE;
  return FALSE;
}

static gsize
word_length (const char *text)
{
  gsize n = 0;

  while (n < 16 && g_ascii_isalpha (text[n]))
    n++;
  return n;
}

gboolean
tipoff_figure_starts (const TipoffNormal *normal, gsize at)
{
  const char *text = normal->text + at;
  gsize sign;

  if (g_ascii_isdigit (*text))
    return TRUE;
  if (is_masked_digit (normal, at))
    return is_masked_digit (normal, at + 1) || (!g_ascii_isalnum (text[1]) && (at == 0 || !g_ascii_isalnum (text[-1])));
  if (*text == '+' || *text == '(')
    return g_ascii_isdigit (text[1]) || text[1] == '+';
  sign = currency_sign (text);
  if (sign == 0)
    return FALSE;
  sign += text[sign] == ' ';
  return is_digit (normal, at + sign);
}

/* What was counted in one run without spaces. */
typedef struct
{
  guint digits;
  guint colons;
  guint dots;      /* dots and commas */
  guint slashes;   /* slashes and hyphens */
  guint last;      /* digits after the last separator */
} Shape;

static gsize
scan_core (const TipoffNormal *normal, gsize at, Shape *shape)
{
  const char *text = normal->text;

  while (shape->digits < MAX_SCAN)
    {
      if (is_digit (normal, at))
        {
          shape->digits++;
          shape->last++;
          at++;
        }
      else if (shape->digits > 0 && text[at] != '\0' && strchr (":.,/-'", text[at]) != NULL && is_digit (normal, at + 1))
        {
          shape->colons += text[at] == ':';
          shape->dots += text[at] == '.' || text[at] == ',' || text[at] == '\'';
          shape->slashes += text[at] == '/' || text[at] == '-';
          shape->last = 0;
          at++;
        }
      else
        break;
    }
  return at;
}

/* A telephone number goes on after a space or a bracket: groups of two to four digits. */
static gsize
extend_phone (const TipoffNormal *normal, gsize at, guint *digits)
{
  const char *text = normal->text;

  while (*digits < 16)
    {
      gsize next = at, n = 0;

      while (next < at + 3 && text[next] != '\0' && strchr (" ()/.-", text[next]) != NULL)
        next++;
      if (next == at)
        break;
      while (n < 7 && is_digit (normal, next + n))
        n++;
      if (n < 2 || n > 6 || g_ascii_isalpha (text[next + n]) || text[next + n] == ':')
        break;
      at = next + n;
      *digits += (guint) n;
    }
  return at;
}

/* A unit after the number decides what it is, and belongs to it. */
static gsize
take_unit (const TipoffNormal *normal, gsize at, TipoffTokenType *type)
{
  const char *text = normal->text + at;
  const gsize space = *text == ' ' ? 1 : 0;
  const gsize sign = currency_sign (text + space);
  const gsize word = word_length (text + space);

  if (sign > 0)
    {
      *type = TIPOFF_TOKEN_MONEY;
      return at + space + sign;
    }
  if (text[space] == '%')
    {
      *type = TIPOFF_TOKEN_PERCENT;
      return at + space + 1;
    }
  if (text[0] == 'h' && g_ascii_isdigit (text[1]) && g_ascii_isdigit (text[2]) && !g_ascii_isalnum (text[3]))
    {
      *type = TIPOFF_TOKEN_TIME;   /* 14h30 */
      return at + 3;
    }
  if (word == 0 || g_ascii_isdigit (text[space + word]))
    return at;
  if (word_is_among (text + space, word, currencies, G_N_ELEMENTS (currencies)))
    *type = TIPOFF_TOKEN_MONEY;
  else if (word_is_among (text + space, word, clocks, G_N_ELEMENTS (clocks)))
    *type = TIPOFF_TOKEN_TIME;
  else if (word_is_among (text + space, word, months, G_N_ELEMENTS (months)))
    *type = TIPOFF_TOKEN_DATE;
  else
    return at;
  return at + space + word;
}

static TipoffTokenType
type_of_shape (const Shape *shape, gboolean dialled)
{
  if (shape->colons > 0 && shape->digits <= 6)
    return TIPOFF_TOKEN_TIME;
  if (shape->slashes + shape->dots == 2 && shape->digits >= 4 && shape->digits <= 8 && shape->last != 3)
    return TIPOFF_TOKEN_DATE;
  if (shape->slashes == 1 && shape->dots == 0 && shape->digits <= 4 && !dialled)
    return TIPOFF_TOKEN_DATE;
  if (shape->dots >= 1 && shape->digits < 9)
    return TIPOFF_TOKEN_NUMBER;
  if (shape->digits >= 9 || (shape->digits >= 7 && dialled))
    return TIPOFF_TOKEN_PHONE;
  return shape->digits >= 4 && shape->digits <= 8 ? TIPOFF_TOKEN_CODE : TIPOFF_TOKEN_NUMBER;
}

/**
 * tipoff_figure_scan:
 *
 * Reads one number in time linear in its length, which is limited.
 */
gsize
tipoff_figure_scan (const TipoffNormal *normal, gsize at, TipoffTokenType *type)
{
  const char *text = normal->text;
  const gsize sign = currency_sign (text + at);
  gboolean dialled;
  Shape shape = { 0 };
  gsize end;

  if (sign > 0)
    {
      at += sign;
      at += text[at] == ' ';
      *type = TIPOFF_TOKEN_MONEY;
      return scan_core (normal, at, &shape);
    }
  at += text[at] == '(';
  dialled = text[at] == '+' || text[at] == '0';
  at += text[at] == '+';
  end = scan_core (normal, at, &shape);
  if (shape.colons == 0 && (dialled || shape.digits <= 4))
    {
      guint digits = shape.digits;
      const gsize longer = extend_phone (normal, end, &digits);

      if (digits >= (dialled ? 8u : 9u) && digits <= 16)
        {
          *type = TIPOFF_TOKEN_PHONE;
          return longer;
        }
    }
  *type = type_of_shape (&shape, dialled);
  return *type == TIPOFF_TOKEN_PHONE ? end : take_unit (normal, end, type);
}
