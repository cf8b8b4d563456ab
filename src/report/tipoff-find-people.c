/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-finder.h"

#include <string.h>

/* People whom nobody greets: a given name that many have, an initial before a name, a relative. Whom the scam
 * sends forward ("I am Dr. Lawson", "agent Peter de Vries", "in the name of J. Vermeersch") is evidence. */

#define MAX_INITIALS 3
#define MAX_PARTICLES 3
/* Words of a line before a name, and bytes of a text behind it, that are looked at. */
#define MAX_LINE_WORDS 12
#define MAX_BEHIND 256
/* Words between a name and its firm: "del departamento de seguridad del". */
#define MAX_BEFORE_FIRM 6
/* Bytes between a name and the account or number to pay or call: " rek ". */
#define MAX_BEFORE_CONTACT 12
/* Words at the beginning among which "mum" opens a message of a false relative. */
#define OPENING_WORDS 4

static gboolean
is_initial (const TipoffFinder *self,
            guint               i)
{
  return exists (self, i + 1) && word (self, i)->n_letters == 1 && word (self, i)->n_digits == 0 && word (self, i)->upper
         && self->text->text[word (self, i)->end] == '.' && tipoff_redact_text_joins (self->text, i + 1, ". -");
}

/* "Smith", not "SMITH & Co" nor the German noun behind "z. B.". */
static gboolean
is_surname (const TipoffFinder *self,
            guint               i)
{
  return exists (self, i) && word (self, i)->upper && word (self, i)->n_letters >= 3 && word (self, i)->n_digits == 0
         && tipoff_redact_match (TIPOFF_CONTEXT_BRAND, self->text, i) == 0;
}

/* "T. Okonkwo", "J. VAN HOVE": a title is no initial. */
static guint
end_of_initials (const TipoffFinder *self,
                 guint               i)
{
  guint at = i;

  if (tipoff_redact_match (TIPOFF_CONTEXT_TITLE, self->text, i) > 0 || !is_initial (self, i))
    return i;
  while (at < i + MAX_INITIALS && is_initial (self, at))
    at++;
  for (guint n = 0; n < MAX_PARTICLES && exists (self, at + 1) && tipoff_redact_match (TIPOFF_CONTEXT_PARTICLE, self->text, at) > 0; n++)
    at++;
  return is_surname (self, at) ? at : i;
}

/* One past the last word of the person that begins at @i; @i where none does. */
static guint
end_of_person (const TipoffFinder *self,
               guint               i)
{
  guint surname = end_of_initials (self, i);

  if (surname > i)
    return tipoff_finder_end_of_name (self, surname);
  if (!word (self, i)->upper || !tipoff_redact_is_given_name (self->text, i))
    return i;
  return tipoff_finder_end_of_name (self, i);
}

/* "Peeters Jan", "Krüger, Jana": the family's name may come first. */
static guint
begin_of_person (const TipoffFinder *self,
                 guint               i,
                 guint               end)
{
  if (i == 0 || end != i + 1 || !is_surname (self, i - 1) || !tipoff_redact_text_joins (self->text, i, " ")
      || tipoff_finder_is_no_name (self, i - 1) || tipoff_redact_match (TIPOFF_CONTEXT_OFFICE, self->text, i - 1) > 0
      || tipoff_redact_match (TIPOFF_CONTEXT_TITLE, self->text, i - 1) > 0
      || tipoff_redact_match (TIPOFF_CONTEXT_RELATION, self->text, i - 1) > 0
      || tipoff_redact_match (TIPOFF_CONTEXT_INTRODUCTION, self->text, i - 1) > 0
      || tipoff_redact_match (TIPOFF_CONTEXT_GREETING, self->text, i - 1) > 0)
    return i;
  /* A sentence begins with a capital too. */
  return i - 1 > 0 && !tipoff_redact_text_joins (self->text, i - 1, " ") ? i - 1 : i;
}

static gboolean
holds_brand (TipoffFinder *self,
             guint         first,
             guint         end)
{
  for (guint i = first; i < end; i++)
    if (tipoff_redact_match (TIPOFF_CONTEXT_BRAND, self->text, i) > 0
        || (word (self, i)->n_letters > 3 && tipoff_finder_is_evidence (self, word (self, i)->folded)))
      return TRUE;
  return FALSE;
}

