/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-report-item.h"

struct _TipoffReportItem
{
  GObject           parent_instance;

  TipoffOutboxItem *item;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TipoffReportItem, tipoff_report_item, G_TYPE_OBJECT)

/**
 * tipoff_report_item_new:
 * @item: (transfer full): the row
 */
TipoffReportItem *
tipoff_report_item_new (TipoffOutboxItem *item)
{
  TipoffReportItem *self = g_object_new (TIPOFF_TYPE_REPORT_ITEM, NULL);

  self->item = item;
  return self;
}

const TipoffOutboxItem *
tipoff_report_item_get (TipoffReportItem *self)
{
  g_return_val_if_fail (TIPOFF_IS_REPORT_ITEM (self), NULL);

  return self->item;
}

static gboolean
is_same (const TipoffOutboxItem *a,
         const TipoffOutboxItem *b)
{
  return a->state == b->state && a->attempts == b->attempts && a->next_at == b->next_at
         && a->received == b->received && g_strcmp0 (a->reason, b->reason) == 0
         && g_strcmp0 (a->detail, b->detail) == 0 && g_strcmp0 (a->reference, b->reference) == 0;
}

/**
 * tipoff_report_item_update:
 * @item: (transfer full): the same report, read again
 */
void
tipoff_report_item_update (TipoffReportItem *self,
                           TipoffOutboxItem *item)
{
  gboolean same;

  g_return_if_fail (TIPOFF_IS_REPORT_ITEM (self));

  same = is_same (self->item, item);
  tipoff_outbox_item_free (self->item);
  self->item = item;
  if (!same)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
tipoff_report_item_finalize (GObject *object)
{
  tipoff_outbox_item_free (TIPOFF_REPORT_ITEM (object)->item);

  G_OBJECT_CLASS (tipoff_report_item_parent_class)->finalize (object);
}

static void
tipoff_report_item_class_init (TipoffReportItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tipoff_report_item_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
tipoff_report_item_init (TipoffReportItem *self)
{
}
