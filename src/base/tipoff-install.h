/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where our own files are. A program that runs from the build tree finds them
 * there, an installed one where it was installed; no variable, no message and
 * nobody else on the machine can point anywhere else. */
char *tipoff_install_data_file    (const char *name);   /* e.g. "model/tipoff.model" */
char *tipoff_install_module       (const char *name);   /* e.g. "tipoff-phone-places" */
gpointer tipoff_install_open_module (const char *name, const char *symbol);
char *tipoff_install_locale_dir   (void);               /* <dir>/nl/LC_MESSAGES/tipoff.mo */
char *tipoff_install_program      (const char *name);   /* "tipoff-read" */

/* $XDG_CONFIG_HOME/tipoff and $XDG_DATA_HOME/tipoff ("tipoff-devel" in the
 * development profile); created with mode 0700 where @create. */
char *tipoff_config_dir           (gboolean create, GError **error);
char *tipoff_data_dir             (gboolean create, GError **error);

G_END_DECLS