/* "from Barclays", "de Movistar", "& Partner". */
static gboolean
is_of_firm (const TipoffFinder *self,
            guint               end)
{
  static const char *const from[] = { "from", "van", "von", "vom", "de", "du", "del", "di", "der", "gmbh", "ltd", "bv", "nv", "sa", NULL };
  guint at = end;

  if (!exists (self, end))
    return FALSE;
  if (tipoff_redact_text_joins (self->text, end, " &") && !tipoff_redact_text_joins (self->text, end, " "))
    return TRUE;
  /* "Emma, HR-manager". */
  if (tipoff_redact_text_joins (self->text, end, ", ") && tipoff_redact_match (TIPOFF_CONTEXT_OFFICE, self->text, end) > 0)
    return TRUE;
  if (!tipoff_redact_text_joins (self->text, end, ", ") || !g_strv_contains (from, word (self, end)->folded))
    return FALSE;
  while (exists (self, at) && at < end + MAX_BEFORE_FIRM && !word (self, at)->upper)
    at++;
  return exists (self, at) && word (self, at)->upper;
}

/* A message that opens with "mum" names its false sender as the child that the person has. */
static gboolean
opens_with_relative (const TipoffFinder *self)
{
  for (guint i = 0; i < OPENING_WORDS && exists (self, i); i++)
    if (tipoff_redact_match (TIPOFF_CONTEXT_RELATION, self->text, i) > 0)
      return i == 0 || tipoff_redact_match_back (TIPOFF_CONTEXT_GREETING, self->text, i) > 0;
  return FALSE;
}

static gboolean
joins_context (const TipoffFinder *self,
               TipoffContext       context,
               guint               i)
{
  return tipoff_redact_match_back (context, self->text, i) > 0 && tipoff_redact_text_joins (self->text, i, " .:'’,“„«\"(\n-");
}

/* "Mr. Steven Cole needs …" is told of, "Mrs. Jane Doe, your …" is spoken to. */
static gboolean
is_spoken_to (const TipoffFinder *self,
              guint               end)
{
  /* The address below a name is where the letter went. */
  for (guint i = 0; i < self->found->len; i++)
    {
      const TipoffFound *found = &g_array_index (self->found, TipoffFound, i);

      if (found->type == TIPOFF_REDACTION_ADDRESS && found->span.part == self->part
          && found->span.start == word (self, end - 1)->end + 1)
        return TRUE;
    }
  return exists (self, end) && tipoff_redact_text_joins (self->text, end, " ,:!") && !tipoff_redact_text_joins (self->text, end, " ")
         && tipoff_redact_match (TIPOFF_CONTEXT_YOU, self->text, end) > 0;
}

/* Before the name stand titles, and before these what it is. */
static gboolean
is_sent_forward (const TipoffFinder *self,
                 guint               first,
                 guint               end,
                 gboolean            family)
{
  guint i = first;
  guint titles;

  for (guint n = 0; n < 3 && i > 0; n++, i -= titles)
    {
      if (joins_context (self, TIPOFF_CONTEXT_PAYEE, i) || joins_context (self, TIPOFF_CONTEXT_OFFICE, i)
          || joins_context (self, TIPOFF_CONTEXT_NAMED, i) || joins_context (self, TIPOFF_CONTEXT_BRAND, i)
          || (!family && (joins_context (self, TIPOFF_CONTEXT_INTRODUCTION, i) || joins_context (self, TIPOFF_CONTEXT_CLOSING, i))))
        return TRUE;
      titles = tipoff_redact_match_back (TIPOFF_CONTEXT_TITLE, self->text, i);
      if (titles == 0)
        break;
    }
  return i < first && !is_spoken_to (self, end);
}

/* "Canal de Isabel II", "Rue de Jean Jaurès": a place or a firm is called so. */
static gboolean
is_in_title (const TipoffFinder *self,
             guint               first,
             guint               end)
{
  static const char *const of[] = { "de", "del", "van", "von", "of", "di", NULL };

  /* "J. Mensah 23-69-72": an account. */
  if (exists (self, end) && word (self, end)->n_digits > 0 && tipoff_redact_text_joins (self->text, end, " "))
    return TRUE;
  return first > 1 && g_strv_contains (of, word (self, first - 1)->folded) && tipoff_redact_text_joins (self->text, first, " ")
         && word (self, first - 2)->upper && tipoff_redact_text_joins (self->text, first - 1, " ");
}

