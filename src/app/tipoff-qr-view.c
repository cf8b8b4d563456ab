/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-qr-view.h"

#ifdef HAVE_QRENCODE
#include <qrencode.h>
#endif
#include <string.h>

/* ISO/IEC 18004, 9.1: four modules without anything on each side. */
#define QUIET 4
/* What is left of a window 360 wide, and what a camera reads at arm's length. */
#define WIDEST 288
#define SMALLEST_MODULE 2
#define LARGEST_MODULE 6
/* Up to here a code that a smear or a reflection may cover fits as well. */
#define SHORT_BYTES 400

struct _TipoffQrView
{
  GtkWidget  parent_instance;

  guint8    *modules;   /* width × width: 1 is black */
  int        width;
};

G_DEFINE_FINAL_TYPE (TipoffQrView, tipoff_qr_view, GTK_TYPE_WIDGET)

/* FALSE where Tipoff was built without, or @data is too long for any code. */
static gboolean
encode (TipoffQrView *self,
        const char   *data)
{
#ifdef HAVE_QRENCODE
  QRecLevel level = strlen (data) <= SHORT_BYTES ? QR_ECLEVEL_M : QR_ECLEVEL_L;
  QRcode *code = QRcode_encodeString8bit (data, 0, level);

  if (code == NULL)
    return FALSE;
  self->width = code->width;
  self->modules = g_malloc ((gsize) (code->width * code->width));
  for (int i = 0; i < code->width * code->width; i++)
    self->modules[i] = code->data[i] & 1;
  QRcode_free (code);
  return TRUE;
#else
  return FALSE;
#endif
}

/**
 * tipoff_qr_view_new:
 * @data: what the phone gets
 * @label: what it is for, for those who do not see it
 *
 * Returns: (transfer floating) (nullable): the picture; %NULL where there can be none: the same
 *   has to be there in words anyway
 */
GtkWidget *
tipoff_qr_view_new (const char *data,
                    const char *label)
{
  TipoffQrView *self = g_object_ref_sink (g_object_new (TIPOFF_TYPE_QR_VIEW, "halign", GTK_ALIGN_CENTER, NULL));

  if (!encode (self, data) || self->width + 2 * QUIET > WIDEST / SMALLEST_MODULE)
    {
      g_object_unref (self);
      return NULL;
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_force_floating (G_OBJECT (self));
  return GTK_WIDGET (self);
}

static int
module_size (TipoffQrView *self)
{
  return CLAMP (WIDEST / (self->width + 2 * QUIET), SMALLEST_MODULE, LARGEST_MODULE);
}

static void
tipoff_qr_view_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  TipoffQrView *self = TIPOFF_QR_VIEW (widget);

  *minimum = *natural = (self->width + 2 * QUIET) * module_size (self);
}

static void
tipoff_qr_view_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  static const GdkRGBA black = { 0, 0, 0, 1 };
  static const GdkRGBA white = { 1, 1, 1, 1 };
  TipoffQrView *self = TIPOFF_QR_VIEW (widget);
  int size = module_size (self);
  int whole = (self->width + 2 * QUIET) * size;

  gtk_snapshot_append_color (snapshot, &white, &GRAPHENE_RECT_INIT (0, 0, (float) whole, (float) whole));
  for (int y = 0; y < self->width; y++)
    for (int x = 0; x < self->width;)
      {
        const guint8 *row = self->modules + y * self->width;
        int start = x;

        while (x < self->width && row[x] == row[start])
          x++;
        if (row[start] != 0)
          gtk_snapshot_append_color (snapshot, &black,
                                     &GRAPHENE_RECT_INIT ((float) ((QUIET + start) * size), (float) ((QUIET + y) * size),
                                                          (float) ((x - start) * size), (float) size));
      }
}

static void
tipoff_qr_view_finalize (GObject *object)
{
  g_free (TIPOFF_QR_VIEW (object)->modules);

  G_OBJECT_CLASS (tipoff_qr_view_parent_class)->finalize (object);
}

static void
tipoff_qr_view_class_init (TipoffQrViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tipoff_qr_view_finalize;
  widget_class->measure = tipoff_qr_view_measure;
  widget_class->snapshot = tipoff_qr_view_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
tipoff_qr_view_init (TipoffQrView *self)
{
}
