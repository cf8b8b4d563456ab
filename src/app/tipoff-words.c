/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-words.h"

#include "tipoff-case.h"
#include "tipoff-classifier.h"

#include <glib/gi18n.h>

/**
 * tipoff_words_tongue:
 *
 * Returns: (transfer none): the window's own language, which main () has told gettext
 */
TipoffTongue *
tipoff_words_tongue (void)
{
  return tipoff_tongue_get (g_getenv ("LANGUAGE"));
}

const char *
tipoff_words_verdict_icon (TipoffLevel level)
{
  static const char *const icons[] = {
    "tipoff-clear-symbolic", "tipoff-clear-symbolic", "tipoff-suspicious-symbolic", "tipoff-scam-symbolic",
  };

  return icons[level];
}

const char *
tipoff_words_verdict_style (TipoffLevel level)
{
  static const char *const styles[] = { "clear", "clear", "suspicious", "scam" };

  return styles[level];
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
tipoff_words_part (TipoffPartType type)
{
  switch (type)
    {
    case TIPOFF_PART_SENDER:
      return _("From:");
    case TIPOFF_PART_SUBJECT:
      return _("Subject:");
    case TIPOFF_PART_LINK_TARGET:
      return _("Link to:");
    case TIPOFF_PART_ATTACHMENT_NAME:
      return _("Attachment:");
    case TIPOFF_PART_HEADER:
      return _("Way of the e-mail:");
    case TIPOFF_PART_BODY:
    case TIPOFF_PART_TURN:
    default:
      return NULL;
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
    case TIPOFF_REDACTION_BIRTH_DATE:
      return _("your date of birth");
    case TIPOFF_REDACTION_SENDER:
      return _("the sender, whom you know");
    case TIPOFF_REDACTION_TOKEN:
      return _("a mark in the link");
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
    { "AT", N_("Austria") }, { "AU", N_("Australia") }, { "BE", N_("Belgium") },
    { "CA", N_("Canada") }, { "CH", N_("Switzerland") }, { "CZ", N_("Czechia") },
    { "DE", N_("Germany") }, { "DK", N_("Denmark") }, { "EE", N_("Estonia") },
    { "ES", N_("Spain") }, { "FI", N_("Finland") }, { "FR", N_("France") },
    { "GB", N_("United Kingdom") }, { "IE", N_("Ireland") }, { "IN", N_("India") },
    { "IT", N_("Italy") }, { "JP", N_("Japan") }, { "LT", N_("Lithuania") },
    { "LU", N_("Luxembourg") }, { "LV", N_("Latvia") }, { "NL", N_("Netherlands") },
    { "NO", N_("Norway") }, { "NZ", N_("New Zealand") }, { "PL", N_("Poland") },
    { "PT", N_("Portugal") }, { "SE", N_("Sweden") }, { "SG", N_("Singapore") },
    { "US", N_("United States") },
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
  /* These say themselves what to bring instead. */
  if (g_error_matches (error, TIPOFF_MESSAGE_ERROR, TIPOFF_MESSAGE_ERROR_UNSUPPORTED)
      || g_error_matches (error, TIPOFF_MESSAGE_ERROR, TIPOFF_MESSAGE_ERROR_DAMAGED))
    return tipoff_tongue_text (tipoff_words_tongue (), error->message);
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
