/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-wording.h"

/* In the order of TipoffKind. */
static const struct
{
  const char *name;
  const char *scam;
} kinds[] = {
  { N_("Parcel scam"), N_("This looks like a parcel scam") },
  { N_("Bank scam"), N_("This looks like a scam in the name of a bank") },
  { N_("Scam in the name of the government"), N_("This looks like a scam in the name of the government") },
  { N_("Family emergency scam"), N_("This looks like a scam in the name of a relative") },
  { N_("Account scam"), N_("This looks like a scam to take over an account") },
  { N_("Prize scam"), N_("This looks like a scam with a prize") },
  { N_("Investment scam"), N_("This looks like an investment scam") },
  { N_("Job scam"), N_("This looks like a scam with a job offer") },
  { N_("Tech support scam"), N_("This looks like a scam by a false helpdesk") },
  { N_("Romance scam"), N_("This looks like a scam by a false friend") },
  { N_("Extortion"), N_("This looks like blackmail") },
  { N_("Subscription scam"), N_("This looks like a subscription trap") },
  { N_("Marketplace scam"), N_("This looks like a scam around buying and selling") },
  { N_("Missed call scam"), N_("This looks like a scam that wants you to call back") },
  { N_("Unwanted advertising"), N_("This looks like unwanted advertising") },
  { N_("Scam"), N_("This looks like a scam") },
  { N_("Message"), N_("This looks like a scam") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == TIPOFF_KIND_NONE + 1);

static const char *const channels[] = {
  N_("Text message (SMS)"), "WhatsApp", "Signal", "Telegram", "Messenger",
  N_("E-mail"), N_("Phone call"), N_("Website"), N_("I do not know, or otherwise"),
};
G_STATIC_ASSERT (G_N_ELEMENTS (channels) == TIPOFF_N_CHANNELS);

static const char *const phone_types[] = {
  N_("A number of a kind that we do not know"), N_("A landline"), N_("A mobile number"),
  N_("A landline or mobile number"), N_("A number that costs nothing to call"),
  N_("A number that costs extra to call"), N_("A number whose cost is shared with the caller"),
  N_("An internet number"), N_("A personal number"), N_("A pager"), N_("A company number"),
  N_("A voice mailbox"), N_("A short number"), N_("An emergency number"),
};
G_STATIC_ASSERT (G_N_ELEMENTS (phone_types) == TIPOFF_PHONE_TYPE_EMERGENCY + 1);

static const char *const phone_costs[] = {
  N_("We do not know what a call costs"), N_("Free to call"), N_("The usual cost"),
  N_("It costs more than an ordinary call"),
};
G_STATIC_ASSERT (G_N_ELEMENTS (phone_costs) == TIPOFF_PHONE_COST_PREMIUM + 1);

/**
 * tipoff_wording_verdict:
 *
 * The heading of a verdict. What is not known is never called safe.
 *
 * Returns: (transfer none): one line
 */
const char *
tipoff_wording_verdict (const TipoffVerdict *verdict,
                        TipoffTongue        *tongue)
{
  switch (verdict->level)
    {
    case TIPOFF_LEVEL_SCAM:
      return tipoff_tongue_text (tongue, kinds[verdict->kind].scam);
    case TIPOFF_LEVEL_SUSPICIOUS:
      if (verdict->kind == TIPOFF_KIND_SPAM)
        return tipoff_tongue_text (tongue, kinds[TIPOFF_KIND_SPAM].scam);
      return tipoff_tongue_text (tongue, N_("Be careful: we are not sure"));
    case TIPOFF_LEVEL_OFFICIAL:
      return tipoff_tongue_text (tongue, N_("This is an official number"));
    case TIPOFF_LEVEL_CLEAR:
    default:
      return tipoff_tongue_text (tongue, N_("Tipoff recognised nothing"));
    }
}

/**
 * tipoff_wording_kind:
 *
 * Returns: (transfer none): the name of a kind, as lists show it
 */
const char *
tipoff_wording_kind (TipoffKind    kind,
                     TipoffTongue *tongue)
{
  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (kinds), "");
  return tipoff_tongue_text (tongue, kinds[kind].name);
}

/**
 * tipoff_wording_channel:
 *
 * Returns: (transfer none): how the message came
 */
const char *
tipoff_wording_channel (TipoffChannel  channel,
                        TipoffTongue  *tongue)
{
  g_return_val_if_fail ((gsize) channel < G_N_ELEMENTS (channels), "");
  return tipoff_tongue_text (tongue, channels[channel]);
}

/**
 * tipoff_wording_indicator:
 *
 * Returns: (transfer none): what was found
 */