/* "4.500 € an Mehmet Kaya". */
static gboolean
is_paid (const TipoffFinder *self,
         guint               first)
{
  static const char *const to[] = { "to", "aan", "an", "à", "a", "vers", "naar", NULL };

  if (first == 0 || !g_strv_contains (to, word (self, first - 1)->folded) || !tipoff_redact_text_joins (self->text, first, " "))
    return FALSE;
  for (guint n = 1; n < MAX_LINE_WORDS && n < first; n++)
    if (word (self, first - n)->n_digits > 0 && tipoff_finder_is_amount (self, first - n))
      return TRUE;
  return FALSE;
}

/* "… Marko Jankovic, DE60 …", "0470 12 34 56 (Jan)": the account or the number beside it says whose it is. */
static gboolean
leads_to_contact (const TipoffFinder *self,
                  guint               first,
                  guint               end)
{
  gsize start = word (self, first)->start;
  gsize from = word (self, end - 1)->end;

  for (guint i = 0; i < self->verdict->indicators->len; i++)
    {
      const TipoffIndicator *indicator = g_ptr_array_index (self->verdict->indicators, i);

      if (indicator->span.part == self->part && indicator->type == TIPOFF_INDICATOR_PHONE && indicator->span.end <= start
          && start - indicator->span.end <= 3)
        return TRUE;
      if (indicator->span.part == self->part && indicator->span.start >= from && indicator->span.start - from <= MAX_BEFORE_CONTACT
          && memchr (self->text->text + from, '\n', indicator->span.start - from) == NULL
          && (indicator->type == TIPOFF_INDICATOR_IBAN || indicator->type == TIPOFF_INDICATOR_PHONE))
        return TRUE;
    }
  return FALSE;
}

/* Who signs is who wrote it: a name that begins one of the last two lines, or that is the last word. */
static gboolean
signs (const TipoffFinder *self,
       guint               first,
       guint               end)
{
  const char *text = self->text->text;
  gsize start = word (self, first)->start;
  gsize behind = self->text->length - word (self, end - 1)->end;
  const char *next = memchr (text + word (self, end - 1)->end, '\n', MIN (behind, MAX_BEHIND));
  gboolean near_end = behind <= MAX_BEHIND
                      && (next == NULL || memchr (next + 1, '\n', (gsize) (text + self->text->length - next - 1)) == NULL);
  guint i = first;

  while (i > 0 && tipoff_redact_match_back (TIPOFF_CONTEXT_TITLE, self->text, i) > 0)
    i -= tipoff_redact_match_back (TIPOFF_CONTEXT_TITLE, self->text, i);
  start = word (self, i)->start;
  if (start == 0)
    return FALSE;
  return (near_end && text[start - 1] == '\n') || (!exists (self, end) && tipoff_finder_ends_sentence (self, i));
}

/* "From: Kevin <…>". */
static gboolean
is_in_sender_line (const TipoffFinder *self,
                   guint               i)
{
  static const char *const labels[] = { "from", "van", "von", "de", "reply", NULL };
  guint at = i;

  while (at > 0 && i - at < MAX_LINE_WORDS && memchr (self->text->text + word (self, at - 1)->end, '\n', word (self, at)->start - word (self, at - 1)->end) == NULL)
    at--;
  return at < i && g_strv_contains (labels, word (self, at)->folded) && tipoff_redact_text_joins (self->text, at + 1, " \u00a0:\"<")
         && memchr (self->text->text + word (self, at)->end, ':', word (self, at + 1)->start - word (self, at)->end) != NULL;
}

static gboolean
is_related (const TipoffFinder *self,
            guint               i)
{
  return i > 0 && tipoff_redact_match_back (TIPOFF_CONTEXT_RELATION, self->text, i) > 0 && tipoff_redact_text_joins (self->text, i, " ,(");
}

