/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read-quoted.h"

#include <string.h>

/* Who passes an e-mail on writes a few words above it: a phone number or an account is more. */
#define MAX_COVER_CHARACTERS 400
#define MAX_COVER_DIGITS 5
/* Lines below the mark that say from whom, when, to whom and what about; and one of them. */
#define MAX_FIELDS 10
#define MAX_LINE 400

/* In small letters. */
static const char *const marks[] = {
  "doorgestuurd bericht", "oorspronkelijk bericht",                                     /* nl */
  "message transféré", "message d'origine", "message d’origine", "message réexpédié",   /* fr */
  "weitergeleitete nachricht", "ursprüngliche nachricht", "weitergeleiteten nachricht", /* de */
  "mensaje reenviado", "mensaje original",                                              /* es */
  "forwarded message", "original message",                                              /* en */
  "messaggio inoltrato", "messaggio originale",                                         /* it */
  "mensagem encaminhada", "mensagem original",                                          /* pt */
  "przekazana wiadomość", "wiadomość przekazana", "oryginalna wiadomość",               /* pl */
};
static const char *const senders[] = { "from", "van", "de", "von", "da", "od", NULL };
static const char *const subjects[] = { "subject", "onderwerp", "objet", "betreff", "asunto", "oggetto", "assunto", "temat", NULL };

static char *
take_line (const char **p)
{
  const gsize length = strcspn (*p, "\n");
  char *line = g_strndup (*p, MIN (length, MAX_LINE));

  *p += length + ((*p)[length] == '\n');
  return line;
}

static gboolean
is_mark (const char *line)
{
  g_autofree char *small = g_utf8_strdown (line, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (strstr (small, marks[i]) != NULL && (strstr (small, "--") != NULL || g_str_has_suffix (g_strchomp (small), ":")))
      return TRUE;
  return FALSE;
}

/* "> *Van:* naam" → "van", "naam"; FALSE where the line has no label. */
static gboolean
split_field (const char  *line,
             char       **label,
             char       **value)
{
  const char *colon = strchr (line, ':');

  if (colon == NULL || colon - line > 32)
    return FALSE;
  line += strspn (line, " \t>*");
  *label = colon > line ? g_utf8_strdown (line, colon - line) : g_strdup ("");
  g_strstrip (g_strdelimit (*label, "*", ' '));
  *value = g_strstrip (g_strdup (colon + 1 + strspn (colon + 1, "* ")));
  return **label != '\0';
}

/* The fields below the mark, up to an empty line or to one that is none. */
static gboolean
read_fields (const char *text,
             const char *p,
             ReadQuoted *quoted)
{
  gboolean begun = FALSE;

  for (guint n = 0; n < MAX_FIELDS && *p != '\0'; n++)
    {
      const char *before = p;
      g_autofree char *line = take_line (&p);
      g_autofree char *label = NULL;
      g_autofree char *value = NULL;

      if (*g_strstrip (line) == '\0' && !begun)
        continue;
      if (!split_field (line, &label, &value))
        {
          p = *line == '\0' ? p : before;
          break;
        }
      begun = TRUE;
      if (quoted->sender == NULL && g_strv_contains (senders, label))
        quoted->sender = g_steal_pointer (&value);
      else if (quoted->subject == NULL && g_strv_contains (subjects, label))
        quoted->subject = g_steal_pointer (&value);
    }
  quoted->body = (gsize) (p - text);
  return quoted->sender != NULL && *quoted->sender != '\0';
}

gboolean
read_quoted_find (const char *text,
                  ReadQuoted *quoted)
{
  const char *p = text;

  memset (quoted, 0, sizeof *quoted);
  /* Below more words than a cover has it does not matter. */
  while (*p != '\0' && (gsize) (p - text) <= 4 * MAX_COVER_CHARACTERS)
    {
      g_autofree char *line = NULL;

      quoted->start = (gsize) (p - text);
      line = take_line (&p);
      if (is_mark (line))
        return read_fields (text, p, quoted);
    }
  return FALSE;
}

void
read_quoted_clear (ReadQuoted *self)
{
  g_clear_pointer (&self->sender, g_free);
  g_clear_pointer (&self->subject, g_free);
}

gboolean
read_quoted_is_cover (const char *text,
                      gsize       length)
{
  g_autofree char *cover = g_strndup (text, length);
  guint n_digits = 0;

  for (const char *p = cover; *p != '\0'; p++)
    n_digits += g_ascii_isdigit (*p);
  return n_digits <= MAX_COVER_DIGITS && strstr (cover, "://") == NULL && strstr (cover, "www.") == NULL
         && strchr (cover, '@') == NULL && g_utf8_strlen (cover, -1) <= MAX_COVER_CHARACTERS;
}
