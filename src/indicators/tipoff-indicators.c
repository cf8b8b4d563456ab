/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-indicator.h"

#include "tipoff-card.h"
#include "tipoff-chain.h"
#include "tipoff-chars.h"
#include "tipoff-email-scan.h"
#include "tipoff-iban.h"
#include "tipoff-limits.h"
#include "tipoff-number-scan.h"
#include "tipoff-reference.h"
#include "tipoff-role.h"
#include "tipoff-scan.h"
#include "tipoff-url-scan.h"
#include "tipoff-wallet.h"

/* What a bank, a card or a wallet calls its own: begins with a few telling characters. */
static const char *
scan_code (TipoffScan *scan, const char *p)
{
  gsize left = scan->end - p;
  const char *next = NULL;

  if (left >= 4 && g_ascii_isalpha (p[0]) && g_ascii_isalpha (p[1]))
    {
      if (g_ascii_isdigit (p[2]) && g_ascii_isdigit (p[3]))
        next = tipoff_iban_scan (scan, p);
      else if (left >= 8 && g_ascii_strncasecmp (p, "IBAN", 4) == 0)
        next = tipoff_iban_scan (scan, p + 4);
    }
  if (next == NULL && (*p == '1' || *p == '3' || *p == '0' || *p == 'b' || *p == 'B'))
    next = tipoff_wallet_scan (scan, p);
  if (next == NULL && g_ascii_isdigit (*p))
    {
      next = tipoff_card_scan (scan, p);
      if (next == NULL)
        next = tipoff_reference_scan (scan, p);
    }
  return next;
}

/* Looks at the word at @p; where to go on. */
static const char *
scan_word (TipoffScan *scan, const char *p)
{
  TipoffChain chain;
  const char *next, *behind;

  next = scan_code (scan, p);
  if (next != NULL)
    return next;

  tipoff_chain_read (&chain, p, scan->end, TIPOFF_CHAIN_ANY);
  behind = chain.next;
  next = tipoff_url_scan_scheme (scan, &chain);
  if (next == NULL)
    next = tipoff_email_scan (scan, &chain);
  if (next == NULL)
    next = tipoff_url_scan_bare (scan, &chain);
  if (next == NULL && chain.n_labels > 1)           /* "rek.BE68 5390 0754 7034" */
    next = scan_code (scan, chain.label_start[chain.n_labels - 1]);
  return next != NULL ? next : behind;
}

static void
scan_text (TipoffScan *scan, guint most)
{
  const char *p = scan->text;

  while (p < scan->end && scan->found->len < most)
    {
      TipoffChar c = tipoff_char_read (p, scan->end);

      p = c.kind == TIPOFF_CHAR_LETTER ? scan_word (scan, p) : c.next;
    }
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const TipoffSpan *x = &(*(const TipoffIndicator *const *) a)->span;
  const TipoffSpan *y = &(*(const TipoffIndicator *const *) b)->span;

  return x->start < y->start ? -1 : x->start > y->start;
}

/* A sender's name is no indicator, even where it looks like a host ("bpost.be"): only what can
 * be written to or called. The header of an e-mail names servers by the way. */
static void
keep_addresses (GPtrArray *found)
{
  for (guint i = found->len; i-- > 0; )
    if (((const TipoffIndicator *) g_ptr_array_index (found, i))->type != TIPOFF_INDICATOR_EMAIL)
      g_ptr_array_remove_index (found, i);
}

/* Adds the indicators of one part to @all, in order, at most @most. */
static void
find_in_part (GPtrArray *all, const TipoffPart *part, guint number, const char *region, guint most)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) tipoff_indicator_free);
  g_autoptr (GArray) no_numbers = g_array_new (FALSE, FALSE, sizeof (TipoffSpan));
  TipoffScan scan = { part->text, part->text + part->length, number, found, no_numbers };

  scan_text (&scan, most);
  if (part->type == TIPOFF_PART_SENDER)
    {
      keep_addresses (found);
      if (found->len == 0)
        tipoff_number_scan_sender (&scan, region);
    }
  else if (part->type == TIPOFF_PART_HEADER)
    keep_addresses (found);
  else
    tipoff_number_scan (&scan, region, most);

  g_ptr_array_sort (found, compare_places);
  if (found->len > most)
    g_ptr_array_set_size (found, (int) most);
  for (guint i = 0; i < found->len; i++)
    {
      TipoffIndicator *indicator = g_ptr_array_index (found, i);

      indicator->role = tipoff_role_guess (part, indicator);
    }
  g_ptr_array_extend_and_steal (all, g_steal_pointer (&found));
}

/**
 * tipoff_indicators_find:
 * @self: a case
 * @region: the region that national phone numbers are read in, ISO 3166 alpha-2
 *
 * Finds everything in a case that can be acted on: URLs, domains, e-mail addresses, phone
 * numbers, IBANs and wallets. One pass over the bytes, linear on any input; nothing is looked up,
 * resolved or opened. Names of attachments are not searched: they look like domains ("a.zip").
 *
 * Returns: (transfer full) (element-type TipoffIndicator): in order of span, not
 *   overlapping, at most TIPOFF_LIMIT_INDICATORS
 */
GPtrArray *
tipoff_indicators_find (const TipoffCase *self, const char *region)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) tipoff_indicator_free);
  guint number = 0;

  for (guint i = 0; i < self->messages->len; i++)
    {
      const TipoffMessage *message = g_ptr_array_index (self->messages, i);

      for (guint k = 0; k < message->parts->len; k++, number++)
        {
          const TipoffPart *part = g_ptr_array_index (message->parts, k);

          if (part->type != TIPOFF_PART_ATTACHMENT_NAME && all->len < TIPOFF_LIMIT_INDICATORS)
            find_in_part (all, part, number, region, TIPOFF_LIMIT_INDICATORS - all->len);
        }
    }
  return all;
}
