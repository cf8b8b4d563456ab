/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-joint.h"

#include "tipoff-chars.h"

#include <string.h>

static gboolean
label_is_one_of (const TipoffChain *chain, guint label, const char *const *list)
{
  const char *start = chain->label_start[label];
  gsize length = chain->label_end[label] - start;

  for (gsize i = 0; list[i] != NULL; i++)
    if (strlen (list[i]) == length && g_ascii_strncasecmp (start, list[i], length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
begins_with_capital (const char *start, const char *end)
{
  const char *second = g_utf8_next_char (start);

  return g_unichar_isupper (g_utf8_get_char (start)) &&
         (second >= end || !g_unichar_isupper (g_utf8_get_char (second)));
}

/* A label that only a new sentence explains. "Paypal.Com" is a name with capitals. */
static gboolean
begins_sentence (const char *start, const char *end)
{
  static const char *const names[] = { "Com", "Net", "Org", NULL };
  gsize length = end - start;

  for (gsize i = 0; names[i] != NULL; i++)
    if (length == 3 && memcmp (start, names[i], 3) == 0)
      return FALSE;
  return begins_with_capital (start, end) || tipoff_char_is_unspaced (g_utf8_get_char (start));
}

void
tipoff_joint_drop (TipoffChain *chain, guint least)
{
  while (chain->n_labels > least)
    {
      guint last = chain->n_labels - 1;

      if (!begins_sentence (chain->label_start[last], chain->label_end[last]) ||
          tipoff_char_is_unspaced (g_utf8_get_char (chain->label_start[last - 1])))
        return;
      chain->n_labels--;
      chain->end = chain->label_end[last - 1];
      chain->next = chain->end;
    }
}

/* What a name has and a word of a sentence has not: a digit, a hyphen, or great length. */
static gboolean
is_coined (const char *start, const char *end)
{
  if (end - start > 12)
    return TRUE;
  for (const char *p = start; p < end; p++)
    if (g_ascii_isdigit (*p) || *p == '-')
      return TRUE;
  return FALSE;
}

/* The rest of the sentence follows: a blank, and then a letter or digit. */
static gboolean
sentence_goes_on (const char *p, const char *end)
{
  if (p >= end || *p != ' ')
    return FALSE;
  while (p < end && *p == ' ')
    p++;
  return tipoff_char_read (p, end).kind == TIPOFF_CHAR_LETTER;
}

gboolean
tipoff_joint_is_likely (const TipoffChain *chain, const char *text, const char *end)
{
  /* Top-level domains under which files are sent. */
  static const char *const extensions[] = { "zip", "mov", NULL };
  /* Top-level domains that are everyday words of the languages that we read. Measured on
   * messages of both sorts: with national ones of our countries, such as "be", "de" and "it",
   * more would be lost than won. */
  static const char *const words[] = {
    "am", "as", "by", "call", "do", "er", "et", "got", "how", "il", "im", "in", "is", "je", "la",
    "like", "lol", "love", "ma", "me", "meet", "my", "na", "ne", "next", "no", "now", "nu", "om", "pa",
    "pm", "se", "si", "so", "su", "to", "today", "us", "you", NULL
  };
  static const char *const initials[] = { "com", "co", NULL };     /* "x.com" */
  guint last = chain->n_labels - 1;
  const char *name = chain->label_start[last - 1], *name_end = chain->label_end[last - 1];

  if (chain->label_start[0] > text && chain->label_start[0][-1] == '@')
    return TRUE;                                    /* the name of an account */
  if (label_is_one_of (chain, last, extensions))
    return TRUE;
  if (chain->n_labels > 2)
    return FALSE;
  if (g_utf8_next_char (name) == name_end)
    return !label_is_one_of (chain, last, initials);
  if (name_end - name <= 2 && strspn (name, "0123456789") >= (gsize) (name_end - name))
    return TRUE;                                    /* "11.am" */
  return label_is_one_of (chain, last, words) && !is_coined (name, name_end) &&
         sentence_goes_on (chain->end, end);
}
