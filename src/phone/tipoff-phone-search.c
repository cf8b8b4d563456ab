/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-phone-search.h"

#include "tipoff-phone-decoy.h"
#include "tipoff-phone-number.h"
#include "tipoff-phone-scan.h"

#include <string.h>

/* Fewer digits are no number that one could call from elsewhere. */
#define MIN_DIGITS 6
#define MIN_FOREIGN_DIGITS 7
#define MIN_DOMESTIC_DIGITS 9
#define MAX_DIGITS 15
#define EXIT_CODE_DIGITS 2
/* Blocks in one question to the library; a list in one line is asked in pieces. */
#define MAX_WINDOW_BLOCKS 16
/* The work in one text, in units of a parse, 12 µs: a window costs by its blocks. */
#define MAX_WORK 20000
#define WINDOW_WORK(blocks) (4 + 2 * (blocks))
#define MATCH_WORK 10
#define PARSE_WORK 1

typedef struct
{
  const TipoffPhoneNumbersModule *module;
  const char                     *text;
  gsize                           length;
  const char                     *region;
  guint                           max_numbers;
  GPtrArray                      *found;
  guint                           work;
  gboolean                        failed;

  /* The window that is being asked. */
  gsize                           window_start;
  TipoffOffsetMap                *map;
} Search;

static guint
count_digits (const TipoffPhoneBlock *blocks,
              guint                   count)
{
  guint digits = 0;

  for (guint i = 0; i < count; i++)
    digits += blocks[i].digits;
  return digits;
}

static gboolean
is_over (const Search *search)
{
  return search->failed || search->work >= MAX_WORK || search->found->len >= search->max_numbers;
}

static void
add_found (Search                 *search,
           gsize                   start,
           gsize                   end,
           const TipoffPhoneFacts *facts)
{
  g_ptr_array_add (search->found, tipoff_phone_number_new (search->text, start, end, facts));
}

static gboolean
match_cb (gsize                   start,
          gsize                   end,
          const TipoffPhoneFacts *facts,
          gpointer                user_data)
{
  Search *search = user_data;
  gsize source_start, source_end;

  tipoff_offset_map_to_source (search->map, start, end, &source_start, &source_end);
  add_found (search, search->window_start + source_start, search->window_start + source_end, facts);
  search->work += MATCH_WORK;
  return !is_over (search);
}

static void
ask_matcher (Search                 *search,
             const TipoffPhoneBlock *blocks,
             guint                   count)
{
  gsize start = blocks[0].start;
  g_autoptr (TipoffOffsetMap) map = NULL;
  g_autofree char *folded = tipoff_phone_fold_text (search->text + start, blocks[count - 1].end - start, &map);

  search->work += WINDOW_WORK (count);
  search->window_start = start;
  search->map = map;
  if (search->module->match (folded, search->region, match_cb, search) == TIPOFF_PHONE_OUTCOME_FAILED)
    search->failed = TRUE;
  search->map = NULL;
}

static gboolean
parse_blocks (Search                 *search,
              const TipoffPhoneBlock *blocks,
              guint                   count,
              TipoffPhoneFacts       *facts)
{
  gsize start = blocks[0].start;
  g_autoptr (TipoffOffsetMap) map = NULL;
  g_autofree char *folded = tipoff_phone_fold_text (search->text + start, blocks[count - 1].end - start, &map);
  TipoffPhoneOutcome outcome;

  search->work += PARSE_WORK;
  outcome = search->module->parse (folded, search->region, facts);
  if (outcome == TIPOFF_PHONE_OUTCOME_FAILED)
    search->failed = TRUE;
  return outcome == TIPOFF_PHONE_OUTCOME_FOUND;
}

/* Does a number seem to begin with this block, and which way? */
typedef enum
{
  BEGINS_NONE,
  BEGINS_DOMESTIC,   /* 0470 … */
  BEGINS_FOREIGN,    /* +32 … or 0032 … */
} Begins;

static Begins
begins (const char             *text,
        const TipoffPhoneBlock *block)
{
  if (block->plus)
    return BEGINS_FOREIGN;
  if (!block->spaced || block->first_digit != 0)
    return BEGINS_NONE;
  return text[block->digits_start + 1] == '0' && block->digits > 1 ? BEGINS_FOREIGN : BEGINS_DOMESTIC;
}

/* How many blocks were meant as one number: up to a wide gap, to one that begins
 * another, or to the most digits that there can be. */
static guint
natural_extent (const char             *text,
                const TipoffPhoneBlock *blocks,
                guint                   count,
                guint                   max_digits)
{
  guint digits = blocks[0].digits;
  guint n = 1;

  while (n < count && blocks[n].gap < 3 && digits + blocks[n].digits <= max_digits &&
         !(digits > MIN_FOREIGN_DIGITS && begins (text, blocks + n) != BEGINS_NONE))
    digits += blocks[n++].digits;
  return n;
}

/* What stands behind @n blocks was not meant as part of the number: it is set off
 * by a space, and the number has none of its own or is written in full. */
static gboolean
may_end_at (const TipoffPhoneBlock *blocks,
            guint                   n,
            Begins                  how)
{
  if (!blocks[n].spaced)
    return FALSE;
  for (guint i = 1; i < n && how == BEGINS_DOMESTIC; i++)
    if (blocks[i].spaced)
      return FALSE;
  return TRUE;
}

/* Looks for a number that begins with the first block: a valid one that the matcher
 * did not see since more digits follow, else one that was meant to be valid. Gives
 * how many blocks it took, 0 where there is none. */
