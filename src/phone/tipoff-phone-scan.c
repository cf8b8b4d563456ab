/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-phone-scan.h"

/* More separators than this between two blocks set numbers apart. */
#define MAX_GAP 4

/* A longer run comes in pieces, so that a look at the whole of one costs little. */
#define MAX_RUN_BLOCKS 64

/* Nearly all characters are these, and most of them belong to no number. */
static const char ascii[0x80] = {
  ['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3', ['4'] = '4', ['5'] = '5', ['6'] = '6', ['7'] = '7', ['8'] = '8',
  ['9'] = '9', ['+'] = '+', [' '] = ' ', ['-'] = '-', ['.'] = '.', ['/'] = '/', ['('] = '(', [')'] = ')',
  ['['] = '(', [']'] = ')',
};

/**
 * tipoff_phone_fold:
 * @character: any character
 *
 * Digits of every script and width, dashes and spaces of every kind count as
 * ASCII's. Characters without a width count as nothing: they are a way to hide a
 * number from a program.
 *
 * Returns: an ASCII digit or separator, %TIPOFF_PHONE_UNSEEN, or 0
 */
char
tipoff_phone_fold (gunichar character)
{
  if (character < 0x80)
    return ascii[character];

  switch (character)
    {
    case 0xFF0B:
      return '+';
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015:
    case 0x2212: case 0x30FC: case 0xFE63: case 0xFF0D:
      return '-';
    case 0xFF0E: case 0x00B7: case 0x2022: case 0x2219:
      return '.';
    case 0xFF0F: case 0x2044:
      return '/';
    case 0xFF08: case 0xFF3B:
      return '(';
    case 0xFF09: case 0xFF3D:
      return ')';
    case 0x00AD: case 0x200B: case 0x200C: case 0x200D: case 0x2060: case 0xFEFF:
    case 0x061C: case 0x200E: case 0x200F:
    case 0x202A: case 0x202B: case 0x202C: case 0x202D: case 0x202E:
    case 0x2066: case 0x2067: case 0x2068: case 0x2069:
      return TIPOFF_PHONE_UNSEEN;
    case 0x20E3: case 0xFE0F:   /* the frame and the colour of keycap emoji */
      return TIPOFF_PHONE_UNSEEN;
    default:
      break;
    }

  if (g_unichar_type (character) == G_UNICODE_SPACE_SEPARATOR)
    return ' ';
  if (g_unichar_isdigit (character))
    return (char) ('0' + g_unichar_digit_value (character));
  return '\0';
}

/**
 * tipoff_phone_fold_text:
 * @text: valid UTF-8
 * @length: its length in bytes
 * @map: (out) (transfer full): leads from the result back into @text
 *
 * Returns: (transfer full): @text as tipoff_phone_fold () has it, what belongs to
 *   no number left out; all ASCII
 */
char *
tipoff_phone_fold_text (const char       *text,
                        gsize             length,
                        TipoffOffsetMap **map)
{
  GString *folded = g_string_sized_new (length);

  *map = tipoff_offset_map_new ();
  for (const char *p = text; p < text + length;)
    {
      const char *next = g_utf8_next_char (p);
      char as = tipoff_phone_fold (g_utf8_get_char (p));
      gboolean kept = as != '\0' && as != TIPOFF_PHONE_UNSEEN;

      if (kept)
        g_string_append_c (folded, as);
      tipoff_offset_map_add (*map, kept ? 1 : 0, (gsize) (next - p));
      p = next;
    }
  return g_string_free (folded, FALSE);
}

/**
 * tipoff_phone_scan_init:
 * @scan: what to set up; cleared by tipoff_phone_scan_clear ()
 * @text: valid UTF-8, kept by the caller
 * @length: its length in bytes
 */
void
tipoff_phone_scan_init (TipoffPhoneScan *scan,
                        const char      *text,
                        gsize            length)
{
  *scan = (TipoffPhoneScan) { .text = text, .length = length };
  scan->blocks = g_array_new (FALSE, FALSE, sizeof (TipoffPhoneBlock));
}

/**
 * tipoff_phone_scan_clear:
 * @scan: a scan
 */
void
tipoff_phone_scan_clear (TipoffPhoneScan *scan)
{
  g_clear_pointer (&scan->blocks, g_array_unref);
}

/* What stood between the last block and here. */
typedef struct
{
  gsize    lead_start;   /* of the brackets and the plus that touch what comes next */
  gboolean has_lead;
  gboolean plus;
  gboolean spaced;
  char     separator;
  guint    gap;
} Between;

static void
add_separator (Between *between,
               char     as,
               gsize    at)
{
  between->gap++;
  if (as == '(')
    {
      if (!between->has_lead)
        between->lead_start = at;
      between->has_lead = TRUE;
      return;
    }
  if (as == ' ')
    between->spaced = TRUE;
  if (as != ')')
    between->separator = as;
  /* "+ 32" and "(+ 32" are still one number. */
  if (as != ' ' || !between->plus)
    between->has_lead = FALSE;
}

static void
add_digit (TipoffPhoneScan *scan,
           const Between   *between,
           gboolean         extends,
           gsize            at,
           gsize            end,
           char             as)
{
  TipoffPhoneBlock block;

  if (extends)
    {
      TipoffPhoneBlock *last = &g_array_index (scan->blocks, TipoffPhoneBlock, scan->blocks->len - 1);

      last->end = end;
      last->digits++;
      return;
    }
  block = (TipoffPhoneBlock) {
    .start = between->has_lead ? between->lead_start : at,
    .digits_start = at,
    .end = end,
    .digits = 1,
    .first_digit = (guint) (as - '0'),
    .plus = between->plus && between->has_lead,
    .separator = scan->blocks->len > 0 ? between->separator : '\0',
    .spaced = scan->blocks->len == 0 || between->spaced,
    .gap = between->gap,
  };
  g_array_append_val (scan->blocks, block);
}

/**
 * tipoff_phone_scan_next:
 * @scan: a scan
 *
 * Finds the next run, into @scan's blocks. A plus starts a run; anything that
 * belongs to no number ends one. Each byte is looked at once, or twice where it
 * ends one run and may begin another.
 *
 * Returns: %FALSE where there is none any more
 */
gboolean
tipoff_phone_scan_next (TipoffPhoneScan *scan)
{
  Between between = { 0 };
  gboolean in_block = FALSE;

  g_array_set_size (scan->blocks, 0);
  while (scan->at < scan->length)
    {
      const char *p = scan->text + scan->at;
      gsize next = scan->at + (gsize) (g_utf8_next_char (p) - p);
      char as = tipoff_phone_fold (g_utf8_get_char (p));
      gboolean running = scan->blocks->len > 0;

      gboolean full = scan->blocks->len == MAX_RUN_BLOCKS && !in_block;

      if (as == '\0' || (as == '+' && running) || between.gap > MAX_GAP || full)
        {
          if (running)
            {
              /* A plus belongs to the next run, and so does a digit. */
              scan->at = as == '\0' ? next : scan->at;
              return TRUE;
            }
          between = (Between) { 0 };
        }
      if (as == '+')
        {
          if (!between.has_lead)
            between.lead_start = scan->at;
          between.has_lead = between.plus = TRUE;
        }
      else if (g_ascii_isdigit (as))
        {
          add_digit (scan, &between, in_block, scan->at, next, as);
          in_block = TRUE;
          between = (Between) { 0 };
        }
      else if (as != '\0' && as != TIPOFF_PHONE_UNSEEN)
        {
          add_separator (&between, as, scan->at);
          in_block = FALSE;
        }
      scan->at = next;
    }
  return scan->blocks->len > 0;
}
