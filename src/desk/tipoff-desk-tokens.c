/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-desk-tokens.h"

#include "tipoff-ids.h"
#include "tipoff-limits.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HASH_LETTERS 64
#define MOST_NAME_LETTERS 64
/* 32 letters of 32 kinds are 160 random bits. */
#define TOKEN_ALPHABET "abcdefghijkmnpqrstuvwxyz23456789"
#define TOKEN_LETTERS 32

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
      else if (g_str_equal (words[i], "admin"))
        *scopes |= TIPOFF_DESK_SCOPE_ADMIN;
      else
        return FALSE;
    }

  return *scopes != 0;
}

static gboolean
is_hash (const char *word)
{
  return strlen (word) == HASH_LETTERS && strspn (word, "0123456789abcdef") == HASH_LETTERS;
}

/* Letters that stand in a line, a log and a shell for themselves. */
static gboolean
is_name (const char *word)
{
  return *word != '\0' && strlen (word) <= MOST_NAME_LETTERS &&
         strspn (word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") == strlen (word);
}

/* `name scope[,scope] hash`. Empty lines and `#` are left out. */
static gboolean
read_line (TipoffDeskTokens *self,
           char             *line)
{
  g_auto (GStrv) words = NULL;
  TipoffDeskHolder *holder;
  guint scopes;

  g_strstrip (line);
  if (*line == '\0' || *line == '#')
    return TRUE;

  words = g_strsplit (g_strdelimit (line, "\t", ' '), " ", -1);
  if (g_strv_length (words) != 3 || !is_name (words[0]) || !parse_scopes (words[1], &scopes) || !is_hash (words[2]))
    return FALSE;

  holder = g_new0 (TipoffDeskHolder, 1);
  holder->name = g_strdup (words[0]);
  holder->scopes = scopes;
  g_hash_table_replace (self->holders, g_strdup (words[2]), holder);
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
                     "Line %" G_GSIZE_FORMAT " of the token file “%s” is not “name scope hash”: make it with “tipoff-desk token add”. "
                     "Files of earlier versions, with tokens in the clear, are not read.", i + 1, path);
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

static gboolean
has_name (TipoffDeskTokens *self,
          const char       *name)
{
  GHashTableIter iter;
  gpointer holder;

  g_hash_table_iter_init (&iter, self->holders);
  while (g_hash_table_iter_next (&iter, NULL, &holder))
    if (g_str_equal (((TipoffDeskHolder *) holder)->name, name))
      return TRUE;
  return FALSE;
}

static gboolean
check_new (const char  *path,
           const char  *name,
           const char  *scopes,
           gboolean     exists,
           GError     **error)
{
  g_autoptr (TipoffDeskTokens) known = NULL;
  guint parsed;

  if (!is_name (name) || !parse_scopes (scopes, &parsed))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           "A name has letters, digits, “.”, “_” and “-”; scopes are submit, read and admin, with commas between them.");
      return FALSE;
    }
  if (!exists)
    return TRUE;

  known = tipoff_desk_tokens_load (path, error);
  if (known == NULL)
    return FALSE;
  if (has_name (known, name))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "“%s” has a token already; take its line out of “%s” first.", name, path);
      return FALSE;
    }
  return TRUE;
}

/**
 * tipoff_desk_tokens_add:
 * @path: the token file
 * @name: whose the token is to be
 * @scopes: with commas between them
 * @error: return location for an error
 *
 * Returns: (transfer full): the token, which is written down nowhere, or %NULL
 */
char *
tipoff_desk_tokens_add (const char  *path,
                        const char  *name,
                        const char  *scopes,
                        GError     **error)
{
  gboolean exists = g_file_test (path, G_FILE_TEST_EXISTS);
  g_autofree char *token = NULL, *hash = NULL, *before = NULL, *after = NULL;

  if (!check_new (path, name, scopes, exists, error) || (exists && !g_file_get_contents (path, &before, NULL, error)))
    return NULL;

  token = tipoff_random_token (TOKEN_LETTERS, TOKEN_ALPHABET);
  hash = tipoff_sha256_hex (token, TOKEN_LETTERS);
  after = g_strdup_printf ("%s%s%s %s %s\n", before != NULL ? before : "",
                           before != NULL && *before != '\0' && !g_str_has_suffix (before, "\n") ? "\n" : "", name, scopes, hash);
  if (!g_file_set_contents_full (path, after, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error))
    return NULL;
  return g_steal_pointer (&token);
}
