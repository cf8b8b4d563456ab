/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-words.h"

#include "tipoff-case.h"
#include "tipoff-classifier.h"

#include <glib/gi18n.h>

/**
 * tipoff_words_scam:
 *
 * Returns: (transfer none): the heading over a result that is a scam
 */
const char *
tipoff_words_scam (TipoffKind kind)
{
  switch (kind)
    {
    case TIPOFF_KIND_PARCEL:
      return _("This looks like a parcel scam");
    case TIPOFF_KIND_BANK:
      return _("This looks like a scam in the name of a bank");
    case TIPOFF_KIND_GOVERNMENT:
      return _("This looks like a scam in the name of the government");
    case TIPOFF_KIND_FAMILY:
      return _("This looks like a scam in the name of a relative");
    case TIPOFF_KIND_ACCOUNT:
      return _("This looks like a scam to take over an account");
    case TIPOFF_KIND_PRIZE:
      return _("This looks like a scam with a prize");
    case TIPOFF_KIND_INVESTMENT:
      return _("This looks like an investment scam");
    case TIPOFF_KIND_JOB:
      return _("This looks like a scam with a job offer");
    case TIPOFF_KIND_TECH_SUPPORT:
      return _("This looks like a scam by a false helpdesk");
    case TIPOFF_KIND_ROMANCE:
      return _("This looks like a scam by a false friend");
    case TIPOFF_KIND_EXTORTION:
      return _("This looks like blackmail");
    case TIPOFF_KIND_SUBSCRIPTION:
      return _("This looks like a subscription trap");
    case TIPOFF_KIND_MARKETPLACE:
      return _("This looks like a scam around buying and selling");
    case TIPOFF_KIND_MISSED_CALL:
      return _("This looks like a scam that wants you to call back");
    case TIPOFF_KIND_SPAM:
      return _("This looks like unwanted advertising");
    case TIPOFF_KIND_OTHER:
    case TIPOFF_KIND_NONE:
    default:
      return _("This looks like a scam");
    }
}

const char *
tipoff_words_verdict_icon (TipoffLevel level)
{
  static const char *const icons[] = { "tipoff-clear-symbolic", "tipoff-suspicious-symbolic", "tipoff-scam-symbolic" };

  return icons[level];
}

const char *
tipoff_words_verdict_style (TipoffLevel level)
{
  static const char *const styles[] = { "clear", "suspicious", "scam" };

  return styles[level];
}

const char *
tipoff_words_indicator (const TipoffIndicator *indicator)
{
  switch (indicator->type)
    {
    case TIPOFF_INDICATOR_URL:
      return _("Link");
    case TIPOFF_INDICATOR_DOMAIN:
      return _("Website");
    case TIPOFF_INDICATOR_PHONE:
      return _("Phone number");
    case TIPOFF_INDICATOR_EMAIL:
      return _("E-mail address");
    case TIPOFF_INDICATOR_IBAN:
      return _("Bank account");
    case TIPOFF_INDICATOR_WALLET:
    default:
      return g_strcmp0 (indicator->currency, "ethereum") == 0 ? _("Ethereum wallet") : _("Bitcoin wallet");
    }
}

static const char *
contact_words (TipoffIndicatorType type)
{
  switch (type)
    {
    case TIPOFF_INDICATOR_PHONE:
      return _("who it wants you to call or text");
    case TIPOFF_INDICATOR_EMAIL:
      return _("where it wants you to write");
    case TIPOFF_INDICATOR_IBAN:
    case TIPOFF_INDICATOR_WALLET:
      return _("where it wants your money to go");
    case TIPOFF_INDICATOR_URL:
    case TIPOFF_INDICATOR_DOMAIN:
    default:
      return _("where it wants you to go");
    }
}

const char *
tipoff_words_role (TipoffRole          role,
                   TipoffIndicatorType type)
{
  switch (role)
    {
    case TIPOFF_ROLE_CONTACT:
      return contact_words (type);
    case TIPOFF_ROLE_SHOWN_SENDER:
      return _("shown as the sender, which can be forged");
    case TIPOFF_ROLE_IMPERSONATED:
      return _("belongs to whom it pretends to be");
    case TIPOFF_ROLE_RECIPIENT:
      return _("yours, as far as we can tell");
    case TIPOFF_ROLE_BYSTANDER:
      return _("of somebody else");
    case TIPOFF_ROLE_UNKNOWN:
    default:
      return _("it is mentioned");
    }
}

