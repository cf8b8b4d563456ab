/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-finder.h"

#include "tipoff-redact-shapes.h"

#include <string.h>

#define MAX_NAME_WORDS 5
/* Between the words of one name. */
#define IN_NAME " -'’."

/* A greeting opens a text, a line or a sentence: "dag" in "elke dag" does not. */
static gboolean
opens (TipoffFinder *self,
       guint         i)
{
  return i == 0 || !tipoff_redact_text_joins (self->text, i, " -'’");
}

gboolean
tipoff_finder_is_no_name (const TipoffFinder *self,
                          guint               i)
{
  return tipoff_redact_match (TIPOFF_CONTEXT_NOT_NAME, self->text, i) > 0 ||
         tipoff_redact_match (TIPOFF_CONTEXT_ADDRESSEE, self->text, i) > 0;
}

static gboolean
is_name_word (const TipoffFinder *self,
              guint               i)
{
  const TipoffRedactWord *w = word (self, i);

  if (w->n_letters == 1 && w->upper && self->text->text[w->end] == '.')
    return TRUE;
  return w->n_digits == 0 && w->folded[0] != '\0' && w->upper &&
         !tipoff_finder_is_no_name (self, i);
}

/* "hoi jan," : small letters, and then the greeting ends. */
static gboolean
is_small_name (TipoffFinder *self,
               guint         i)
{
  const TipoffRedactWord *w = word (self, i);
  const char *after = self->text->text + w->end;

  return w->n_digits == 0 && w->n_letters >= 2 && strlen (w->folded) <= 24 &&
         (w->end == self->text->length || strchr (",!\n", *after) != NULL) &&
         !tipoff_finder_is_no_name (self, i);
}

/* "Geachte heer Van den Broeck", "Frau von der Heide", "Dear van der Linde": a name may begin with a particle in
 * capitals, or in small letters behind a title or a greeting. */
static gboolean
may_lead (const TipoffFinder *self,
          guint               i)
{
  return word (self, i)->upper || tipoff_redact_match_back (TIPOFF_CONTEXT_TITLE, self->text, i) > 0
         || tipoff_redact_match_back (TIPOFF_CONTEXT_GREETING, self->text, i) > 0;
}

/* "pierre.dupuis", "Sven_D": nothing but one sign between. */
static gboolean
is_joined (const TipoffFinder *self,
           guint               i)
{
  return exists (self, i) && i > 0 && word (self, i)->start - word (self, i - 1)->end == 1 && tipoff_redact_text_joins (self->text, i, "._");
}

/* One past the last word of the name that begins at @i; @i where none does. */
guint
tipoff_finder_end_of_name (const TipoffFinder *self,
                           guint               i)
{
  guint end = i;

  for (guint n = 0; n < MAX_NAME_WORDS && exists (self, i + n); n++)
    {
      if (n > 0 && !tipoff_redact_text_joins (self->text, i + n, IN_NAME))
        break;
      /* A full stop ends the sentence unless it belongs to an initial. */
      if (n > 0 && word (self, i + n - 1)->n_letters > 1 &&
          memchr (self->text->text + word (self, i + n - 1)->end, '.',
                  word (self, i + n)->start - word (self, i + n - 1)->end) != NULL)
        break;
      if (is_name_word (self, i + n))
        end = i + n + 1;
      else if (tipoff_redact_match (TIPOFF_CONTEXT_PARTICLE, self->text, i + n) == 0 || (n == 0 && !may_lead (self, i)))
        break;
    }
  return end;
}

void
tipoff_finder_add_name (TipoffFinder *self,
                        guint         first,
                        guint         end)
{
  for (guint n = 0; n < 2 && is_joined (self, end) && self->text->text[word (self, end)->start - 1] == '_'; n++)
    end++;
  tipoff_finder_add (self, TIPOFF_REDACTION_NAME, word (self, first)->start, word (self, end - 1)->end, FALSE);
  for (guint i = first; i < end; i++)
    {
      const TipoffRedactWord *w = word (self, i);

      if (w->upper && w->n_letters >= 3 && tipoff_redact_match (TIPOFF_CONTEXT_PARTICLE, self->text, i) == 0)
        g_hash_table_add (self->names, g_strndup (self->text->text + w->start, w->end - w->start));
    }
}

/* A brand that greets in its own name is evidence: the word is in a link or the sender. */
static gboolean
is_in_evidence (TipoffFinder *self,
                guint         i)
{
  return tipoff_finder_is_evidence (self, word (self, i)->folded);
}

/* Titles: "heer/mevrouw", "Mr.", "Sr./Sra.". */
static guint
skip_titles (TipoffFinder *self,
             guint         i)
{
  while (exists (self, i))
    {
      guint n = tipoff_redact_match (TIPOFF_CONTEXT_TITLE, self->text, i);

      if (n == 0 || !exists (self, i + n) || !tipoff_redact_text_joins (self->text, i + n, " ./()"))
        break;
      i += n;
    }
  return i;
}

