/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-report.h"

#include "tipoff-format.h"
#include "tipoff-ids.h"
#include "tipoff-limits.h"
#include "tipoff-masked.h"
#include "tipoff-report-words.h"

#include <string.h>

/* More pieces than this are no message any more, and no reader could review them. */
#define MAX_REDACTIONS 4096
/* Names and numbers of one person. */
#define MAX_OWN 32
#define MAX_OWN_BYTES 256

static const TipoffFormat *const formats[] = {
  &tipoff_format_tipoff, &tipoff_format_misp, &tipoff_format_stix, &tipoff_format_rt, &tipoff_format_iodef,
  &tipoff_format_xarf, &tipoff_format_signal_spam, &tipoff_format_netcraft, &tipoff_format_eml,
};

G_DEFINE_QUARK (tipoff-report-error-quark, tipoff_report_error)

TIPOFF_DEFINE_NAMES (TipoffOpened, opened, "not-told", "no", "yes")

/**
 * tipoff_report_new:
 * @id: a UUID in small letters, from the caller: also the idempotency key
 * @created: seconds since 1970
 * @c: (transfer full): the messages that the person chose
 * @verdict: (transfer full): of exactly that case
 *
 * Proposes the redactions. Country, language, route and what the person tells are set by the
 * caller in the struct; TLP is amber unless set otherwise.
 *
 * Returns: (transfer full): a report
 */
TipoffReport *
tipoff_report_new (const char    *id,
                   gint64         created,
                   TipoffCase    *c,
                   TipoffVerdict *verdict)
{
  TipoffReport *self = g_new0 (TipoffReport, 1);

  self->id = g_strdup (id);
  self->created = created;
  self->c = c;
  self->verdict = verdict;
  self->redactions = tipoff_redactions_propose (c, verdict, NULL);
  self->language = g_strdup ("en");
  self->tlp = g_strdup ("amber");
  return self;
}

static void
identity_free (TipoffIdentity *self)
{
  if (self == NULL)
    return;
  g_free (self->organisation);
  g_free (self->name);
  g_free (self->email);
  g_free (self);
}

void
tipoff_report_free (TipoffReport *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  tipoff_case_free (self->c);
  tipoff_verdict_free (self->verdict);
  g_clear_pointer (&self->redactions, g_ptr_array_unref);
  g_strfreev (self->own);
  g_free (self->country);
  g_free (self->language);
  g_free (self->authority_id);
  g_free (self->route_id);
  g_free (self->comment);
  g_free (self->contact);
  g_free (self->loss_amount);
  g_free (self->loss_currency);
  identity_free (self->identity);
  g_free (self->tlp);
  g_free (self->model);
  g_free (self->data);
  g_free (self);
}

static void
propose_again (TipoffReport *self)
{
  const TipoffRedactionHints hints = { (const char *const *) self->own, self->sender_known };
  g_autoptr (GPtrArray) before = self->redactions;

  self->redactions = tipoff_redactions_propose (self->c, self->verdict, &hints);
  tipoff_redactions_keep_told (self->redactions, before);
  tipoff_redactions_set_tokens (self->redactions, self->tokens_cut);
}

/**
 * tipoff_report_set_own:
 * @text: (nullable): names, numbers and addresses, between commas or in lines of their own
 *
 * Masks them wherever they stand, also in links.
 */
void
tipoff_report_set_own (TipoffReport *self,
                       const char   *text)
{
  g_auto (GStrv) pieces = g_strsplit_set (text != NULL ? text : "", ",;\n", MAX_OWN + 1);
  g_autoptr (GStrvBuilder) own = g_strv_builder_new ();

  for (guint i = 0; i < MAX_OWN && pieces[i] != NULL; i++)
    if (*g_strstrip (pieces[i]) != '\0' && strlen (pieces[i]) <= MAX_OWN_BYTES)
      g_strv_builder_add (own, pieces[i]);
  g_strfreev (self->own);
  self->own = g_strv_builder_end (own);
  propose_again (self);
}

/**
 * tipoff_report_set_sender_known:
 * @known: whether the person knows who is shown as the sender
 *
 * Whoever they know is no scammer: somebody else uses their account or their number.
 */
