/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-scheme.h"

#include "tipoff-chars.h"

#include <string.h>

#define LONGEST 5       /* "https" */

typedef struct
{
  const char *written;
  const char *meant;
  gboolean    defanged;
} Spelling;

/* Longer ones first, where one is the end of another. */
static const Spelling spellings[] = {
  { "https", "https", FALSE },
  { "hxxps", "https", TRUE },
  { "http", "http", FALSE },
  { "hxxp", "http", TRUE },
  { "ftp", "ftp", FALSE },
  { "fxp", "ftp", TRUE },
};

/* The last letters of the chain in lower case, backwards, and where each begins. */
static guint
read_backwards (const TipoffChain *chain, char *letters, const char **starts)
{
  const char *p = chain->next;
  guint n = 0;

  for (guint i = 0; i < 2 * LONGEST && n < LONGEST && p > chain->start; i++)
    {
      TipoffChar c;

      p = g_utf8_prev_char (p);
      c = tipoff_char_read (p, chain->next);
      if (c.kind == TIPOFF_CHAR_INVISIBLE)
        continue;
      if (!g_ascii_isalpha ((char) MIN (c.c, 0x7f)))
        break;
      letters[n] = g_ascii_tolower ((char) c.c);
      starts[n++] = p;
    }
  return n;
}

static gboolean
match_spelling (TipoffScheme *scheme, const TipoffChain *chain)
{
  char letters[LONGEST];
  const char *starts[LONGEST];
  guint n = read_backwards (chain, letters, starts);

  for (gsize i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      guint length = (guint) strlen (spellings[i].written), k = 0;

      while (k < length && k < n && letters[k] == spellings[i].written[length - 1 - k])
        k++;
      if (k < length)
        continue;
      if (length == 3 && n > 3)                     /* "sftp" and words that end so are not meant */
        return FALSE;
      scheme->name = spellings[i].meant;
      scheme->start = starts[length - 1];
      scheme->defanged = spellings[i].defanged;
      return TRUE;
    }
  return FALSE;
}

/* "h**p" and "h**ps": the asterisks end the chain before them. Where they end, or NULL. */
static const char *
match_asterisks (TipoffScheme *scheme, const TipoffChain *chain, const char *end)
{
  const char *p = chain->next;
  char letters[LONGEST];
  const char *starts[LONGEST];
  gboolean secure;

  if (end - p < 4 || p[0] != '*' || p[1] != '*' || g_ascii_tolower (p[2]) != 'p')
    return NULL;
  if (read_backwards (chain, letters, starts) != 1 || letters[0] != 'h')
    return NULL;

  secure = g_ascii_tolower (p[3]) == 's';
  scheme->name = secure ? "https" : "http";
  scheme->start = starts[0];
  scheme->defanged = TRUE;
  return p + (secure ? 4 : 3);
}

static const char *
skip_slashes (const char *p, const char *end)
{
  for (;;)
    {
      TipoffChar c = tipoff_char_read (p, end);

      if (c.c != '/' && c.c != '\\')
        return p;
      p = c.next;
    }
}

/* Behind ":", "[:]" or "[://]" and at least one slash; browsers are content with one. */
static const char *
behind_colon (const char *p, const char *end, gboolean *defanged)
{
  static const char *const bracketed[] = { "[:]", "(:)", "[://]", "(://)", NULL };
  TipoffChar c = tipoff_char_read (p, end);
  const char *slashes;

  if (c.c == ':')
    {
      slashes = skip_slashes (c.next, end);
      return slashes > c.next ? slashes : NULL;
    }
  for (gsize i = 0; bracketed[i] != NULL; i++)
    {
      gsize length = strlen (bracketed[i]);

      if ((gsize) (end - p) < length || memcmp (p, bracketed[i], length) != 0)
        continue;
      *defanged = TRUE;
      slashes = skip_slashes (p + length, end);
      return length > 3 || slashes > p + length ? slashes : NULL;
    }
  return NULL;
}

gboolean
tipoff_scheme_match (TipoffScheme *scheme, const TipoffChain *chain, const char *end)
{
  TipoffChar c = tipoff_char_read (chain->next, end);
  const char *colon = chain->next;
  gboolean defanged = FALSE;

  if (c.c == '*')
    {
      colon = match_asterisks (scheme, chain, end);
      if (colon == NULL)
        return FALSE;
    }
  else if ((c.c != ':' && c.kind != TIPOFF_CHAR_OPEN) || !match_spelling (scheme, chain))
    return FALSE;

  scheme->after = behind_colon (colon, end, &defanged);
  scheme->defanged |= defanged;
  return scheme->after != NULL;
}
