/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-chain.h"

#include "tipoff-chars.h"

typedef struct
{
  TipoffChain *chain;
  gboolean     too_many;    /* more labels than a host name can have */
  gboolean     unspaced;    /* the letter before was of a script without spaces */
} Reading;

static void
begin_label (Reading *reading, const char *p)
{
  TipoffChain *chain = reading->chain;

  if (chain->n_labels == TIPOFF_CHAIN_MAX_LABELS)
    {
      reading->too_many = TRUE;
      return;
    }
  chain->label_start[chain->n_labels] = p;
  chain->label_end[chain->n_labels] = p;
  chain->n_labels++;
}

/* Here a host name could begin at the earliest. */
static void
begin_host (Reading *reading, const char *p)
{
  reading->chain->n_labels = 0;
  reading->too_many = FALSE;
  begin_label (reading, p);
}

static void
extend_label (Reading *reading, const char *label_end)
{
  TipoffChain *chain = reading->chain;

  chain->end = label_end;
  if (!reading->too_many && chain->n_labels > 0)
    chain->label_end[chain->n_labels - 1] = label_end;
}

/* Where a label goes on behind the full stop at @p, written in whatever way; or NULL. */
static const char *
behind_dot (const char *p, const char *end, const TipoffChar *c, gboolean *defanged)
{
  const char *next = c->next;

  *defanged = c->kind != TIPOFF_CHAR_DOT;
  if (*defanged)
    next = tipoff_defanged_dot_end (p, end);
  if (next == NULL)
    return NULL;
  next = tipoff_skip_invisible (next, end);
  return tipoff_char_read (next, end).kind == TIPOFF_CHAR_LETTER ? next : NULL;
}

/* "请点击evil.top查看": scripts without spaces touch a host name in Latin letters. TRUE where
 * the chain ends before this letter. */
static gboolean
cross_script (Reading *reading, const char *p, gunichar c)
{
  gboolean unspaced = c >= 0x80 && tipoff_char_is_unspaced (c);
  gboolean before = reading->unspaced;
  TipoffChain *chain = reading->chain;

  reading->unspaced = unspaced;
  if (p == chain->start || before == unspaced)
    return FALSE;
  if (unspaced)
    return c >= 0x80 && chain->n_labels > 1 && p > chain->label_start[chain->n_labels - 1];
  if (chain->n_labels == 1)
    {
      chain->start = p;
      begin_host (reading, p);
    }
  return FALSE;
}

/* "%62" behind a scheme. */
static const char *
percent_end (const char *p, const char *end)
{
  return end - p >= 3 && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]) ? p + 3 : NULL;
}

/* One step at @p; where to go on, or NULL at the end of the chain. */
static const char *
read_step (Reading *reading, const char *p, const char *end, TipoffChainMode mode)
{
  TipoffChar c = tipoff_char_read (p, end);
  gboolean defanged;
  const char *next;

  switch (c.kind)
    {
    case TIPOFF_CHAR_LETTER:
      if (cross_script (reading, p, c.c))
        return NULL;
      next = c.next;
      if (!reading->unspaced)                       /* the rest of an ordinary word, at once */
        while (next < end && (guchar) *next < 0x80 &&
               tipoff_ascii_kinds[(guchar) *next] == TIPOFF_CHAR_LETTER)
          next++;
      extend_label (reading, next);
      return next;

    case TIPOFF_CHAR_JOINER:
      if (c.c >= 0x80)              /* a mark belongs to its letter; - and _ may be of the sentence */
        extend_label (reading, c.next);
      return c.next;

    case TIPOFF_CHAR_INVISIBLE:
      return c.next;

    case TIPOFF_CHAR_LOCAL:
      if (mode != TIPOFF_CHAIN_ANY)
        {
          next = c.c == '%' && mode == TIPOFF_CHAIN_HOST ? percent_end (p, end) : NULL;
          if (next != NULL)
            extend_label (reading, next);
          return next;
        }
      next = tipoff_skip_invisible (c.next, end);
      if (tipoff_char_read (next, end).kind == TIPOFF_CHAR_LETTER)
        begin_host (reading, next);
      return next;

    case TIPOFF_CHAR_DOT:
    case TIPOFF_CHAR_OPEN:
    case TIPOFF_CHAR_SPACE:
      next = behind_dot (p, end, &c, &defanged);
      if (next != NULL)
        {
          reading->chain->defanged |= defanged;
          begin_label (reading, next);
        }
      return next;

    case TIPOFF_CHAR_OTHER:
    default:
      return NULL;
    }
}

void
tipoff_chain_read (TipoffChain *chain, const char *p, const char *end, TipoffChainMode mode)
{
  Reading reading = { .chain = chain };
  TipoffChar first = tipoff_char_read (p, end);

  chain->start = chain->end = chain->next = p;
  chain->n_labels = 0;
  chain->defanged = FALSE;
  if (first.kind != TIPOFF_CHAR_LETTER &&
      !(mode == TIPOFF_CHAIN_HOST && first.c == '%' && percent_end (p, end) != NULL))
    return;

  begin_label (&reading, p);
  while (p != NULL)
    {
      chain->next = p;
      p = read_step (&reading, p, end, mode);
    }
  if (reading.too_many)
    chain->n_labels = 0;
}
