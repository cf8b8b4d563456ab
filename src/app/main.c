/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "tipoff-application.h"
#include "tipoff-install.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <unistd.h>

/* gettext follows LANGUAGE in any locale but "C", and today not in "C.UTF-8" either: where the
 * system gives no other, one that is installed is looked for. */
static void
leave_the_c_locale (const char *language)
{
  static const char *const regions[] = { "BE", "ES", "NL", "FR", "DE", "LU", "GB", "US", "IE" };
  const char *now = setlocale (LC_ALL, "") != NULL ? setlocale (LC_MESSAGES, NULL) : "C";

  if (g_strcmp0 (now, "C") != 0 && g_strcmp0 (now, "POSIX") != 0 && !g_str_has_prefix (now, "C."))
    return;
  if (g_strcmp0 (now, "C.UTF-8") != 0)
    setlocale (LC_ALL, "C.UTF-8");
  for (gsize i = 0; i < G_N_ELEMENTS (regions); i++)
    {
      g_autofree char *own = g_strdup_printf ("%s_%s.UTF-8", language, regions[i]);
      g_autofree char *english = g_strdup_printf ("en_%s.UTF-8", regions[i]);

      if (setlocale (LC_MESSAGES, own) != NULL || setlocale (LC_MESSAGES, english) != NULL)
        return;
    }
}

/* The window speaks the language that was chosen, which in Belgium is often not the system's. */
static void
set_language (const char *language)
{
  g_autofree char *locale_dir = tipoff_install_locale_dir ();

  g_setenv ("LANGUAGE", language, TRUE);
  leave_the_c_locale (language);
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