/* "Estimado/a", "Cher(e)", "Liebe/r": the other ending. */
static guint
skip_ending (TipoffFinder *self,
             guint         i)
{
  gboolean is_ending = exists (self, i) && word (self, i)->n_letters <= 2 && word (self, i)->n_digits == 0 && !word (self, i)->upper &&
                       tipoff_redact_text_joins (self->text, i, "/(");

  return is_ending && tipoff_redact_text_joins (self->text, i + 1, " )") ? i + 1 : i;
}

/* "Hello. No news": the sentence is over, unless the point belongs to "Mr." or "attn:". */
static gboolean
leads_on (TipoffFinder *self,
          guint         i,
          TipoffContext greeting)
{
  if (greeting == TIPOFF_CONTEXT_ATTENTION && tipoff_redact_text_joins (self->text, i, " .:\n"))
    return TRUE;
  /* "Hallo, Sofie!" */
  if (tipoff_redact_text_joins (self->text, i, " ,")
      && (tipoff_redact_is_given_name (self->text, i) || tipoff_redact_match (TIPOFF_CONTEXT_TITLE, self->text, i) > 0))
    return TRUE;
  return tipoff_redact_text_joins (self->text, i, tipoff_redact_match_back (TIPOFF_CONTEXT_TITLE, self->text, i) > 0 ? " ./" : " /(");
}

/* "Mme Kessler, …" opens a letter; "Frau Berger von der Bank rief an" and "ein Kollege, Herr Lehmann, …" tell of somebody. */
static gboolean
is_spoken_to (TipoffFinder *self,
              guint         i)
{
  guint end = tipoff_finder_end_of_name (self, skip_titles (self, i));

  if (i > 0 && !tipoff_finder_ends_sentence (self, i) && tipoff_redact_match_back (TIPOFF_CONTEXT_GREETING, self->text, i) == 0
      && memchr (self->text->text + word (self, i - 1)->end, ':', word (self, i)->start - word (self, i - 1)->end) == NULL)
    return FALSE;
  return !exists (self, end) || !tipoff_redact_text_joins (self->text, end, " ");
}

static void
find_after_greeting (TipoffFinder *self,
                     guint         i,
                     TipoffContext greeting)
{
  guint n = tipoff_redact_match (greeting, self->text, i);
  guint first, end;

  if (n == 0 || !opens (self, i) || !leads_on (self, i + n, greeting))
    return;
  if (greeting == TIPOFF_CONTEXT_GREETING && tipoff_redact_match (TIPOFF_CONTEXT_TITLE, self->text, i) > 0 && !is_spoken_to (self, i))
    return;
  n = skip_ending (self, i + n) - i;
  first = skip_titles (self, i + n);
  end = tipoff_finder_end_of_name (self, first);
  if (end == first && tipoff_redact_is_given_name (self->text, first))
    end = first + 1;
  /* "Hallo pierre.dupuis,": the name of a mailbox. */
  if (end == first && is_joined (self, first + 1) && is_small_name (self, first + 1))
    end = first + 2;
  if (end == first && first == i + n && exists (self, first) && is_small_name (self, first) &&
      tipoff_redact_match_back (TIPOFF_CONTEXT_TITLE, self->text, first) == 0)
    end = first + 1;
  /* "Dear Netflix customer" is greeted without a name. */
  if (end > first && tipoff_redact_match (TIPOFF_CONTEXT_ADDRESSEE, self->text, end) > 0 && tipoff_redact_text_joins (self->text, end, " -"))
    return;
  if (end > first && !is_in_evidence (self, first) && tipoff_redact_match (TIPOFF_CONTEXT_BRAND, self->text, first) == 0)
    tipoff_finder_add_name (self, first, end);
}

/* BPOST is a brand, McDonald is not worth it: one capital, then small letters. */
static gboolean
is_written_as_name (TipoffFinder *self,
                    guint         i)
{
  const TipoffRedactWord *w = word (self, i);
  const char *rest = self->text->text + w->start + 1;
  g_autofree char *folded = g_utf8_strdown (rest, (gssize) (w->end - w->start - 1));

  return strncmp (folded, rest, strlen (folded)) == 0 && tipoff_redact_match (TIPOFF_CONTEXT_GREETING, self->text, i) == 0
         && tipoff_redact_match (TIPOFF_CONTEXT_BRAND, self->text, i) == 0 && !is_in_evidence (self, i);
}

/* "Jan, uw pakket …", "FOD: Jan Peeters, u …": a name, a comma, and then the person is spoken to. */
static void
find_name_first (TipoffFinder *self,
                 guint         i)
{
  guint end;

  if (i > 0 && (tipoff_redact_text_joins (self->text, i, " ") || !tipoff_redact_text_joins (self->text, i, " \u00a0\n:\"«“„")))
    return;
  end = tipoff_finder_end_of_name (self, i);
  if (end == i || end > i + 3 || !exists (self, end) || self->text->text[word (self, end - 1)->end] != ','
      || !tipoff_redact_text_joins (self->text, end, ", \n") || tipoff_redact_match (TIPOFF_CONTEXT_YOU, self->text, end) == 0)
    return;
  for (guint j = i; j < end; j++)
    if (!is_written_as_name (self, j))
      return;
  tipoff_finder_add_name (self, i, end);
}

