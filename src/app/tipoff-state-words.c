/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-words.h"

#include <glib/gi18n.h>

static gboolean
has_reason (const TipoffOutboxItem *item,
            const char             *reason)
{
  return g_strcmp0 (item->reason, reason) == 0;
}

/* What the person does themself is not on its way by itself. */
static const char *
approved_title (TipoffWay way)
{
  switch (way)
    {
    case TIPOFF_WAY_EMAIL:
    case TIPOFF_WAY_SMS:
    case TIPOFF_WAY_WEB_FORM:
      return _("Did you send it?");
    case TIPOFF_WAY_HOTLINE:
      return _("Did you call?");
    case TIPOFF_WAY_HTTPS:
    default:
      return _("On its way");
    }
}

/**
 * tipoff_words_state:
 *
 * Returns: (transfer none): one or two words
 */
const char *
tipoff_words_state (const TipoffOutboxItem *item)
{
  switch (item->state)
    {
    case TIPOFF_STATE_DRAFT:
      return _("Not sent yet");
    case TIPOFF_STATE_APPROVED:
      return approved_title (item->way);
    case TIPOFF_STATE_SENDING:
    case TIPOFF_STATE_SUBMITTED:
      return _("On its way");
    case TIPOFF_STATE_DELIVERED:
      return _("Delivered");
    case TIPOFF_STATE_WAITING:
      return _("Waiting");
    case TIPOFF_STATE_ATTENTION:
      if (has_reason (item, "unknown"))
        return _("Perhaps delivered");
      return has_reason (item, "taken") ? _("Without a receipt") : _("Not delivered");
    case TIPOFF_STATE_HANDED_OVER:
      return _("Handed over");
    case TIPOFF_STATE_EXPIRED:
      return _("Too old to send");
    case TIPOFF_STATE_WITHDRAWN:
    default:
      return _("Withdrawn");
    }
}

static const char *
approved_icon (TipoffWay way)
{
  switch (way)
    {
    case TIPOFF_WAY_EMAIL:
    case TIPOFF_WAY_WEB_FORM:
      return "tipoff-handed-over-symbolic";
    case TIPOFF_WAY_SMS:
    case TIPOFF_WAY_HOTLINE:
      return "tipoff-phone-symbolic";
    case TIPOFF_WAY_HTTPS:
    default:
      return "tipoff-sending-symbolic";
    }
}

const char *
tipoff_words_state_icon (const TipoffOutboxItem *item)
{
  switch (item->state)
    {
    case TIPOFF_STATE_APPROVED:
      return approved_icon (item->way);
    case TIPOFF_STATE_SENDING:
    case TIPOFF_STATE_SUBMITTED:
      return "tipoff-sending-symbolic";
    case TIPOFF_STATE_DELIVERED:
      return "tipoff-delivered-symbolic";
    case TIPOFF_STATE_HANDED_OVER:
      return "tipoff-handed-over-symbolic";
    case TIPOFF_STATE_ATTENTION:
      return "tipoff-attention-symbolic";
    case TIPOFF_STATE_DRAFT:
    case TIPOFF_STATE_WAITING:
    case TIPOFF_STATE_EXPIRED:
    case TIPOFF_STATE_WITHDRAWN:
    default:
      return "tipoff-waiting-symbolic";
    }
}

static char *
approved_words (TipoffWay   way,
                const char *authority)
{
  switch (way)
    {
    case TIPOFF_WAY_EMAIL:
      return g_strdup_printf (_("Your message for %s is ready. Nothing is sent before you press Send in your own mail. Then "
                                "say below what became of it."), authority);
    case TIPOFF_WAY_SMS:
      return g_strdup_printf (_("%s takes this as a text message from your phone. Nothing is sent before you send it there. "
                                "Then say below what became of it."), authority);
    case TIPOFF_WAY_WEB_FORM:
      return g_strdup_printf (_("You fill in the form of %s yourself. Nothing is sent before you send it there. Then say "
                                "below what became of it."), authority);
    case TIPOFF_WAY_HOTLINE:
      return g_strdup_printf (_("You tell it to %s yourself, by telephone. Then say below what became of it."), authority);
    case TIPOFF_WAY_HTTPS:
    default:
      return g_strdup_printf (_("Your report goes to %s in a few seconds. You can still take it back."), authority);
    }
}

static char *
waiting_words (const TipoffOutboxItem *item,
               const char             *authority)
{
  if (has_reason (item, "busy"))
    return g_strdup_printf (_("%s is too busy at the moment. Your report is kept safely here and goes by itself later. "
                              "You need not do anything."), authority);
  if (has_reason (item, "answer"))
    return g_strdup_printf (_("%s gave an answer that Tipoff does not understand. Your report is kept safely here and "
                              "Tipoff asks again by itself. You need not do anything."), authority);
  return g_strdup_printf (_("%s cannot be reached at the moment. Your report is kept safely here and goes by itself "
                            "as soon as it can. You need not do anything."), authority);
}

