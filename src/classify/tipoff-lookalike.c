/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-lookalike.h"
#include "tipoff-normal.h"

#include <string.h>

/* A host has at most 253 bytes (RFC 1035). */
#define MAX_HOST 256
/* A brand's name of so many letters is recognised: next to a word that baits, at an edge, anywhere. */
#define MIN_BESIDE_LURE 3
#define MIN_AT_EDGE 6
#define MIN_ANYWHERE 7
/* From so many letters on one changed letter is no coincidence. */
#define MIN_NEAR 6
/* The same where the message names the brand; shorter ones must be as long as the name. */
#define MIN_NEAR_CLAIM 3
#define MIN_NEAR_LONGER 5

gboolean
tipoff_lookalike_is_near (const char *a, gsize a_length, const char *b, gsize b_length)
{
  gsize head = 0, tail = 0, a_rest, b_rest;

  if (a_length > b_length + 1 || b_length > a_length + 1)
    return FALSE;
  while (head < a_length && head < b_length && a[head] == b[head])
    head++;
  while (tail < a_length - head && tail < b_length - head && a[a_length - 1 - tail] == b[b_length - 1 - tail])
    tail++;
  a_rest = a_length - head - tail;
  b_rest = b_length - head - tail;
  if (a_rest <= 1 && b_rest <= 1)
    return TRUE;
  return a_rest == 2 && b_rest == 2 && a[head] == b[head + 1] && a[head + 1] == b[head];
}

/* Digits and pairs of letters that are read as another letter. */
static gsize
unmask (const char *piece, gsize length, char *out)
{
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    {
      const char c = piece[i];

      if (c == 'r' && i + 1 < length && piece[i + 1] == 'n')
        {
          out[n++] = 'm';
          i++;
        }
      else if (c == 'v' && i + 1 < length && piece[i + 1] == 'v')
        {
          out[n++] = 'w';
          i++;
        }
      else
        out[n++] = c == '0' ? 'o' : c == '1' ? 'l' : c == '3' ? 'e' : c == '5' ? 's' : c == '4' ? 'a' : c;
    }
  return n;
}

static gboolean
is_lure_or_digits (const TipoffBrands *brands, const char *word, gsize length)
{
  gsize digits = 0;

  while (digits < length && g_ascii_isdigit (word[digits]))
    digits++;
  return digits == length || tipoff_brands_is_lure (brands, word, length);
}

static gboolean
piece_has_label (const TipoffBrands *brands, const char *piece, gsize length, const char *label, gsize n, gboolean alone)
{
  const char *found;

  if (n == length && memcmp (piece, label, n) == 0)
    return TRUE;
  if (alone || length <= n || n < MIN_BESIDE_LURE)
    return FALSE;
  if (memcmp (piece, label, n) == 0)
    return n >= MIN_AT_EDGE || is_lure_or_digits (brands, piece + n, length - n);
  if (memcmp (piece + length - n, label, n) == 0)
    return n >= MIN_AT_EDGE || is_lure_or_digits (brands, piece, length - n);
  found = n >= MIN_ANYWHERE ? g_strstr_len (piece, (gssize) length, label) : NULL;
  return found != NULL;
}

typedef struct
{
  const char *text;
  gsize       length;
  char        plain[MAX_HOST];   /* unmasked */
  gsize       plain_length;
  gboolean    registered;        /* in the label that somebody registered */
} Piece;

static gboolean
piece_imitates (const TipoffBrands *brands, const Piece *piece, const TipoffBrandLabel *label)
{
  const char *text = tipoff_brand_label_get_text (label);
  const gsize n = label->length;

  if (piece_has_label (brands, piece->text, piece->length, text, n, label->alone))
    return TRUE;
  if (piece->plain_length > 0 && n >= 4 && piece_has_label (brands, piece->plain, piece->plain_length, text, n, label->alone))
    return TRUE;
  return piece->registered && n >= MIN_NEAR && piece->length >= MIN_NEAR && piece->text[0] == text[0]
         && tipoff_lookalike_is_near (piece->text, piece->length, text, n);
}

static const TipoffBrand *
find_in_piece (const TipoffBrands *brands, const char *text, gsize length, gboolean registered)
{
  Piece piece = { .text = text, .length = length, .registered = registered };
  guint32 letters;
  const TipoffBrandLabel *labels;
  guint n_labels;

  if (length < MIN_BESIDE_LURE || tipoff_brands_is_innocent (brands, text, length))
    return NULL;
  piece.plain_length = unmask (text, length, piece.plain);
  if (piece.plain_length == length && memcmp (piece.plain, text, length) == 0)
    piece.plain_length = 0;
  letters = tipoff_brands_letters (text, length) | tipoff_brands_letters (piece.plain, piece.plain_length);
  labels = tipoff_brands_get_labels (brands, &n_labels);
  for (guint i = 0; i < n_labels; i++)
    {
      const guint32 missing = labels[i].letters & ~letters;

      /* All letters of the label; but one, where that may have been changed. */
      if ((missing == 0 || (registered && (missing & (missing - 1)) == 0)) && labels[i].length <= length + 1 && piece_imitates (brands, &piece, &labels[i]))
        return tipoff_brands_get (brands, labels[i].brand);
    }
  return NULL;
}

