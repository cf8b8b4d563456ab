/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-role.h"

#include <string.h>

/* A line is looked back at no further than this, one of a header further: it may name many recipients. Its
 * label is no longer than that. */
#define MAX_LOOK_BACK 512
#define MAX_LOOK_BACK_IN_HEADER 8192
#define MAX_LABEL 32

/* The labels that mail programs put before addresses, in the languages that people
 * forward from, in small letters. */
static const char *const recipient_labels[] = {
  "to", "aan", "à", "an", "para", "a", "cc", "bcc", "cci", "cco", "kopie", "copie", "copia",
  "delivered-to", "x-original-to", "envelope-to", "resent-to", NULL
};
static const char *const sender_labels[] = {
  "from", "van", "de", "von", "sender", "return-path", "resent-from", NULL
};

/* The line that @offset is in, from its first character, or NULL where that is too far. */
static const char *
line_start (const char *text, gsize offset, gsize most)
{
  const char *p = text + offset;
  const char *limit = offset > most ? p - most : text;

  while (p > limit && p[-1] != '\n')
    p--;
  return p > limit || p == text || p[-1] == '\n' ? p : NULL;
}

/* "> *Aan:* naam" → "aan"; NULL where the line has no label before @end. */
static char *
read_label (const char *line, const char *end)
{
  g_autofree char *label = NULL;
  const char *colon;

  while (line < end && strchr (" \t>*", *line) != NULL)
    line++;
  colon = memchr (line, ':', MIN (end - line, MAX_LABEL));
  if (colon == NULL)
    return NULL;
  label = g_utf8_strdown (line, colon - line);
  g_strdelimit (label, "*", ' ');
  g_strchomp (label);
  return g_steal_pointer (&label);
}

/* "for <name@example.org>": whom a server took it for (RFC 5321, 4.4). */
static gboolean
is_after_for (const char *text, gsize offset)
{
  while (offset > 0 && strchr ("< ", text[offset - 1]) != NULL)
    offset--;
  return offset >= 4 && memcmp (text + offset - 4, " for", 4) == 0;
}

static TipoffRole
role_by_label (const TipoffPart *part, const TipoffIndicator *indicator, TipoffRole otherwise)
{
  const gboolean is_header = part->type == TIPOFF_PART_HEADER;
  const char *line = line_start (part->text, indicator->span.start, is_header ? MAX_LOOK_BACK_IN_HEADER : MAX_LOOK_BACK);
  g_autofree char *label = line != NULL ? read_label (line, part->text + indicator->span.start) : NULL;

  if (label == NULL)
    return otherwise;
  if (is_header && g_str_equal (label, "received"))
    return is_after_for (part->text, indicator->span.start) ? TIPOFF_ROLE_RECIPIENT : otherwise;
  if (is_header && g_str_equal (label, "return-path"))
    return otherwise;   /* nobody is shown it */
  if (g_strv_contains (recipient_labels, label))
    return TIPOFF_ROLE_RECIPIENT;
  if (g_strv_contains (sender_labels, label))
    return TIPOFF_ROLE_SHOWN_SENDER;
  if (g_str_equal (label, "reply-to"))
    return TIPOFF_ROLE_CONTACT;
  return otherwise;
}

/**
 * tipoff_role_guess:
 * @part: the part that @indicator was found in
 * @indicator: what was found
 *
 * A scam asks to be contacted at what stands in its text; only who a line names as
 * sender or recipient ("Van:", "To:", "Delivered-To:") has another role. classify
 * then finds out which of them belong to those who are impersonated.
 *
 * Returns: the role
 */
TipoffRole
tipoff_role_guess (const TipoffPart *part, const TipoffIndicator *indicator)
{
  gboolean address = indicator->type == TIPOFF_INDICATOR_EMAIL || indicator->type == TIPOFF_INDICATOR_PHONE;

  switch (part->type)
    {
    case TIPOFF_PART_SENDER:
      return TIPOFF_ROLE_SHOWN_SENDER;
    case TIPOFF_PART_HEADER:
      return address ? role_by_label (part, indicator, TIPOFF_ROLE_UNKNOWN) : TIPOFF_ROLE_UNKNOWN;
    case TIPOFF_PART_BODY:
    case TIPOFF_PART_TURN:
      return address ? role_by_label (part, indicator, TIPOFF_ROLE_CONTACT) : TIPOFF_ROLE_CONTACT;
    case TIPOFF_PART_SUBJECT:
    case TIPOFF_PART_LINK_TARGET:
      return TIPOFF_ROLE_CONTACT;
    case TIPOFF_PART_ATTACHMENT_NAME:
    default:
      return TIPOFF_ROLE_UNKNOWN;
    }
}