const char *
tipoff_words_phone_type (TipoffPhoneType type)
{
  switch (type)
    {
    case TIPOFF_PHONE_TYPE_FIXED_LINE:
      return _("A landline");
    case TIPOFF_PHONE_TYPE_MOBILE:
      return _("A mobile number");
    case TIPOFF_PHONE_TYPE_FIXED_LINE_OR_MOBILE:
      return _("A landline or mobile number");
    case TIPOFF_PHONE_TYPE_TOLL_FREE:
      return _("A number that costs nothing to call");
    case TIPOFF_PHONE_TYPE_PREMIUM_RATE:
      return _("A number that costs extra to call");
    case TIPOFF_PHONE_TYPE_SHARED_COST:
      return _("A number whose cost is shared with the caller");
    case TIPOFF_PHONE_TYPE_VOIP:
      return _("An internet number");
    case TIPOFF_PHONE_TYPE_PERSONAL:
      return _("A personal number");
    case TIPOFF_PHONE_TYPE_PAGER:
      return _("A pager");
    case TIPOFF_PHONE_TYPE_UAN:
      return _("A company number");
    case TIPOFF_PHONE_TYPE_VOICEMAIL:
      return _("A voice mailbox");
    case TIPOFF_PHONE_TYPE_SHORT_CODE:
      return _("A short number");
    case TIPOFF_PHONE_TYPE_EMERGENCY:
      return _("An emergency number");
    case TIPOFF_PHONE_TYPE_UNKNOWN:
    default:
      return _("A number of a kind that we do not know");
    }
}

const char *
tipoff_words_phone_cost (TipoffPhoneCost cost)
{
  switch (cost)
    {
    case TIPOFF_PHONE_COST_FREE:
      return _("Free to call");
    case TIPOFF_PHONE_COST_STANDARD:
      return _("The usual cost");
    case TIPOFF_PHONE_COST_PREMIUM:
      return _("It costs more than an ordinary call");
    case TIPOFF_PHONE_COST_UNKNOWN:
    default:
      return _("We do not know what a call costs");
    }
}

const char *
tipoff_words_channel (TipoffChannel channel)
{
  switch (channel)
    {
    case TIPOFF_CHANNEL_SMS:
      return _("Text message (SMS)");
    case TIPOFF_CHANNEL_WHATSAPP:
      return "WhatsApp";
    case TIPOFF_CHANNEL_SIGNAL:
      return "Signal";
    case TIPOFF_CHANNEL_TELEGRAM:
      return "Telegram";
    case TIPOFF_CHANNEL_MESSENGER:
      return "Messenger";
    case TIPOFF_CHANNEL_EMAIL:
      return _("E-mail");
    case TIPOFF_CHANNEL_CALL:
      return _("Phone call");
    case TIPOFF_CHANNEL_WEB:
      return _("Website");
    case TIPOFF_CHANNEL_OTHER:
    default:
      return _("I am not sure");
    }
}

const char *
tipoff_words_harm (TipoffHarm harm)
{
  switch (harm)
    {
    case TIPOFF_HARM_ANSWERED:
      return _("I answered or clicked");
    case TIPOFF_HARM_DATA:
      return _("I gave a password, code or card");
    case TIPOFF_HARM_PAID:
      return _("I paid, or money is gone");
    case TIPOFF_HARM_DEVICE:
      return _("They were on my device");
    case TIPOFF_HARM_ACCOUNT:
      return _("They took over my account");
    case TIPOFF_HARM_IDENTITY:
      return _("I sent my identity card");
    case TIPOFF_HARM_HANDED_OVER:
      return _("I gave cash, a card or goods");
    case TIPOFF_HARM_ONGOING:
      return _("It is going on right now");
    case TIPOFF_HARM_RECEIVED:
    default:
      return _("Nothing yet: I only received it");
    }
}

const char *
tipoff_words_way (TipoffWay way)
{
  switch (way)
    {
    case TIPOFF_WAY_HTTPS:
      return _("directly, over a secure connection");
    case TIPOFF_WAY_EMAIL:
      return _("by e-mail, with your own mail program");
    case TIPOFF_WAY_WEB_FORM:
      return _("with a form on their website");
    case TIPOFF_WAY_SMS:
      return _("by text message from your phone");
    case TIPOFF_WAY_HOTLINE:
    default:
      return _("by phone");
    }
}

