/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-analysis.h"
#include "tipoff-lookalike.h"

#include <string.h>

/* What an e-mail says of who sent it: the name and the address that it shows, where an answer goes, and
 * what the receiving server found. Nothing is looked up. */

/* The first or last e-mail address of a part, of @role; NULL where there is none. */
static const TipoffIndicator *
find_address (const TipoffAnalysis *self, guint part, TipoffRole role, gboolean last)
{
  const TipoffIndicator *found = NULL;

  for (guint i = 0; i < self->indicators->len; i++)
    {
      const TipoffIndicator *indicator = g_ptr_array_index (self->indicators, i);

      if (indicator->span.part != part || indicator->type != TIPOFF_INDICATOR_EMAIL || indicator->role != role
          || indicator->host == NULL)
        continue;
      found = indicator;
      if (!last)
        break;
    }
  return found;
}

static const TipoffBrand *
get_owner (const TipoffAnalysis *self, const TipoffIndicator *address, TipoffHostFlags *flags)
{
  return tipoff_brands_get_host_owner (self->knowledge->brands, address->host, flags);
}

/* Both belong to one organisation: the same domain, or two of a brand. A mailbox of the provider is not one. */
static gboolean
is_same_place (const TipoffAnalysis *self, const TipoffIndicator *a, const TipoffIndicator *b)
{
  TipoffHostFlags flags_a, flags_b;
  const TipoffBrand *owner_a = get_owner (self, a, &flags_a);
  const TipoffBrand *owner_b = get_owner (self, b, &flags_b);

  if (((flags_a | flags_b) & TIPOFF_HOST_MAILBOX) != 0)
    return g_ascii_strcasecmp (a->value, b->value) == 0;
  return (owner_a != NULL && owner_a == owner_b) || g_strcmp0 (a->domain, b->domain) == 0;
}

static void
raise_name (TipoffAnalysis *self, const TipoffIndicator *address)
{
  TipoffHostFlags flags;
  const TipoffBrand *owner = get_owner (self, address, &flags);
  const TipoffBrand *imitated = tipoff_lookalike_find (self->knowledge->brands, address);
  const gboolean is_anybody = (flags & (TIPOFF_HOST_MAILBOX | TIPOFF_HOST_CHEAP)) != 0;

  if (imitated != NULL)
    tipoff_analysis_raise_apart (self, TIPOFF_LEVEL_SUSPICIOUS,
                                 &(TipoffRaise) { TIPOFF_FLAG_SENDER_LOOKALIKE, address->span, imitated, address, NULL });
  else if (self->sender_claim != NULL && owner != self->sender_claim && (owner == NULL || is_anybody))
    tipoff_analysis_raise_apart (self, is_anybody ? TIPOFF_LEVEL_SUSPICIOUS : TIPOFF_LEVEL_CLEAR,
                                 &(TipoffRaise) { TIPOFF_FLAG_SENDER_NAME_NOT_ADDRESS, self->sender_claim_span,
                                                  self->sender_claim, address, NULL });
}

/* "service@bank.example" <x@elsewhere.example>. */
static void
raise_two_addresses (TipoffAnalysis *self, guint part, const TipoffIndicator *address)
{
  const TipoffIndicator *first = find_address (self, part, TIPOFF_ROLE_SHOWN_SENDER, FALSE);

  if (!is_same_place (self, first, address))
    tipoff_analysis_raise_apart (self, TIPOFF_LEVEL_SUSPICIOUS,
                                 &(TipoffRaise) { TIPOFF_FLAG_SENDER_TWO_ADDRESSES, first->span, NULL, address, NULL });
}

static void
raise_reply (TipoffAnalysis *self, guint header, const TipoffIndicator *address)
{
  const TipoffIndicator *reply = find_address (self, header, TIPOFF_ROLE_CONTACT, FALSE);

  if (reply != NULL && !is_same_place (self, reply, address))
    tipoff_analysis_raise_apart (self, TIPOFF_LEVEL_CLEAR,
                                 &(TipoffRaise) { TIPOFF_FLAG_SENDER_REPLY_ELSEWHERE, reply->span, NULL, reply, NULL });
}

/* RFC 8601. Only the topmost field is of the person's own server; those below it anybody can have written. */
static void
raise_authentication (TipoffAnalysis *self, guint header, const TipoffIndicator *address)
{
  static const char field[] = "Authentication-Results:";
  static const char failed[] = "dmarc=fail";
  const char *text = tipoff_case_get_part (self->c, header)->text;
  const char *line = text;
  const char *found, *end;

  while (line != NULL && g_ascii_strncasecmp (line, field, sizeof field - 1) != 0)
    {
      line = strchr (line, '\n');
      line += line != NULL;
    }
  found = line != NULL ? strstr (line, failed) : NULL;
  end = line != NULL ? strchr (line, '\n') : NULL;
  if (found == NULL || (end != NULL && found > end))
    return;
  tipoff_analysis_raise_apart (self, TIPOFF_LEVEL_CLEAR,
                               &(TipoffRaise) { TIPOFF_FLAG_SENDER_NOT_CONFIRMED,
                                                { header, (gsize) (found - text), (gsize) (found - text) + sizeof failed - 1 },
                                                NULL, address, NULL });
}

static void
read_message (TipoffAnalysis *self, const TipoffMessage *message, guint first)
{
  const TipoffPart *last = g_ptr_array_index (message->parts, message->parts->len - 1);
  const guint sender = first + message->parts->len - 1;
  const TipoffIndicator *address = last->type == TIPOFF_PART_SENDER
                                   ? find_address (self, sender, TIPOFF_ROLE_SHOWN_SENDER, TRUE) : NULL;

  if (address == NULL)
    return;
  raise_name (self, address);
  raise_two_addresses (self, sender, address);
  for (guint i = 0; i < message->parts->len; i++)
    if (((const TipoffPart *) g_ptr_array_index (message->parts, i))->type == TIPOFF_PART_HEADER)
      {
        raise_reply (self, first + i, address);
        raise_authentication (self, first + i, address);
      }
}

/**
 * tipoff_analysis_raise_sender:
 *
 * Flags of who sent an e-mail. A conversation has none.
 */
void
tipoff_analysis_raise_sender (TipoffAnalysis *self)
{
  guint first = 0;

  for (guint i = 0; i < self->c->messages->len; i++)
    {
      const TipoffMessage *message = g_ptr_array_index (self->c->messages, i);

      if (message->parts->len > 0 && self->c->origin != TIPOFF_CASE_CONVERSATION)
        read_message (self, message, first);
      first += message->parts->len;
    }
}
