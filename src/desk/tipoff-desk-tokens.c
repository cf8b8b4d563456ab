/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-desk-tokens.h"

#include "tipoff-ids.h"
#include "tipoff-limits.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct _TipoffDeskTokens
{
  GHashTable *holders;   /* SHA-256 of the token, hex → TipoffDeskHolder */
};

static void
holder_free (TipoffDeskHolder *holder)
{
  g_free (holder->name);
  g_free (holder);
}

static gboolean
parse_scopes (const char *text,
              guint      *scopes)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);

  *scopes = 0;
  for (gsize i = 0; words[i] != NULL; i++)
    {
      if (g_str_equal (words[i], "submit"))
        *scopes |= TIPOFF_DESK_SCOPE_SUBMIT;
      else if (g_str_equal (words[i], "read"))
        *scopes |= TIPOFF_DESK_SCOPE_READ;
      else
        return FALSE;
    }

  return *scopes != 0;
}

/* `token`, or `name scope[,scope] token`. Empty lines and `#` are left out. */
static gboolean
read_line (TipoffDeskTokens *self,
           char             *line)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  TipoffDeskHolder *holder;
  const char *token;
  guint n, scopes = TIPOFF_DESK_SCOPE_SUBMIT;

  g_strstrip (line);
  if (*line == '\0' || *line == '#')
    return TRUE;

  for (char *save = NULL, *word = strtok_r (line, " \t", &save); word != NULL; word = strtok_r (NULL, " \t", &save))
    g_strv_builder_add (builder, word);
  words = g_strv_builder_end (builder);
  n = g_strv_length (words);
  if ((n != 1 && n != 3) || (n == 3 && !parse_scopes (words[1], &scopes)))
    return FALSE;

  token = words[n - 1];
  holder = g_new0 (TipoffDeskHolder, 1);
  holder->name = g_strdup (n == 3 ? words[0] : "");
  holder->scopes = scopes;
  g_hash_table_replace (self->holders, tipoff_sha256_hex (token, strlen (token)), holder);
  return TRUE;
}

/* A group may read a file of root's alone: so one gives a service its secrets, and so
 * looks, by its access list, what systemd's LoadCredential= gives. */
static gboolean
is_private (const GStatBuf *info)
{
  guint others = info->st_uid == 0 && geteuid () != 0 ? 0037 : 0077;

  return (info->st_mode & others) == 0;
}

static gboolean
check_file (const char  *path,
            GError     **error)
{
  GStatBuf info;

  if (g_stat (path, &info) == 0 && (!is_private (&info) || info.st_size > (goffset) TIPOFF_LIMIT_DATA_FILE_BYTES))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                   "The token file “%s” can be read by others or is too large; give it mode 0600.", path);
      return FALSE;
    }
  return TRUE;
}

/**
 * tipoff_desk_tokens_load:
 * @path: a file that only its owner can read
 * @error: return location for an error
 *
 * Reads who may submit and read. A file that others can read, that has a line
 * that is not understood, or that has no token at all, is refused.
 *
 * Returns: (transfer full): the tokens, or %NULL
 */
TipoffDeskTokens *
tipoff_desk_tokens_load (const char  *path,
                         GError     **error)
{
  g_autoptr (TipoffDeskTokens) self = g_new0 (TipoffDeskTokens, 1);
  g_auto (GStrv) lines = NULL;
  g_autofree char *text = NULL;
  gsize length;

  self->holders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) holder_free);
  if (!check_file (path, error) || !g_file_get_contents (path, &text, &length, error))
    return NULL;

  lines = g_strsplit (text, "\n", -1);
  explicit_bzero (text, length);
  for (gsize i = 0; lines[i] != NULL; i++)
    if (!read_line (self, lines[i]))
      {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                     "Line %" G_GSIZE_FORMAT " of the token file “%s” is neither “token” nor “name scope token”.", i + 1, path);
        return NULL;
      }

  if (g_hash_table_size (self->holders) == 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "The token file “%s” has no token.", path);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
tipoff_desk_tokens_free (TipoffDeskTokens *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->holders);
  g_free (self);
}

const TipoffDeskHolder *
tipoff_desk_tokens_find (TipoffDeskTokens *self,
                         const char       *token)
{
  g_autofree char *hash = NULL;

  if (token == NULL)
    return NULL;

  hash = tipoff_sha256_hex (token, strlen (token));
  return g_hash_table_lookup (self->holders, hash);
}