static guint
find_plausible (Search                 *search,
                const TipoffPhoneBlock *blocks,
                guint                   count)
{
  Begins how = begins (search->text, blocks);
  gboolean exit_code = how == BEGINS_FOREIGN && !blocks[0].plus;
  guint min_digits = how == BEGINS_FOREIGN ? MIN_FOREIGN_DIGITS : MIN_DOMESTIC_DIGITS;
  TipoffPhoneFacts facts, whole;
  gboolean parsed;
  guint extent;

  if (how == BEGINS_NONE)
    return 0;
  if (exit_code)
    min_digits += EXIT_CODE_DIGITS;
  extent = natural_extent (search->text, blocks, count, MAX_DIGITS + (exit_code ? EXIT_CODE_DIGITS : 0));
  if (count_digits (blocks, extent) < min_digits)
    return 0;

  parsed = parse_blocks (search, blocks, extent, &whole);
  if (parsed && whole.valid)
    {
      add_found (search, blocks[0].start, blocks[extent - 1].end, &whole);
      return extent;
    }
  for (guint n = extent - 1; n > 0 && !is_over (search) && count_digits (blocks, n) >= MIN_FOREIGN_DIGITS; n--)
    if (may_end_at (blocks, n, how) && parse_blocks (search, blocks, n, &facts) && facts.valid)
      {
        add_found (search, blocks[0].start, blocks[n - 1].end, &facts);
        return n;
      }
  if (parsed && (how == BEGINS_FOREIGN || whole.possible))
    {
      add_found (search, blocks[0].start, blocks[extent - 1].end, &whole);
      return extent;
    }
  return 0;
}

/* Searches blocks in which the matcher found nothing. */
static void
search_gap (Search                 *search,
            const TipoffPhoneBlock *blocks,
            guint                   count)
{
  for (guint i = 0; i < count && !is_over (search);)
    {
      guint taken = find_plausible (search, blocks + i, count - i);

      i += MAX (taken, 1);
    }
}

/* Searches @count blocks without a decoy among them: the valid numbers first, then
 * what lies between. */
static void
search_window (Search                 *search,
               const TipoffPhoneBlock *blocks,
               guint                   count)
{
  guint first_match = search->found->len, end_match;
  guint i = 0;

  if (count_digits (blocks, count) < MIN_DIGITS)
    return;
  ask_matcher (search, blocks, count);
  end_match = search->found->len;

  for (guint m = first_match; m < end_match; m++)
    {
      const TipoffPhoneNumber *match = g_ptr_array_index (search->found, m);
      guint gap = i;

      while (i < count && blocks[i].end <= tipoff_phone_number_get_start (match))
        i++;
      search_gap (search, blocks + gap, i - gap);
      while (i < count && blocks[i].digits_start < tipoff_phone_number_get_end (match))
        i++;
    }
  search_gap (search, blocks + i, count - i);
}

/* Divides a run at its decoys. */
static void
search_run (Search                 *search,
            const TipoffPhoneBlock *blocks,
            guint                   count)
{
  guint start = 0;

  for (guint i = 0; i < count && !is_over (search);)
    {
      guint decoy = tipoff_phone_decoy_blocks (search->text, search->length, blocks + i, count - i);

      if (decoy > 0 || i - start == MAX_WINDOW_BLOCKS)
        {
          search_window (search, blocks + start, i - start);
          i += decoy;
          start = i;
        }
      if (decoy == 0)
        i++;
    }
  if (!is_over (search))
    search_window (search, blocks + start, count - start);
}

static int
compare_starts (gconstpointer a,
                gconstpointer b)
{
  gsize first = tipoff_phone_number_get_start (*(const TipoffPhoneNumber *const *) a);
  gsize second = tipoff_phone_number_get_start (*(const TipoffPhoneNumber *const *) b);

  return first < second ? -1 : first > second;
}

/**
 * tipoff_phone_search_may_find:
 * @text: valid UTF-8
 * @length: its length in bytes
 *
 * Returns: %FALSE where @text has no run of digits that could be a number, so that
 *   the library is not needed
 */
gboolean
tipoff_phone_search_may_find (const char *text,
                              gsize       length)
{
  g_auto (TipoffPhoneScan) scan;

  tipoff_phone_scan_init (&scan, text, length);
  while (tipoff_phone_scan_next (&scan))
    if (count_digits ((const TipoffPhoneBlock *) scan.blocks->data, scan.blocks->len) >= MIN_DIGITS)
      return TRUE;
  return FALSE;
}

/**
 * tipoff_phone_search:
 * @module: libphonenumber
 * @text: valid UTF-8
 * @length: its length in bytes
 * @region: upper-case region
 * @max_numbers: the most to find
 * @found: (element-type TipoffPhoneNumber): where they go, in order
 *
 * Returns: %TIPOFF_PHONE_OUTCOME_FAILED where the library failed
 */
TipoffPhoneOutcome
tipoff_phone_search (const TipoffPhoneNumbersModule *module,
                     const char                     *text,
                     gsize                           length,
                     const char                     *region,
                     guint                           max_numbers,
                     GPtrArray                      *found)
{
  g_auto (TipoffPhoneScan) scan;
  Search search = {
    .module = module, .text = text, .length = length, .region = region,
    .max_numbers = max_numbers, .found = found,
  };

  tipoff_phone_scan_init (&scan, text, length);
  while (!is_over (&search) && tipoff_phone_scan_next (&scan))
    search_run (&search, (const TipoffPhoneBlock *) scan.blocks->data, scan.blocks->len);

  g_ptr_array_sort (found, compare_starts);
  return search.failed ? TIPOFF_PHONE_OUTCOME_FAILED : TIPOFF_PHONE_OUTCOME_FOUND;
}