/* Pieces between dots and hyphens, and each label without its hyphens ("b-post"). */
static const TipoffBrand *
find_in_label (const TipoffBrands *brands, const char *label, gsize length, gboolean registered)
{
  const TipoffBrand *brand = NULL;
  char joined[MAX_HOST];
  gsize n = 0;

  for (gsize start = 0; brand == NULL && start < length;)
    {
      gsize end = start;

      while (end < length && label[end] != '-' && label[end] != '_')
        joined[n++] = label[end++];
      brand = find_in_piece (brands, label + start, end - start, registered);
      start = end + 1;
    }
  if (brand == NULL && n < length)
    brand = find_in_piece (brands, joined, n, registered);
  return brand;
}

/* The host as people read it, letters that imitate Latin ones replaced. */
static gsize
read_host (const char *host, char *out)
{
  g_autofree char *unicode = strstr (host, "xn--") != NULL ? g_hostname_to_unicode (host) : NULL;
  const char *shown = unicode != NULL ? unicode : host;
  gsize n = 0;

  for (const char *p = shown; *p != '\0' && n + 8 < MAX_HOST; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);
      const char look = tipoff_normal_skeleton (g_unichar_tolower (c));
      gunichar base[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

      if (look != 0)
        out[n++] = look;
      else if (g_unichar_fully_decompose (c, TRUE, base, G_N_ELEMENTS (base)) > 0 && tipoff_normal_skeleton (base[0]) != 0)
        out[n++] = tipoff_normal_skeleton (base[0]);
    }
  out[n] = '\0';
  return n;
}

/* A world-wide brand has its own domain in countries that we do not list: amazon.ca. */
static gboolean
is_probably_own (const TipoffBrand *brand, const char *label, gsize length, const char *ending, TipoffHostFlags flags)
{
  if (!brand->global || (flags & TIPOFF_HOST_CHEAP) != 0 || strlen (ending) < 2)
    return FALSE;
  if (strlen (ending) != 2 && !g_str_has_prefix (ending, "co.") && !g_str_has_prefix (ending, "com."))
    return FALSE;
  for (const char *domain = tipoff_brand_get_domains (brand); *domain != '\0'; domain += strlen (domain) + 1)
    if (strncmp (domain, label, length) == 0 && domain[length] == '.')
      return TRUE;
  return FALSE;
}

static const TipoffBrand *
find_in_userinfo (const TipoffBrands *brands, const TipoffIndicator *link)
{
  const char *start = strstr (link->value, "://");
  const char *at;
  g_autofree char *name = NULL;
  TipoffHostFlags flags;

  start = start != NULL ? start + 3 : link->value;
  at = strpbrk (start, "@/?#");
  if (at == NULL || *at != '@')
    return NULL;
  name = g_strndup (start, strcspn (start, ":@"));
  return tipoff_brands_get_host_owner (brands, name, &flags);
}

/**
 * tipoff_lookalike_find:
 * @link: a URL, domain or e-mail address
 */
const TipoffBrand *
tipoff_lookalike_find (const TipoffBrands *brands, const TipoffIndicator *link)
{
  char host[MAX_HOST];
  TipoffHostFlags flags;
  const TipoffBrand *brand;
  const char *ending;
  gsize labels_end, start = 0;

  if (link->host == NULL || link->domain == NULL || strlen (link->host) >= MAX_HOST)
    return NULL;
  if ((link->url_flags & TIPOFF_URL_USERINFO) != 0 && (brand = find_in_userinfo (brands, link)) != NULL)
    return brand;
  if (tipoff_brands_get_host_owner (brands, link->host, &flags) != NULL || (flags & TIPOFF_HOST_OPEN) != 0)
    return NULL;
  ending = strchr (link->domain, '.');
  if (ending == NULL)
    return NULL;
  labels_end = strlen (link->host) - strlen (ending);
  {
    g_autofree char *labels = g_strndup (link->host, labels_end);

    labels_end = read_host (labels, host);
  }
  while (start < labels_end)
    {
      const char *dot = memchr (host + start, '.', labels_end - start);
      const gsize length = dot != NULL ? (gsize) (dot - host) - start : labels_end - start;

      brand = find_in_label (brands, host + start, length, dot == NULL);
      if (brand != NULL && !(dot == NULL && is_probably_own (brand, host + start, length, ending + 1, flags)))
        return brand;
      start += length + 1;
    }
  return NULL;
}

/**
 * tipoff_lookalike_is_of:
 * @link: a URL or domain that is not @brand's own
 */
gboolean
tipoff_lookalike_is_of (const TipoffBrand *brand, const TipoffIndicator *link)
{
  const gsize length = link->domain != NULL ? strcspn (link->domain, ".") : 0;
  gboolean near = FALSE;

  for (const char *domain = tipoff_brand_get_domains (brand); length >= MIN_NEAR_CLAIM && *domain != '\0';
       domain += strlen (domain) + 1)
    {
      const gsize n = strcspn (domain, ".");

      if (n == length && memcmp (link->domain, domain, n) == 0)
        return FALSE;   /* perhaps its own in another country */
      near = near || (n >= MIN_NEAR_CLAIM && (n == length || MIN (n, length) >= MIN_NEAR_LONGER)
                      && tipoff_lookalike_is_near (link->domain, length, domain, n));
    }
  return near;
}
