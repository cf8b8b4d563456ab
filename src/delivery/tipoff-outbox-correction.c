/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-outbox.h"

/* "I reported this by mistake." A correction is a report of its own on the same way: stored, sent, repeated
 * and receipted like any other. */

/**
 * tipoff_outbox_item_may_be_corrected:
 * @item: a row
 *
 * What has not left can be withdrawn instead.
 *
 * Returns: whether the authority has the report, or may have it, and so can be told that it was a mistake
 */
gboolean
tipoff_outbox_item_may_be_corrected (const TipoffOutboxItem *item)
{
  if (item->corrects != NULL)
    return FALSE;
  return item->state == TIPOFF_STATE_DELIVERED || item->state == TIPOFF_STATE_SUBMITTED
         || item->state == TIPOFF_STATE_HANDED_OVER || (item->state == TIPOFF_STATE_ATTENTION && item->may_have_arrived);
}

/**
 * tipoff_outbox_item_find_correction:
 * @items: (element-type TipoffOutboxItem): all rows
 * @id: a report
 *
 * Returns: (transfer none) (nullable): the row that takes @id back
 */
const TipoffOutboxItem *
tipoff_outbox_item_find_correction (const GPtrArray *items,
                                    const char      *id)
{
  for (guint i = 0; i < items->len; i++)
    {
      const TipoffOutboxItem *item = g_ptr_array_index (items, i);

      if (g_strcmp0 (item->corrects, id) == 0)
        return item;
    }
  return NULL;
}

/* The same way again, with other bytes. */
static TipoffOutboxItem *
new_item (const TipoffOutboxItem *first,
          const TipoffCorrection *correction,
          const char             *media_type,
          TipoffTongue           *tongue)
{
  const char *const arguments[] = { "summary", first->summary != NULL ? first->summary : "", NULL };
  TipoffOutboxItem *item = g_new0 (TipoffOutboxItem, 1);

  item->id = g_strdup (correction->id);
  item->kind = g_strdup ("none");
  item->summary = tipoff_tongue_format (tongue, N_("Taken back: {summary}"), arguments);
  item->authority = g_strdup (first->authority);
  item->authority_name = g_strdup (first->authority_name);
  item->route = g_strdup (first->route);
  item->way = first->way;
  item->format = g_strdup (first->format);
  item->protocol = g_strdup (first->protocol);
  item->address = g_strdup (first->address);
  item->ca_file = g_strdup (first->ca_file);
  item->media_type = g_strdup (media_type);
  item->created = correction->created;
  item->not_before = correction->created;
  item->corrects = g_strdup (first->id);
  item->corrects_reference = g_strdup (first->reference);
  return item;
}

/**
 * tipoff_outbox_item_correct:
 * @first: the row that was a mistake
 * @id: a UUID for the correction
 * @created: seconds since 1970
 * @authorities: (nullable): where the route of @first is looked up
 * @tongue: that the person reads lists in
 * @bytes: (out) (transfer full): what says that it was a mistake
 * @error: return location for an error: STATE where nobody has the report, and of TIPOFF_REPORT_ERROR
 *   NOT_TAKEN where the way has no words for it
 *
 * Returns: (transfer full) (nullable): a row for tipoff_outbox_approve(), due at once
 */
TipoffOutboxItem *
tipoff_outbox_item_correct (const TipoffOutboxItem *first,
                            const char             *id,
                            gint64                  created,
                            TipoffAuthorities      *authorities,
                            TipoffTongue           *tongue,
                            GBytes                **bytes,
                            GError                **error)
{
  const TipoffAuthority *authority = NULL;
  const TipoffRoute *route = NULL;
  const char *media_type = NULL;
  TipoffCorrection correction = { .id = (char *) id, .created = created, .corrects = first->id,
                                  .corrects_created = first->created, .reference = first->reference,
                                  .tlp = (char *) "amber" };

  if (!tipoff_outbox_item_may_be_corrected (first))
    {
      g_set_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_STATE,
                   "The report %s is %s: there is nothing to take back.", first->id, tipoff_state_to_string (first->state));
      return NULL;
    }
  if (authorities != NULL && first->route != NULL)
    tipoff_authorities_find_route (authorities, first->route, &authority, &route);
  correction.language = (char *) tipoff_route_choose_language (route, tipoff_tongue_get_language (tongue));
  correction.practice = authority != NULL && authority->practice;
  *bytes = tipoff_correction_encode (&correction, first->format, route, authority, &media_type, error);
  return *bytes != NULL ? new_item (first, &correction, media_type, tongue) : NULL;
}
