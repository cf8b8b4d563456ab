/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include "tipoff-confirmation.h"

void
cli_authority_change_clear (CliAuthorityChange *change)
{
  g_clear_pointer (&change->add, g_free);
  g_clear_pointer (&change->ca_file, g_free);
  g_clear_pointer (&change->remove, g_free);
  g_clear_pointer (&change->turn_on, g_free);
  g_clear_pointer (&change->turn_off, g_free);
}

guint
cli_authority_change_count (const CliAuthorityChange *change)
{
  return (change->add != NULL) + (change->remove != NULL) + (change->turn_on != NULL) + (change->turn_off != NULL);
}

/* The domain first: what the file calls itself is not shown. */
static CliExit
add (Cli               *cli,
     TipoffAuthorities *authorities,
     const char        *path,
     const char        *ca_file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = cli_read_input (path, TIPOFF_OFFER_MAX_BYTES, &error);
  g_autoptr (TipoffOffer) offer = bytes == NULL ? NULL : tipoff_offer_new (authorities, bytes, &error);
  g_autoptr (GBytes) roots = NULL;
  const char *language = tipoff_settings_get_language (cli_get_settings (cli));

  if (offer == NULL)
    return cli_fail (error);
  if (ca_file != NULL && (roots = cli_read_input (ca_file, TIPOFF_OFFER_MAX_BYTES, &error)) == NULL)
    return cli_fail (error);
  if (!tipoff_confirmation_wait (offer, ca_file, &error) || !tipoff_offer_keep (offer, roots, &error))
    return cli_fail (error);
  g_print ("%s · %s %s\n%s\n", offer->domain, offer->id, tipoff_tongue_text (cli_get_tongue (cli), N_("Added by you.")),
           tipoff_localized_get (offer->privacy, language));
  return CLI_EXIT_DONE;
}

static const TipoffAuthority *
find_optional (TipoffAuthorities  *authorities,
               const char         *id,
               GError            **error)
{
  g_autoptr (GPtrArray) all = tipoff_authorities_list (authorities);

  for (guint i = 0; i < all->len; i++)
    {
      const TipoffAuthority *authority = g_ptr_array_index (all, i);

      if (g_str_equal (authority->id, id) && authority->consent != NULL)
        return authority;
    }
  g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, "“%s” cannot be turned on or off: see tipoff-cli authorities", id);
  return NULL;
}

/* Whoever turns it on has read why it is off: it is said here once more. */
static CliExit
turn (Cli               *cli,
      TipoffAuthorities *authorities,
      const char        *id,
      gboolean           on)
{
  g_autoptr (GError) error = NULL;
  TipoffSettings *settings = cli_get_settings (cli);
  const TipoffAuthority *authority = find_optional (authorities, id, &error);

  if (authority == NULL)
    return cli_fail (error);
  tipoff_authority_set_on (authority, settings, on);
  if (!tipoff_settings_save (settings, &error))
    return cli_fail (error);
  if (on)
    g_print ("%s\n", tipoff_localized_get (authority->consent, tipoff_settings_get_language (settings)));
  return CLI_EXIT_DONE;
}

/**
 * cli_authority_change_run:
 * @change: what to change
 * @authorities: as they are
 *
 * `authorities --add`, `--remove`, `--turn-on` or `--turn-off`.
 *
 * Returns: 0 where it was done
 */
CliExit
cli_authority_change_run (const CliAuthorityChange *change,
                          Cli                      *cli,
                          TipoffAuthorities        *authorities)
{
  g_autoptr (GError) error = NULL;

  if (change->add != NULL)
    return add (cli, authorities, change->add, change->ca_file);
  if (change->remove != NULL)
    return tipoff_authorities_forget (authorities, change->remove, &error) ? CLI_EXIT_DONE : cli_fail (error);
  return turn (cli, authorities, change->turn_on != NULL ? change->turn_on : change->turn_off, change->turn_on != NULL);
}