const char *
tipoff_wording_indicator (const TipoffIndicator *indicator,
                          TipoffTongue          *tongue)
{
  switch (indicator->type)
    {
    case TIPOFF_INDICATOR_URL:
      return tipoff_tongue_text (tongue, N_("Link"));
    case TIPOFF_INDICATOR_DOMAIN:
      return tipoff_tongue_text (tongue, N_("Website"));
    case TIPOFF_INDICATOR_PHONE:
      return tipoff_tongue_text (tongue, N_("Phone number"));
    case TIPOFF_INDICATOR_EMAIL:
      return tipoff_tongue_text (tongue, N_("E-mail address"));
    case TIPOFF_INDICATOR_IBAN:
      return tipoff_tongue_text (tongue, N_("Bank account"));
    case TIPOFF_INDICATOR_WALLET:
    default:
      if (g_strcmp0 (indicator->currency, "ethereum") == 0)
        return tipoff_tongue_text (tongue, N_("Ethereum wallet"));
      return tipoff_tongue_text (tongue, N_("Bitcoin wallet"));
    }
}

static const char *
contact_words (TipoffIndicatorType type)
{
  switch (type)
    {
    case TIPOFF_INDICATOR_PHONE:
      return N_("who it wants you to call or text");
    case TIPOFF_INDICATOR_EMAIL:
      return N_("where it wants you to write");
    case TIPOFF_INDICATOR_IBAN:
    case TIPOFF_INDICATOR_WALLET:
      return N_("where it wants your money to go");
    case TIPOFF_INDICATOR_URL:
    case TIPOFF_INDICATOR_DOMAIN:
    default:
      return N_("where it wants you to go");
    }
}

/**
 * tipoff_wording_role:
 *
 * Returns: (transfer none): the part that an indicator plays, said to the person
 */
const char *
tipoff_wording_role (TipoffRole           role,
                     TipoffIndicatorType  type,
                     TipoffTongue        *tongue)
{
  switch (role)
    {
    case TIPOFF_ROLE_CONTACT:
      return tipoff_tongue_text (tongue, contact_words (type));
    case TIPOFF_ROLE_SHOWN_SENDER:
      return tipoff_tongue_text (tongue, N_("shown as the sender, which can be forged"));
    case TIPOFF_ROLE_IMPERSONATED:
      return tipoff_tongue_text (tongue, N_("belongs to whom it pretends to be"));
    case TIPOFF_ROLE_RECIPIENT:
      return tipoff_tongue_text (tongue, N_("yours, as far as we can tell"));
    case TIPOFF_ROLE_BYSTANDER:
      return tipoff_tongue_text (tongue, N_("of somebody else"));
    case TIPOFF_ROLE_UNKNOWN:
    default:
      return tipoff_tongue_text (tongue, N_("it is mentioned"));
    }
}

/**
 * tipoff_wording_phone_type:
 *
 * Returns: (transfer none): what kind of number it is
 */
const char *
tipoff_wording_phone_type (TipoffPhoneType  type,
                           TipoffTongue    *tongue)
{
  g_return_val_if_fail ((gsize) type < G_N_ELEMENTS (phone_types), "");
  return tipoff_tongue_text (tongue, phone_types[type]);
}

/**
 * tipoff_wording_phone_cost:
 *
 * Returns: (transfer none): what a call to it costs; unknown is never called free
 */
const char *
tipoff_wording_phone_cost (TipoffPhoneCost  cost,
                           TipoffTongue    *tongue)
{
  g_return_val_if_fail ((gsize) cost < G_N_ELEMENTS (phone_costs), "");
  return tipoff_tongue_text (tongue, phone_costs[cost]);
}

/**
 * tipoff_wording_origin:
 * @origin: of a case
 * @author: (nullable): whose side of a conversation it is
 *
 * Says which message is taken as the suspicious one, and why.
 *
 * Returns: (transfer full) (nullable): a sentence or two; %NULL where it is simply what was brought
 */
char *
tipoff_wording_origin (TipoffCaseOrigin  origin,
                       const char   *author,
                       TipoffTongue *tongue)
{
  const char *const arguments[] = { "name", author != NULL ? author : "?", NULL };

  switch (origin)
    {
    case TIPOFF_CASE_ATTACHED:
      return g_strdup (tipoff_tongue_text (tongue, N_("This e-mail only passes another one on. Tipoff looked at the one that is attached to it.")));
    case TIPOFF_CASE_QUOTED:
      return g_strdup (tipoff_tongue_text (tongue, N_("This e-mail only passes another one on. Tipoff looked at the one that is quoted in it.")));
    case TIPOFF_CASE_CONVERSATION:
      return tipoff_tongue_format (tongue, N_("Of this conversation Tipoff looked at what {name} wrote."), arguments);
    case TIPOFF_CASE_BROUGHT:
    default:
      return NULL;
    }
}
