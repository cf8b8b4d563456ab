/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-analysis.h"
#include "tipoff-lookalike.h"

#include <string.h>

/* More links than this are no longer looked at one by one. */
#define MAX_LINKS 512

static gboolean
is_link (const TipoffIndicator *indicator)
{
  return indicator->type == TIPOFF_INDICATOR_URL || indicator->type == TIPOFF_INDICATOR_DOMAIN;
}

static void
raise_shape (TipoffAnalysis *self, const TipoffIndicator *link, TipoffHostFlags host)
{
  const TipoffUrlFlags url = link->url_flags;

  if ((host & TIPOFF_HOST_SHORTENER) != 0)
    tipoff_analysis_raise (self, TIPOFF_FLAG_URL_SHORTENER, link->span, NULL, link);
  if ((url & TIPOFF_URL_IP_HOST) != 0)
    tipoff_analysis_raise (self, TIPOFF_FLAG_URL_IP_HOST, link->span, NULL, link);
  if ((url & TIPOFF_URL_MIXED_SCRIPT) != 0)
    tipoff_analysis_raise (self, TIPOFF_FLAG_URL_MIXED_SCRIPT, link->span, NULL, link);
  else if ((url & TIPOFF_URL_IDN) != 0)
    tipoff_analysis_raise (self, TIPOFF_FLAG_URL_PUNYCODE, link->span, NULL, link);
  if ((url & (TIPOFF_URL_USERINFO | TIPOFF_URL_PORT | TIPOFF_URL_ENCODED_HOST)) != 0)
    tipoff_analysis_raise (self, TIPOFF_FLAG_URL_DISGUISED, link->span, NULL, link);
  if ((host & TIPOFF_HOST_FREE_HOSTING) != 0
      || ((url & TIPOFF_URL_PRIVATE_SUFFIX) != 0 && (host & (TIPOFF_HOST_SHORTENER | TIPOFF_HOST_OPEN)) == 0))
    tipoff_analysis_raise (self, TIPOFF_FLAG_URL_FREE_HOSTING, link->span, NULL, link);
  if ((host & TIPOFF_HOST_CHEAP) != 0)
    tipoff_analysis_raise (self, TIPOFF_FLAG_URL_CHEAP_ENDING, link->span, NULL, link);
}

static guint
count_baits (const TipoffBrands *brands, const char *host)
{
  guint baits = 0;

  for (const char *word = host; *word != '\0';)
    {
      const gsize length = strcspn (word, ".-");

      baits += length > 3 && tipoff_brands_is_lure (brands, word, length);
      word += length + (word[length] != '\0');
    }
  return baits;
}

static void
mark_link (TipoffAnalysis *self, const TipoffIndicator *link, const TipoffBrand *owner, TipoffHostFlags host)
{
  guint hyphens = 0, digits = 0;

  tipoff_analysis_mark (self, TIPOFF_SIGNAL_LINK, link->span);
  tipoff_analysis_mark (self, TIPOFF_SIGNAL_LINK_KNOWN, link->span);
  if ((host & TIPOFF_HOST_OPEN) != 0)
    tipoff_analysis_mark (self, TIPOFF_SIGNAL_LINK_OPEN, link->span);
  else if (owner == NULL)
    tipoff_analysis_mark (self, TIPOFF_SIGNAL_LINK_OF_OTHERS, link->span);
  else if (self->claim == owner)
    tipoff_analysis_mark (self, TIPOFF_SIGNAL_CLAIM_WITH_OWN_LINK, link->span);
  if (owner != NULL || link->host == NULL)
    return;
  for (const char *p = link->host; *p != '\0'; p++)
    {
      hyphens += *p == '-';
      digits += g_ascii_isdigit (*p);
    }
  if (hyphens >= 2)
    tipoff_analysis_mark (self, TIPOFF_SIGNAL_LINK_HYPHENS, link->span);
  if (digits >= 1)
    tipoff_analysis_mark (self, TIPOFF_SIGNAL_LINK_DIGITS, link->span);
  if (count_baits (self->knowledge->brands, link->host) >= 2)
    tipoff_analysis_mark (self, TIPOFF_SIGNAL_LINK_BAIT, link->span);
}

/* Words that are looked at for a link's name. */
#define MAX_NAME_TOKENS 1000
/* "Mondial Relay" is mondialrelay.fr, "Crédit Agricole du Nord" … */
#define MAX_NAME_WORDS 4

/* How many words from the token at @first on are @name, as a whole and without its hyphens; 0 where none are. */
static guint
match_name (const TipoffAnalysis *self, guint first, const char *name, gsize length)
{
  gsize at = 0;

  for (guint i = first; i < self->n_message_tokens && i < first + MAX_NAME_WORDS; i++)
    {
      const TipoffToken *token = &g_array_index (self->tokens, TipoffToken, i);
      const char *word = self->normals[token->part].text + token->start;
      const gsize size = token->end - token->start;

      if (token->type != TIPOFF_TOKEN_WORD || at + size > length || memcmp (name + at, word, size) != 0)
        return 0;
      at += size;
      if (at == length)
        return i + 1 - first;
      if (name[at] == '-')
        at++;
    }
  return 0;
}

