/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A QR code for a phone's camera: black on white with its quiet zone, also where the window is dark. */
#define TIPOFF_TYPE_QR_VIEW (tipoff_qr_view_get_type ())
G_DECLARE_FINAL_TYPE (TipoffQrView, tipoff_qr_view, TIPOFF, QR_VIEW, GtkWidget)

GtkWidget *tipoff_qr_view_new (const char *data, const char *label);

G_END_DECLS