static gsize
end_of_line (TipoffFinder *self,
             gsize         from)
{
  const char *text = self->text->text;
  const char *feed = memchr (text + from, '\n', self->text->length - from);

  return feed == NULL ? self->text->length : (gsize) (feed - text);
}

/* The addresses of one header line, then whatever is written beside them. */
static void
mask_field (TipoffFinder *self,
            gsize         from,
            gsize         to)
{
  g_autofree char *line = g_strndup (self->text->text + from, to - from);
  gsize at = 0;
  gsize start, end;
  gsize name_start;

  if (strchr (line, '@') == NULL)
    return;
  while (tipoff_shape_find_email (line + at, &start, &end))
    {
      g_autofree char *address = g_strndup (line + at + start, end - start);

      tipoff_finder_know_address (self, address);
      tipoff_finder_add (self, TIPOFF_REDACTION_EMAIL, from + at + start, from + at + end, TRUE);
      name_start = strspn (line + at, " \t\"'<,;");
      if (name_start < start)
        {
          gsize name_end = start;

          while (name_end > name_start && strchr (" \t\"'<(", line[at + name_end - 1]) != NULL)
            name_end--;
          if (name_end > name_start)
            tipoff_finder_add (self, TIPOFF_REDACTION_NAME, from + at + name_start, from + at + name_end, TRUE);
        }
      at += end + strspn (line + at + end, ">)");
    }
}

/* French puts one before the colon, also one that does not break the line. */
static gsize
skip_spaces (TipoffFinder *self,
             gsize         at)
{
  const char *text = self->text->text + at;

  if (*text == ' ')
    return at + 1;
  return g_str_has_prefix (text, "\u00a0") ? at + strlen ("\u00a0") : g_str_has_prefix (text, "\u202f") ? at + strlen ("\u202f") : at;
}

/* "To: Jan Peeters <jan@example.org>", "Received: … for <jan@example.org>;". */
static void
find_fields (TipoffFinder *self)
{
  const char *text = self->text->text;

  for (guint i = 0; exists (self, i); i++)
    {
      gsize start = word (self, i)->start;
      guint n;

      if (start > 0 && text[start - 1] != '\n')
        continue;
      n = tipoff_redact_match (TIPOFF_CONTEXT_FIELD, self->text, i);
      if (n > 0 && text[skip_spaces (self, word (self, i + n - 1)->end)] == ':')
        mask_field (self, skip_spaces (self, word (self, i + n - 1)->end) + 1, end_of_line (self, word (self, i + n - 1)->end));
      else if (g_str_equal (word (self, i)->folded, "received") && text[word (self, i)->end] == ':')
        {
          gsize end = end_of_line (self, word (self, i)->end);
          const char *recipient = g_strstr_len (text + word (self, i)->end, (gssize) (end - word (self, i)->end), " for <");

          if (recipient != NULL)
            mask_field (self, (gsize) (recipient - text) + 5, end);
        }
    }
}

/* "nom Kateryna Shevchenko, née le …", "mijn naam (Anneleen Maes)": a form, or what the person tells. */
static void
find_named (TipoffFinder *self,
            guint         i)
{
  guint first = i + tipoff_redact_match (TIPOFF_CONTEXT_NAMED, self->text, i);
  guint end;

  if (first == i || !tipoff_redact_text_joins (self->text, first, " :,(\"«“"))
    return;
  end = tipoff_finder_end_of_name (self, first);
  if (end > first && (tipoff_redact_match_back (TIPOFF_CONTEXT_MINE, self->text, i) > 0
                      || tipoff_redact_match (TIPOFF_CONTEXT_BIRTH, self->text, end) > 0
                      || tipoff_redact_match (TIPOFF_CONTEXT_NATIONAL_ID, self->text, end) > 0))
    tipoff_finder_add_name (self, first, end);
}

void
tipoff_find_names (TipoffFinder *self)
{
  if (self->type == TIPOFF_PART_SENDER || self->type == TIPOFF_PART_LINK_TARGET)
    return;
  find_fields (self);
  if (self->type == TIPOFF_PART_HEADER)
    return;
  for (guint i = 0; exists (self, i) && !tipoff_finder_is_full (self); i++)
    {
      find_name_first (self, i);
      find_after_greeting (self, i, TIPOFF_CONTEXT_GREETING);
      find_after_greeting (self, i, TIPOFF_CONTEXT_ATTENTION);
      find_named (self, i);
    }
}

void
tipoff_find_names_again (TipoffFinder *self)
{
  if (g_hash_table_size (self->names) == 0 || self->type == TIPOFF_PART_SENDER)
    return;
  for (guint i = 0; exists (self, i); i++)
    {
      const TipoffRedactWord *w = word (self, i);
      g_autofree char *written = g_strndup (self->text->text + w->start, w->end - w->start);

      if (g_hash_table_contains (self->names, written))
        tipoff_finder_add (self, TIPOFF_REDACTION_NAME, w->start, w->end, FALSE);
    }
}
