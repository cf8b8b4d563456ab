/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What goes on while no window is open. The application stays until what is on its way is sent, for a minute at
 * most; where the person wants it, for as long as something waits. Tells by a notification what became of it. */
#define TIPOFF_TYPE_BACKGROUND (tipoff_background_get_type ())
G_DECLARE_FINAL_TYPE (TipoffBackground, tipoff_background, TIPOFF, BACKGROUND, GObject)

TipoffBackground *tipoff_background_new        (GtkApplication *application, TipoffEngine *engine);
/* Sends what is due without a window. */
void              tipoff_background_begin      (TipoffBackground *self);
/* Stays for nothing any more but what is being written. */
void              tipoff_background_end        (TipoffBackground *self);

/* Whether the person wants it. */
gboolean          tipoff_background_is_wanted  (TipoffEngine *engine);
/* Asks the desktop's portal, and notes the wish in the settings once it is granted. */
void              tipoff_background_ask_async  (TipoffEngine *engine, gboolean wanted, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
gboolean          tipoff_background_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS
