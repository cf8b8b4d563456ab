/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-report-words.h"

#include "tipoff-tongue.h"
#include "tipoff-wording.h"

#include <string.h>

const char *
tipoff_report_title (const TipoffVerdict *verdict,
                     TipoffTongue        *tongue)
{
  if (verdict->level < TIPOFF_LEVEL_SUSPICIOUS)
    return tipoff_wording_kind (TIPOFF_KIND_NONE, tongue);
  if (verdict->level == TIPOFF_LEVEL_SUSPICIOUS && verdict->kind != TIPOFF_KIND_SPAM)
    return tipoff_tongue_text (tongue, N_("Suspicious message"));
  return tipoff_wording_kind (verdict->kind == TIPOFF_KIND_NONE ? TIPOFF_KIND_OTHER : verdict->kind, tongue);
}

const char *
tipoff_report_channel_title (TipoffChannel channel)
{
  static const char *const titles[] = {
    [TIPOFF_CHANNEL_SMS] = N_("Text message (SMS)"),
    [TIPOFF_CHANNEL_WHATSAPP] = N_("WhatsApp message"),
    [TIPOFF_CHANNEL_SIGNAL] = N_("Signal message"),
    [TIPOFF_CHANNEL_TELEGRAM] = N_("Telegram message"),
    [TIPOFF_CHANNEL_MESSENGER] = N_("Messenger message"),
    [TIPOFF_CHANNEL_EMAIL] = N_("E-mail"),
    [TIPOFF_CHANNEL_CALL] = N_("Phone call"),
    [TIPOFF_CHANNEL_WEB] = N_("Web page"),
    [TIPOFF_CHANNEL_OTHER] = N_("Message"),
  };

  g_return_val_if_fail ((gsize) channel < G_N_ELEMENTS (titles), NULL);
  return titles[channel];
}

const char *
tipoff_report_part_title (TipoffPartType type)
{
  static const char *const titles[] = {
    [TIPOFF_PART_BODY] = N_("Text"),
    [TIPOFF_PART_SUBJECT] = N_("Subject"),
    [TIPOFF_PART_SENDER] = N_("Sender as shown"),
    [TIPOFF_PART_HEADER] = N_("Header"),
    [TIPOFF_PART_LINK_TARGET] = N_("Link"),
    [TIPOFF_PART_ATTACHMENT_NAME] = N_("Attachment"),
    [TIPOFF_PART_TURN] = N_("In the conversation"),
  };

  g_return_val_if_fail ((gsize) type < G_N_ELEMENTS (titles), NULL);
  return titles[type];
}

const char *
tipoff_report_harm_sentence (TipoffHarm harm)
{
  static const char *const sentences[] = {
    [TIPOFF_HARM_RECEIVED] = N_("I received it and did nothing with it."),
    [TIPOFF_HARM_ANSWERED] = N_("I answered it or opened the link."),
    [TIPOFF_HARM_DATA] = N_("I gave a password, card data or a code, or approved something."),
    [TIPOFF_HARM_PAID] = N_("I paid, or money is gone."),
    [TIPOFF_HARM_DEVICE] = N_("Somebody had control of my device, or I installed something."),
    [TIPOFF_HARM_ACCOUNT] = N_("An account of mine was taken over, or I linked a device to it."),
    [TIPOFF_HARM_IDENTITY] = N_("I sent my identity card or pictures of myself."),
    [TIPOFF_HARM_HANDED_OVER] = N_("I gave my card or codes to somebody at the door."),
    [TIPOFF_HARM_ONGOING] = N_("I am still in contact with them."),
  };

  g_return_val_if_fail ((gsize) harm < G_N_ELEMENTS (sentences), NULL);
  return sentences[harm];
}

const char *
tipoff_report_redaction_title (TipoffRedactionType type)
{
  static const char *const titles[] = {
    [TIPOFF_REDACTION_NAME] = N_("name"),
    [TIPOFF_REDACTION_PHONE] = N_("phone number"),
    [TIPOFF_REDACTION_EMAIL] = N_("e-mail address"),
    [TIPOFF_REDACTION_CARD] = N_("card number"),
    [TIPOFF_REDACTION_IBAN] = N_("account number"),
    [TIPOFF_REDACTION_CODE] = N_("code"),
    [TIPOFF_REDACTION_ADDRESS] = N_("street address"),
    [TIPOFF_REDACTION_NATIONAL_ID] = N_("identity number"),
    [TIPOFF_REDACTION_TRACKING] = N_("parcel or order number"),
    [TIPOFF_REDACTION_BIRTH_DATE] = N_("date of birth"),
    [TIPOFF_REDACTION_SENDER] = N_("sender known to the person"),
    [TIPOFF_REDACTION_TOKEN] = N_("mark in a link"),
    [TIPOFF_REDACTION_OTHER] = N_("something else"),
  };

  g_return_val_if_fail ((gsize) type < G_N_ELEMENTS (titles), NULL);
  return titles[type];
}

const char *
tipoff_report_role_title (TipoffRole role)
{
  static const char *const titles[] = {
    [TIPOFF_ROLE_CONTACT] = N_("where it wants the person to go"),
    [TIPOFF_ROLE_SHOWN_SENDER] = N_("sender as shown, may be forged"),
    [TIPOFF_ROLE_IMPERSONATED] = N_("belongs to the organisation that is imitated"),
    [TIPOFF_ROLE_RECIPIENT] = N_("belongs to the person who received it"),
    [TIPOFF_ROLE_BYSTANDER] = N_("belongs to somebody else"),
    [TIPOFF_ROLE_UNKNOWN] = N_("not known whose it is"),
  };

  g_return_val_if_fail ((gsize) role < G_N_ELEMENTS (titles), NULL);
  return titles[role];
}

char *
tipoff_report_defang_host (const TipoffIndicator *indicator)
{
  g_autofree char *free_me = NULL;
  const char *host = tipoff_indicator_get_display_host (indicator, &free_me);
  const char *last = host == NULL ? NULL : strrchr (host, '.');

  if (last == NULL)
    return g_strdup (host != NULL ? host : indicator->value);
  return g_strdup_printf ("%.*s[.]%s", (int) (last - host), host, last + 1);
}