/* "uw zoon Thomas", "my wife Sunita", "tante rita". */
static guint
end_of_relative (const TipoffFinder *self,
                 guint               i)
{
  guint n = tipoff_redact_match_back (TIPOFF_CONTEXT_RELATION, self->text, i);
  gboolean owned;

  if (n == 0 || !tipoff_redact_text_joins (self->text, i, " ,("))
    return i;
  owned = i > n && (tipoff_redact_match_back (TIPOFF_CONTEXT_MINE, self->text, i - n) > 0
                    || tipoff_redact_match_back (TIPOFF_CONTEXT_YOURS, self->text, i - n) > 0);
  if (!owned && !tipoff_redact_text_joins (self->text, i, " "))
    return i;
  if (tipoff_redact_is_given_name (self->text, i))
    return MAX (i + 1, tipoff_finder_end_of_name (self, i));
  return owned && word (self, i)->upper ? tipoff_finder_end_of_name (self, i) : i;
}

/* "M. Benali, un trop-perçu …", "Hr. Öztürk, Ihre Gutschrift …", "Mr K. Oyelaran, your refund …". */
static guint
end_of_titled (const TipoffFinder *self,
               guint               i)
{
  guint end = tipoff_redact_match_back (TIPOFF_CONTEXT_TITLE, self->text, i) > 0 && tipoff_redact_text_joins (self->text, i, " .")
                ? tipoff_finder_end_of_name (self, i) : i;

  return end > i && is_spoken_to (self, end) ? end : i;
}

/* "Ik ben Luc Wauters en ik word gebeld", not what somebody said to them: “Ik ben Sofie van Telenet”. */
static guint
end_of_self (const TipoffFinder *self,
             guint               i)
{
  guint n = tipoff_redact_match_back (TIPOFF_CONTEXT_SELF, self->text, i);
  const char *text = self->text->text;
  gsize start;

  if (n == 0 || !tipoff_redact_text_joins (self->text, i, " ,"))
    return i;
  start = word (self, i - n)->start;
  if (start > 0 && (text[start - 1] == '"' || (guchar) text[start - 1] >= 0x80))
    return i;
  return tipoff_finder_end_of_name (self, i);
}

/* "@nina_lbr you are in this video". */
static guint
end_of_handle (const TipoffFinder *self,
               guint               i)
{
  guint end = i + 1;

  if (i > 0 || word (self, i)->start != 1 || self->text->text[0] != '@')
    return i;
  while (exists (self, end) && word (self, end)->start - word (self, end - 1)->end == 1 && tipoff_redact_text_joins (self->text, end, "._"))
    end++;
  return end;
}

/* "its jamal", "c théo": the one who writes to a relative, in small letters too. */
static guint
end_of_false_relative (const TipoffFinder *self,
                       guint               i)
{
  return tipoff_redact_is_given_name (self->text, i) && joins_context (self, TIPOFF_CONTEXT_INTRODUCTION, i) ? i + 1 : i;
}

/* Who is somebody's by the words before: one past them, or @i. */
static guint
end_of_known (const TipoffFinder *self,
              guint               i,
              gboolean            told,
              gboolean            family)
{
  guint end = end_of_relative (self, i);

  if (end == i && family)
    end = end_of_false_relative (self, i);
  if (end == i && told)
    end = end_of_self (self, i);
  return end;
}

static gboolean
is_evidence (const TipoffFinder *self,
             guint               first,
             guint               end,
             gboolean            family)
{
  return is_sent_forward (self, first, end, family) || is_in_title (self, first, end) || is_paid (self, first)
         || leads_to_contact (self, first, end) || (!family && signs (self, first, end));
}

void
tipoff_find_people (TipoffFinder *self)
{
  gboolean told = tipoff_finder_is_told (self);
  gboolean family;

  if (self->type != TIPOFF_PART_BODY && self->type != TIPOFF_PART_SUBJECT && self->type != TIPOFF_PART_TURN)
    return;
  family = opens_with_relative (self);
  for (guint i = 0; exists (self, i) && !tipoff_finder_is_full (self); i++)
    {
      guint first = i;
      guint end = end_of_known (self, i, told, family);
      gboolean known = end > i && (told || is_related (self, i));

      if (end == i)
        end = end_of_handle (self, i);
      if (end == i)
        end = end_of_titled (self, i);
      if (end == i)
        {
          end = end_of_person (self, i);
          first = end > i ? begin_of_person (self, i, end) : i;
        }
      if (end == i)
        continue;
      if (!holds_brand (self, first, end) && !is_of_firm (self, end) && !is_in_sender_line (self, first)
          && (known || !is_evidence (self, first, end, family)))
        tipoff_finder_add_name (self, first, end);
      i = end - 1;
    }
}
