/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What window and command line share: <config>/settings.ini, mode 0600, written
 * atomically. Unknown keys are kept. A broken file is set aside, never lost. */
typedef struct _TipoffSettings TipoffSettings;

TipoffSettings *tipoff_settings_load         (GError **error);
gboolean        tipoff_settings_save         (TipoffSettings *settings, GError **error);
void            tipoff_settings_free         (TipoffSettings *settings);

/* Country (ISO 3166 alpha-2, upper case): as set, else from the locale, else "BE".
 * Language (ISO 639-1): as set, else from the locale where we speak it, else "en". */
const char     *tipoff_settings_get_country  (TipoffSettings *settings);
gboolean        tipoff_settings_set_country  (TipoffSettings *settings, const char *country);
const char     *tipoff_settings_get_language (TipoffSettings *settings);
gboolean        tipoff_settings_set_language (TipoffSettings *settings, const char *language);
char           *tipoff_settings_get_string   (TipoffSettings *settings, const char *group, const char *key);
void            tipoff_settings_set_string   (TipoffSettings *settings, const char *group, const char *key, const char *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffSettings, tipoff_settings_free)

G_END_DECLS
