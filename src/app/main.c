/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "tipoff-application.h"
#include "tipoff-install.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <unistd.h>

/* The window speaks the language that was chosen, which in Belgium is often not the system's.
 * gettext follows LANGUAGE in any locale but "C". */
static void
set_language (const char *language)
{
  g_autofree char *locale_dir = tipoff_install_locale_dir ();

  g_setenv ("LANGUAGE", language, TRUE);
  if (setlocale (LC_ALL, "") == NULL || g_strcmp0 (setlocale (LC_MESSAGES, NULL), "C") == 0)
    setlocale (LC_ALL, "C.UTF-8");
  gtk_disable_setlocale ();
  bindtextdomain (GETTEXT_PACKAGE, locale_dir);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (TipoffEngine) engine = tipoff_engine_new ();
  g_autoptr (TipoffApplication) application = NULL;
  int status;

  set_language (tipoff_engine_get_language (engine));
  g_set_prgname ("tipoff");
  g_set_application_name ("Tipoff");
  application = tipoff_application_new (engine);
  status = g_application_run (G_APPLICATION (application), argc, argv);
  if (tipoff_application_is_to_restart (application))
    {
      char *again[] = { argv[0], NULL };

      execv ("/proc/self/exe", again);
      g_warning ("Tipoff could not be started again");
    }
  return status;
}