const char *
tipoff_words_redaction (TipoffRedactionType type)
{
  switch (type)
    {
    case TIPOFF_REDACTION_NAME:
      return _("your name");
    case TIPOFF_REDACTION_PHONE:
      return _("your phone number");
    case TIPOFF_REDACTION_EMAIL:
      return _("your e-mail address");
    case TIPOFF_REDACTION_CARD:
      return _("your card number");
    case TIPOFF_REDACTION_IBAN:
      return _("your bank account");
    case TIPOFF_REDACTION_CODE:
      return _("a code");
    case TIPOFF_REDACTION_ADDRESS:
      return _("your address");
    case TIPOFF_REDACTION_NATIONAL_ID:
      return _("your national number");
    case TIPOFF_REDACTION_TRACKING:
      return _("a mark that leads to you");
    case TIPOFF_REDACTION_OTHER:
    default:
      return _("what you hid");
    }
}

/**
 * tipoff_words_country:
 * @code: ISO 3166 alpha-2
 *
 * Returns: (transfer none): its name, or @code where we have none
 */
const char *
tipoff_words_country (const char *code)
{
  static const struct { const char *code, *name; } countries[] = {
    { "AT", N_("Austria") }, { "BE", N_("Belgium") }, { "CH", N_("Switzerland") }, { "DE", N_("Germany") },
    { "ES", N_("Spain") }, { "FR", N_("France") }, { "GB", N_("United Kingdom") }, { "IE", N_("Ireland") },
    { "IT", N_("Italy") }, { "LU", N_("Luxembourg") }, { "NL", N_("Netherlands") }, { "PT", N_("Portugal") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (countries); i++)
    if (g_strcmp0 (countries[i].code, code) == 0)
      return _(countries[i].name);
  return code;
}

/* Each language in itself: who looks for it reads it. */
const char *
tipoff_words_language (const char *code)
{
  static const struct { const char *code, *name; } languages[] = {
    { "en", "English" }, { "nl", "Nederlands" }, { "fr", "Français" }, { "de", "Deutsch" }, { "es", "Español" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_strcmp0 (languages[i].code, code) == 0)
      return languages[i].name;
  return code;
}

/**
 * tipoff_words_input_error:
 * @error: why what the person brought cannot be checked
 *
 * Returns: (transfer none): what to do instead
 */
const char *
tipoff_words_input_error (const GError *error)
{
  if (g_error_matches (error, TIPOFF_MESSAGE_ERROR, TIPOFF_MESSAGE_ERROR_EMPTY))
    return _("There is nothing to check yet. Paste or type the message first.");
  if (g_error_matches (error, TIPOFF_MESSAGE_ERROR, TIPOFF_MESSAGE_ERROR_TOO_LARGE))
    return _("This is too long to be one message. Paste only the message itself.");
  if (g_error_matches (error, TIPOFF_MESSAGE_ERROR, TIPOFF_MESSAGE_ERROR_BINARY))
    return _("There is no text in this that Tipoff can read. Type over what the message says.");
  if (g_error_matches (error, TIPOFF_MESSAGE_ERROR, TIPOFF_MESSAGE_ERROR_UNSUPPORTED))
    return _("Tipoff cannot read this kind of file. Type over or paste what the message says.");
  if (g_error_matches (error, TIPOFF_CLASSIFY_ERROR, TIPOFF_CLASSIFY_ERROR_NO_MODEL)
      || g_error_matches (error, TIPOFF_CLASSIFY_ERROR, TIPOFF_CLASSIFY_ERROR_BAD_MODEL)
      || g_error_matches (error, TIPOFF_CLASSIFY_ERROR, TIPOFF_CLASSIFY_ERROR_BAD_DATA))
    return _("A part of Tipoff is missing or damaged, so that it cannot check. Install it again.");
  return _("That did not work. Please try again.");
}

/**
 * tipoff_words_time:
 *
 * Returns: (transfer full): "today, 14:05", "yesterday, 9:30" or a date with time
 */
char *
tipoff_words_time (gint64 unix_seconds)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (unix_seconds);
  g_autoptr (GDateTime) then = utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) before = g_date_time_add_days (now, -1);
  const char *format;

  if (then == NULL)
    return g_strdup (_("at an unknown time"));
  if (g_date_time_get_year (then) == g_date_time_get_year (now)
      && g_date_time_get_day_of_year (then) == g_date_time_get_day_of_year (now))
    /* Translators: a time of this day, for g_date_time_format(). */
    format = _("today, %H:%M");
  else if (g_date_time_get_year (then) == g_date_time_get_year (before)
           && g_date_time_get_day_of_year (then) == g_date_time_get_day_of_year (before))
    format = _("yesterday, %H:%M");
  else
    format = _("%-d/%-m/%Y, %H:%M");
  return g_date_time_format (then, format);
}

char *
tipoff_words_size (gsize bytes)
{
  return g_format_size (bytes);
}