void
tipoff_report_set_sender_known (TipoffReport *self,
                                gboolean      known)
{
  const TipoffRole from = known ? TIPOFF_ROLE_SHOWN_SENDER : TIPOFF_ROLE_BYSTANDER;

  for (guint i = 0; i < self->verdict->indicators->len; i++)
    {
      TipoffIndicator *indicator = g_ptr_array_index (self->verdict->indicators, i);
      const TipoffPart *part = tipoff_case_get_part (self->c, indicator->span.part);

      if (part->type == TIPOFF_PART_SENDER && indicator->role == from && !indicator->role_told)
        indicator->role = known ? TIPOFF_ROLE_BYSTANDER : TIPOFF_ROLE_SHOWN_SENDER;
    }
  self->sender_known = known;
  propose_again (self);
}

/**
 * tipoff_report_set_identity:
 * @identity: (nullable): who reports, where they want to be named
 */
void
tipoff_report_set_identity (TipoffReport         *self,
                            const TipoffIdentity *identity)
{
  g_clear_pointer (&self->identity, identity_free);
  if (identity == NULL || identity->email == NULL || *identity->email == '\0')
    return;
  self->identity = g_new0 (TipoffIdentity, 1);
  self->identity->organisation = g_strdup (identity->organisation);
  self->identity->name = g_strdup (identity->name);
  self->identity->email = g_strdup (identity->email);
}

/**
 * tipoff_report_set_role:
 * @indicator: number of an indicator of the verdict
 * @role: what the person says that it is
 *
 * Returns: %FALSE where there is no such indicator
 */
gboolean
tipoff_report_set_role (TipoffReport *self,
                        guint         indicator,
                        TipoffRole    role)
{
  TipoffIndicator *changed;

  if (indicator >= self->verdict->indicators->len)
    return FALSE;
  changed = g_ptr_array_index (self->verdict->indicators, indicator);
  changed->role = role;
  changed->role_told = TRUE;
  /* What belongs to the person or to a bystander stays home. */
  propose_again (self);
  return TRUE;
}

/* "1250.00": what every format of ours can carry. */
static gboolean
is_sum (const char *amount)
{
  gsize units = strspn (amount, "0123456789");

  return units >= 1 && units <= 12 && amount[units] == '.' && strspn (amount + units + 1, "0123456789") == 2
         && amount[units + 3] == '\0';
}

/**
 * tipoff_report_set_loss:
 * @amount: (nullable): digits, a point, two digits; %NULL: nothing was lost, or it is not told
 * @currency: (nullable): ISO 4217, in capitals
 *
 * Returns: %FALSE where @amount or @currency is not like that; nothing is changed then
 */
gboolean
tipoff_report_set_loss (TipoffReport *self,
                        const char   *amount,
                        const char   *currency)
{
  if (amount != NULL
      && (!is_sum (amount) || currency == NULL || strlen (currency) != 3
          || strspn (currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3))
    return FALSE;
  g_free (self->loss_amount);
  self->loss_amount = g_strdup (amount);
  g_free (self->loss_currency);
  self->loss_currency = amount != NULL ? g_strdup (currency) : NULL;
  return TRUE;
}

/**
 * tipoff_report_set_route:
 * @authority: (nullable): who gets it
 * @route: (nullable): by which of its routes
 * @language: what the person would write in
 *
 * Addresses the report. What it says of itself is then in a language that is read there.
 */
void
tipoff_report_set_route (TipoffReport          *self,
                         const TipoffAuthority *authority,
                         const TipoffRoute     *route,
                         const char            *language)
{
  g_free (self->language);
  self->language = g_strdup (tipoff_route_choose_language (route, language));
  g_free (self->authority_id);
  self->authority_id = authority != NULL ? g_strdup (authority->id) : NULL;
  g_free (self->route_id);
  self->route_id = route != NULL ? g_strdup (route->id) : NULL;
  self->practice = authority != NULL && authority->practice;
  /* Who has not shown that they may open such pages need not be able to. */
  self->tokens_cut = authority != NULL && !authority->practice
                     && (authority->origin == TIPOFF_ORIGIN_PERSON || authority->consent != NULL);
  tipoff_redactions_set_tokens (self->redactions, self->tokens_cut);
}

/**
 * tipoff_report_formats:
 *
 * Returns: (transfer none) (array zero-terminated=1): the names of what encodes
 */
const char *const *
tipoff_report_formats (void)
{
  static const char *names[G_N_ELEMENTS (formats) + 1];
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
        names[i] = formats[i]->name;
      g_once_init_leave (&once, 1);
    }
  return names;
}