/* Whether the owner of the link is called like somebody in the message: most honest senders are, and those
 * who imitate them have to add something. */
static void
compare_names (TipoffAnalysis *self, const TipoffIndicator *link)
{
  const char *name = link->domain;
  gsize length, part;
  gboolean whole = FALSE, more = FALSE;

  if (name == NULL)
    return;
  length = strcspn (name, ".");
  for (guint i = 0; length >= 3 && i < self->n_message_tokens && i < MAX_NAME_TOKENS; i++)
    {
      if (match_name (self, i, name, length) > 0)
        whole = TRUE;
      for (gsize at = 0; memchr (name, '-', length) != NULL && at < length; at += part + 1)
        {
          part = MIN (strcspn (name + at, "-"), length - at);
          if (part >= 3 && match_name (self, i, name + at, part) > 0)
            more = TRUE;
        }
    }
  if (whole)
    tipoff_analysis_mark (self, TIPOFF_SIGNAL_LINK_NAMED, link->span);
  if (more)
    tipoff_analysis_mark (self, TIPOFF_SIGNAL_LINK_NAMED_AND_MORE, link->span);
  if (more && !whole)
    tipoff_analysis_raise (self, TIPOFF_FLAG_URL_ADDED_TO_NAME, link->span, NULL, link);
}

/* Claims of these kinds are made to be believed; a shop that names a payment service is not one. */
static gboolean
is_claim (const TipoffBrand *brand)
{
  return brand != NULL && (brand->kind == TIPOFF_KIND_PARCEL || brand->kind == TIPOFF_KIND_BANK
                           || brand->kind == TIPOFF_KIND_GOVERNMENT || brand->kind == TIPOFF_KIND_ACCOUNT
                           || brand->kind == TIPOFF_KIND_SUBSCRIPTION || brand->kind == TIPOFF_KIND_MARKETPLACE);
}

static void
read_link (TipoffAnalysis *self, const TipoffIndicator *link)
{
  TipoffHostFlags host = 0;
  const TipoffBrand *owner = tipoff_brands_get_host_owner (self->knowledge->brands, link->host, &host);
  const TipoffBrand *imitated = tipoff_lookalike_find (self->knowledge->brands, link);

  if (imitated == NULL && owner == NULL && (host & TIPOFF_HOST_OPEN) == 0 && is_claim (self->claim)
      && tipoff_lookalike_is_of (self->claim, link))
    imitated = self->claim;
  if ((host & TIPOFF_HOST_SHORTENER) != 0 && (host & TIPOFF_HOST_OPEN) == 0)
    owner = NULL;
  mark_link (self, link, owner, host);
  if (owner == NULL)
    compare_names (self, link);
  if (imitated != NULL)
    tipoff_analysis_raise (self, TIPOFF_FLAG_URL_LOOKALIKE, link->span, imitated, link);
  else if (owner == NULL && (host & TIPOFF_HOST_OPEN) == 0 && is_claim (self->claim))
    tipoff_analysis_raise (self, TIPOFF_FLAG_URL_NOT_THE_BRAND, link->span, self->claim, link);
  if (owner == NULL || (link->url_flags & TIPOFF_URL_USERINFO) != 0)
    raise_shape (self, link, host);
}

/**
 * tipoff_analysis_raise_links:
 *
 * Flags and signals of every link and of the domains of e-mail addresses.
 */
void
tipoff_analysis_raise_links (TipoffAnalysis *self)
{
  guint n = 0;

  for (guint i = 0; i < self->indicators->len && n < MAX_LINKS; i++)
    {
      const TipoffIndicator *indicator = g_ptr_array_index (self->indicators, i);
      const TipoffBrand *imitated;

      if (tipoff_analysis_is_in (self, indicator, TIPOFF_PART_HEADER))
        continue;       /* who sent it, not what it says: see tipoff_analysis_raise_sender() */
      if (is_link (indicator) && indicator->host != NULL && indicator->role != TIPOFF_ROLE_RECIPIENT)
        {
          read_link (self, indicator);
          n++;
        }
      else if (indicator->type == TIPOFF_INDICATOR_EMAIL && indicator->role != TIPOFF_ROLE_RECIPIENT)
        {
          imitated = tipoff_lookalike_find (self->knowledge->brands, indicator);
          if (imitated != NULL && indicator->role == TIPOFF_ROLE_SHOWN_SENDER)
            tipoff_analysis_mark (self, TIPOFF_SIGNAL_FLAGS + TIPOFF_FLAG_URL_LOOKALIKE, indicator->span);
          else if (imitated != NULL)
            tipoff_analysis_raise (self, TIPOFF_FLAG_URL_LOOKALIKE, indicator->span, imitated, indicator);
          n++;
        }
      else
        continue;
      tipoff_analysis_find_segment (self, indicator->span.part, indicator->span.start)->links++;
    }
}