static char *
attention_words (const TipoffOutboxItem *item,
                 const char             *authority)
{
  if (has_reason (item, "tls"))
    return g_strdup_printf (_("The connection to %s was not safe, so nothing was sent. This is not your fault. Try "
                              "again later, preferably from another network."), authority);
  if (has_reason (item, "token"))
    return g_strdup_printf (_("%s asks for a key. If they gave you one, enter it here; else choose another way to "
                              "report it."), authority);
  if (has_reason (item, "answer"))
    return g_strdup_printf (_("%s answered, but gave no receipt, so we do not know whether your report arrived. You "
                              "can try again: it will not be counted twice."), authority);
  if (has_reason (item, "unknown"))
    return g_strdup_printf (_("We do not know whether your report reached %s: they did not confirm it. It may have "
                              "arrived. Send it again only if they tell you that they do not have it."), authority);
  if (has_reason (item, "taken"))
    return g_strdup_printf (_("%s took your report, but gives no receipt that proves it. You need not send it again."),
                            authority);
  return g_strdup_printf (_("%s did not accept this report. It is kept here. You can try again, or choose another "
                            "way to report it."), authority);
}

/**
 * tipoff_words_state_long:
 *
 * Returns: (transfer full): what it means for the person, in whole sentences; plain text
 */
char *
tipoff_words_state_long (const TipoffOutboxItem *item)
{
  const char *authority = item->authority_name != NULL ? item->authority_name : _("The authority");

  switch (item->state)
    {
    case TIPOFF_STATE_APPROVED:
      return approved_words (item->way, authority);
    case TIPOFF_STATE_SENDING:
      return g_strdup_printf (_("Your report is being sent to %s."), authority);
    case TIPOFF_STATE_SUBMITTED:
      return g_strdup_printf (_("%s has taken your report and is still looking at it. Tipoff asks by itself whether it "
                                "was accepted. You need not do anything."), authority);
    case TIPOFF_STATE_DELIVERED:
      return g_strdup_printf (_("%s has your report."), authority);
    case TIPOFF_STATE_WAITING:
      return waiting_words (item, authority);
    case TIPOFF_STATE_ATTENTION:
      return attention_words (item, authority);
    case TIPOFF_STATE_HANDED_OVER:
      if (item->way == TIPOFF_WAY_HOTLINE)
        return g_strdup_printf (_("You told it to %s yourself. By this way there is no receipt."), authority);
      return g_strdup_printf (_("You sent it to %s yourself. By this way there is no receipt."), authority);
    case TIPOFF_STATE_EXPIRED:
      return g_strdup_printf (_("This report waited so long that it is no longer sent by itself. You can still send it "
                                "to %s."), authority);
    case TIPOFF_STATE_WITHDRAWN:
      return g_strdup (_("You took this report back. Nothing was sent."));
    case TIPOFF_STATE_DRAFT:
    default:
      return g_strdup (_("This report was not sent."));
    }
}

/**
 * tipoff_words_state_closing:
 * @practice: it went to a practice desk
 * @goes_on: what waits is sent without a window too
 *
 * Returns: (transfer none) (nullable): what will happen now, what will not, and a kind word
 */
const char *
tipoff_words_state_closing (const TipoffOutboxItem *item,
                            gboolean                practice,
                            gboolean                goes_on)
{
  switch (item->state)
    {
    case TIPOFF_STATE_DELIVERED:
    case TIPOFF_STATE_HANDED_OVER:
      if (practice)
        return _("This was practice: no authority has it.");
      return _("They use it to warn others and to have false websites closed. You will usually hear nothing more. "
               "This was no complaint to the police. Thank you: it was right to ask.");
    case TIPOFF_STATE_SUBMITTED:
    case TIPOFF_STATE_WAITING:
      return goes_on ? _("You can close the window. Tipoff goes on without it.")
                     : _("You can close the window. Tipoff goes on when you open it again.");
    case TIPOFF_STATE_DRAFT:
    case TIPOFF_STATE_APPROVED:
    case TIPOFF_STATE_SENDING:
    case TIPOFF_STATE_ATTENTION:
    case TIPOFF_STATE_EXPIRED:
    case TIPOFF_STATE_WITHDRAWN:
    default:
      return NULL;
    }
}

/**
 * tipoff_words_outbox_error:
 * @error: of the outbox
 *
 * Returns: (transfer none): what is wrong with where reports are kept, and what to do
 */
const char *
tipoff_words_outbox_error (const GError *error)
{
  if (g_error_matches (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_NEWER))
    return _("Your reports were kept by a newer Tipoff. Update this one to see them.");
  if (g_error_matches (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_FULL))
    return _("The disk is full, so Tipoff cannot keep your reports. Make room and try again.");
  if (g_error_matches (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_READ_ONLY))
    return _("Tipoff is not allowed to write where it keeps your reports. Ask somebody who knows this computer.");
  if (g_error_matches (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_DAMAGED))
    return _("The list of your reports is damaged. Nothing in it was changed. Ask somebody who knows this computer.");
  return _("Tipoff cannot use its list of reports at the moment. Please try again.");
}