const TipoffFormat *
tipoff_format_find (const char *name,
                    GError    **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_strcmp0 (formats[i]->name, name) == 0)
      return formats[i];
  g_set_error (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_UNKNOWN_FORMAT,
               name == NULL ? "This route takes no format of ours" : "There is no format “%s”", name);
  return NULL;
}

gboolean
tipoff_report_format_needs_identity (const char *format)
{
  static const char *const formats_of_named[] = { "netcraft", "xarf", NULL };

  return format != NULL && g_strv_contains (formats_of_named, format);
}

/**
 * tipoff_report_encode:
 * @self: a report
 * @format: (nullable): one of tipoff_report_formats(); %NULL for the route's
 * @route: (nullable): where it is to go
 * @authority: (nullable): whose route that is
 * @media_type: (out) (optional) (transfer none): of the bytes
 * @error: return location for an error
 *
 * A pure function: the same report and route give the same bytes.
 *
 * Returns: (transfer full) (nullable): the bytes that are shown, stored and sent
 */
GBytes *
tipoff_report_encode (const TipoffReport    *self,
                      const char            *format,
                      const TipoffRoute     *route,
                      const TipoffAuthority *authority,
                      const char           **media_type,
                      GError               **error)
{
  const char *name = format != NULL || route == NULL ? format : route->format;
  const TipoffFormat *encoder = tipoff_format_find (name, error);
  g_autoptr (TipoffMasked) masked = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (encoder == NULL)
    return NULL;
  if (!tipoff_uuid_is_valid (self->id))
    {
      g_set_error_literal (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_INVALID,
                           "The report’s id is not a UUID in small letters");
      return NULL;
    }
  if (self->redactions->len > MAX_REDACTIONS)
    {
      g_set_error_literal (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_TOO_LARGE,
                           "Too much of this would have to be removed; report the message alone");
      return NULL;
    }
  masked = tipoff_masked_new (self);
  bytes = encoder->encode (self, masked, route, authority, error);
  if (bytes == NULL)
    return NULL;
  if (g_bytes_get_size (bytes) > TIPOFF_LIMIT_REPORT_BYTES)
    {
      g_set_error_literal (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_TOO_LARGE,
                           "The report is larger than 1 MiB; report the message alone");
      return NULL;
    }
  if (media_type != NULL)
    *media_type = encoder->media_type;
  return g_steal_pointer (&bytes);
}

/* What tells this case from others in a list: where the scam wants the person to go, else
 * who it said it was from. Never clickable. */
static char *
describe_target (TipoffMasked *masked)
{
  const GPtrArray *indicators = tipoff_masked_get_indicators (masked);
  const TipoffIndicator *best = NULL;

  for (guint i = 0; i < indicators->len; i++)
    {
      const TipoffIndicator *indicator = g_ptr_array_index (indicators, i);

      if (indicator->role == TIPOFF_ROLE_CONTACT && (best == NULL || best->role != TIPOFF_ROLE_CONTACT))
        best = indicator;
      else if (indicator->role == TIPOFF_ROLE_SHOWN_SENDER && best == NULL)
        best = indicator;
    }
  if (best == NULL)
    return NULL;
  if (best->type == TIPOFF_INDICATOR_URL || best->type == TIPOFF_INDICATOR_DOMAIN)
    return tipoff_report_defang_host (best);
  return g_strdup (best->value);
}

/**
 * tipoff_report_summarize:
 * @self: a report
 * @tongue: the reader's
 *
 * Returns: (transfer full): one line for lists, with nothing in it that is masked
 */
char *
tipoff_report_summarize (const TipoffReport *self,
                         TipoffTongue       *tongue)
{
  const char *title = tipoff_report_title (self->verdict, tongue);
  g_autoptr (TipoffMasked) masked = NULL;
  g_autofree char *target = NULL;

  if (self->redactions->len > MAX_REDACTIONS)
    return g_strdup (title);
  masked = tipoff_masked_new (self);
  target = describe_target (masked);
  return target == NULL ? g_strdup (title) : g_strdup_printf ("%s · %s", title, target);
}
