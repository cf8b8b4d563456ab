/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A text view that only shows what a stranger wrote, or what we send. Nothing in it is a link or
 * markup; characters that hide are shown; a very long text is cut where a view would stall. In a
 * scrolled window it is as high as its text, up to a limit. */
#define TIPOFF_TYPE_READING (tipoff_reading_get_type ())
G_DECLARE_DERIVABLE_TYPE (TipoffReading, tipoff_reading, TIPOFF, READING, GtkTextView)

struct _TipoffReadingClass
{
  GtkTextViewClass parent_class;
};

#define TIPOFF_READING_MESSAGE_BYTES ((gsize) 16 * 1024)
#define TIPOFF_READING_RAW_BYTES ((gsize) 64 * 1024)

void      tipoff_reading_show_hidden (TipoffReading *self);
/* The bytes as text; %FALSE where only the beginning fits. */
gboolean  tipoff_reading_set_bytes   (TipoffReading *self, GBytes *bytes);
gsize     tipoff_reading_cut         (const char *text, gsize length, gsize limit);

G_END_DECLS
