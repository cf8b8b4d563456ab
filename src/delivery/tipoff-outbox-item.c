/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-outbox.h"

G_DEFINE_QUARK (tipoff-delivery-error-quark, tipoff_delivery_error)

void
tipoff_outbox_item_free (TipoffOutboxItem *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->kind);
  g_free (self->summary);
  g_free (self->authority);
  g_free (self->authority_name);
  g_free (self->route);
  g_free (self->format);
  g_free (self->protocol);
  g_free (self->address);
  g_free (self->ca_file);
  g_free (self->media_type);
  g_free (self->reason);
  g_free (self->detail);
  g_free (self->reference);
  g_free (self->sha256);
  g_free (self->poll_url);
  g_free (self->corrects);
  g_free (self->corrects_reference);
  g_free (self);
}

/**
 * tipoff_outbox_item_new:
 * @report: what was encoded
 * @authority: (nullable): who gets it
 * @route: (nullable): by which way
 * @media_type: of the encoded bytes
 * @tongue: that the person reads lists in
 *
 * Returns: (transfer full): a row for tipoff_outbox_approve(), due at once
 */
TipoffOutboxItem *
tipoff_outbox_item_new (const TipoffReport    *report,
                        const TipoffAuthority *authority,
                        const TipoffRoute     *route,
                        const char            *media_type,
                        TipoffTongue          *tongue)
{
  TipoffOutboxItem *item = g_new0 (TipoffOutboxItem, 1);

  item->id = g_strdup (report->id);
  item->kind = g_strdup (tipoff_kind_to_string (report->verdict->kind));
  item->summary = tipoff_report_summarize (report, tongue);
  item->media_type = g_strdup (media_type);
  item->created = report->created;
  if (authority != NULL)
    {
      item->authority = g_strdup (authority->id);
      item->authority_name = g_strdup (tipoff_localized_get (authority->name, tipoff_tongue_get_language (tongue)));
    }
  if (route != NULL)
    {
      item->route = g_strdup (route->id);
      item->way = route->way;
      /* Where no document is encoded, it is the text that the person hands over. */
      item->format = g_strdup (route->format != NULL ? route->format : "text");
      item->protocol = g_strdup (route->protocol);
      item->address = g_strdup (route->address);
      item->ca_file = g_strdup (route->ca_file);
    }
  return item;
}
