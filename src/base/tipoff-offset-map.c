/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-offset-map.h"

/* @count times the same step: @out_unit bytes written for @in_unit bytes read.
 * Bytes that were copied are steps of one for one; a UTF-16 text in ASCII is one
 * run of steps of one for two. Bytes that were dropped need no run: the next run
 * starts further on in the source. */
typedef struct
{
  gsize out_start;
  gsize in_start;
  gsize out_unit;
  gsize in_unit;
  gsize count;
} Run;

struct _TipoffOffsetMap
{
  GArray *runs;
  gsize   out_length;
  gsize   in_length;
};

/**
 * tipoff_offset_map_new:
 *
 * Returns: (transfer full): a map of nothing to nothing
 */
TipoffOffsetMap *
tipoff_offset_map_new (void)
{
  TipoffOffsetMap *map = g_new0 (TipoffOffsetMap, 1);

  map->runs = g_array_new (FALSE, FALSE, sizeof (Run));
  return map;
}

/**
 * tipoff_offset_map_free:
 * @map: (nullable) (transfer full): a map
 */
void
tipoff_offset_map_free (TipoffOffsetMap *map)
{
  if (map == NULL)
    return;
  g_array_unref (map->runs);
  g_free (map);
}

static Run *
last_run (const TipoffOffsetMap *map)
{
  return map->runs->len > 0 ? &g_array_index (map->runs, Run, map->runs->len - 1) : NULL;
}

/**
 * tipoff_offset_map_add:
 * @map: a map
 * @out_length: how many bytes were written
 * @in_length: how many bytes of the source they stand for
 *
 * Adds the next step. Equal lengths say that bytes were copied, other lengths
 * that a piece was replaced by another; either may be 0, for a piece that was
 * put in or dropped. Steps of the same kind become one run.
 */
void
tipoff_offset_map_add (TipoffOffsetMap *map,
                       gsize            out_length,
                       gsize            in_length)
{
  gboolean copied = out_length == in_length;
  Run run = {
    .out_start = map->out_length,
    .in_start = map->in_length,
    .out_unit = copied ? 1 : out_length,
    .in_unit = copied ? 1 : in_length,
    .count = copied ? out_length : 1,
  };
  Run *last = last_run (map);

  map->out_length += out_length;
  map->in_length += in_length;
  if (out_length == 0)
    return;

  if (last != NULL && last->out_unit == run.out_unit && last->in_unit == run.in_unit &&
      last->in_start + last->count * last->in_unit == run.in_start)
    last->count += run.count;
  else
    g_array_append_val (map->runs, run);
}

/**
 * tipoff_offset_map_is_identity:
 * @map: a map
 *
 * Returns: %TRUE where every byte written is the byte read at the same place
 */
gboolean
tipoff_offset_map_is_identity (const TipoffOffsetMap *map)
{
  const Run *run = last_run (map);

  if (map->out_length != map->in_length)
    return FALSE;
  return run == NULL || (map->runs->len == 1 && run->out_unit == 1 && run->in_unit == 1);
}

/* The run that wrote the byte at @offset, which must be below out_length. */
static const Run *
find_run (const TipoffOffsetMap *map,
          gsize                  offset)
{
  guint low = 0, high = map->runs->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (map->runs, Run, middle).out_start <= offset)
        low = middle;
      else
        high = middle;
    }
  return &g_array_index (map->runs, Run, low);
}

static gsize
source_start_of (const TipoffOffsetMap *map,
                 gsize                  offset)
{
  const Run *run = find_run (map, offset);

  return run->in_start + (offset - run->out_start) / run->out_unit * run->in_unit;
}

static gsize
source_end_of (const TipoffOffsetMap *map,
               gsize                  offset)
{
  const Run *run = find_run (map, offset);

  return run->in_start + ((offset - run->out_start) / run->out_unit + 1) * run->in_unit;
}

/**
 * tipoff_offset_map_to_source:
 * @map: a map
 * @start: first byte of a range in what was written
 * @end: one past its last byte
 * @source_start: (out): first byte of the source range
 * @source_end: (out): one past its last byte
 *
 * Finds the smallest source range that gave a range of what was written. A step
 * that is touched counts whole. An empty range gives an empty range. Offsets
 * past the end are taken as the end.
 */
void
tipoff_offset_map_to_source (const TipoffOffsetMap *map,
                             gsize                  start,
                             gsize                  end,
                             gsize                 *source_start,
                             gsize                 *source_end)
{
  end = MIN (end, map->out_length);
  start = MIN (start, end);

  if (start < end)
    {
      *source_start = source_start_of (map, start);
      *source_end = source_end_of (map, end - 1);
    }
  else if (start < map->out_length)
    *source_start = *source_end = source_start_of (map, start);
  else
    *source_start = *source_end = start > 0 ? source_end_of (map, start - 1) : 0;
}
