/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-utf8.h"

#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD"
#define REPLACEMENT_LENGTH 3

/* How much of a long text is looked at to tell whether it is one. */
#define SAMPLE_BYTES ((gsize) 64 * 1024)

/* Looks at the next sequence. *@size becomes the length of the well-formed
 * character, or of the maximal ill-formed subpart: the longest start of a
 * well-formed sequence, at least one byte (Unicode 15, table 3-7). */
static gboolean
next_sequence (const guchar *bytes,
               gsize         length,
               gsize        *size)
{
  guchar lead = bytes[0];
  guchar low = 0x80, high = 0xBF;
  gsize wanted;

  if (lead < 0x80)
    wanted = 1;
  else if (lead >= 0xC2 && lead <= 0xDF)
    wanted = 2;
  else if (lead >= 0xE0 && lead <= 0xEF)
    wanted = 3;
  else if (lead >= 0xF0 && lead <= 0xF4)
    wanted = 4;
  else
    {
      *size = 1;
      return FALSE;
    }

  /* The second byte's range shuts out overlong forms, surrogates and what lies
   * beyond U+10FFFF. */
  if (lead == 0xE0)
    low = 0xA0;
  else if (lead == 0xED)
    high = 0x9F;
  else if (lead == 0xF0)
    low = 0x90;
  else if (lead == 0xF4)
    high = 0x8F;

  for (*size = 1; *size < wanted && *size < length; (*size)++)
    {
      if (bytes[*size] < low || bytes[*size] > high)
        return FALSE;
      low = 0x80;
      high = 0xBF;
    }
  return *size == wanted && lead != 0;
}

static void
repair_utf8 (const guchar    *bytes,
             gsize            length,
             GString         *out,
             TipoffOffsetMap *map)
{
  gsize i = 0;

  if (length >= 3 && memcmp (bytes, "\xEF\xBB\xBF", 3) == 0)
    {
      tipoff_offset_map_add (map, 0, 3);
      i = 3;
    }

  while (i < length)
    {
      gsize good = i, size = 0;

      while (good < length && next_sequence (bytes + good, length - good, &size))
        good += size;
      g_string_append_len (out, (const char *) bytes + i, good - i);
      tipoff_offset_map_add (map, good - i, good - i);
      i = good;

      if (i < length)
        {
          g_string_append_len (out, REPLACEMENT, REPLACEMENT_LENGTH);
          tipoff_offset_map_add (map, REPLACEMENT_LENGTH, size);
          i += size;
        }
    }
}

static gunichar
utf16_unit (const guchar *bytes,
            gboolean      big_endian)
{
  return big_endian ? (gunichar) bytes[0] << 8 | bytes[1] : (gunichar) bytes[1] << 8 | bytes[0];
}

/* The next character of a UTF-16 text, U+FFFD for NUL, a lone surrogate and an
 * odd last byte. */
static gunichar
next_utf16 (const guchar *bytes,
            gsize         length,
            gboolean      big_endian,
            gsize        *size)
{
  gunichar unit, second;

  *size = MIN (length, 2);
  if (length < 2)
    return 0xFFFD;

  unit = utf16_unit (bytes, big_endian);
  if (unit == 0)
    return 0xFFFD;
  if (unit < 0xD800 || unit > 0xDFFF)
    return unit;

  second = length >= 4 ? utf16_unit (bytes + 2, big_endian) : 0;
  if (unit > 0xDBFF || second < 0xDC00 || second > 0xDFFF)
    return 0xFFFD;

  *size = 4;
  return 0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00);
}

static void
repair_utf16 (const guchar    *bytes,
              gsize            length,
              gboolean         big_endian,
              GString         *out,
              TipoffOffsetMap *map)
{
  tipoff_offset_map_add (map, 0, 2);

  for (gsize i = 2, size; i < length; i += size)
    {
      gunichar character = next_utf16 (bytes + i, length - i, big_endian, &size);
      gsize before = out->len;

      g_string_append_unichar (out, character);
      tipoff_offset_map_add (map, out->len - before, size);
    }
}

static gboolean
has_utf16_mark (const guchar *bytes,
                gsize         length,
                gboolean     *big_endian)
{
  if (length < 2)
    return FALSE;
  *big_endian = bytes[0] == 0xFE && bytes[1] == 0xFF;
  return *big_endian || (bytes[0] == 0xFF && bytes[1] == 0xFE);
}

/**
 * tipoff_utf8_repair:
 * @bytes: (array length=length) (nullable): any bytes
 * @length: how many
 * @out_length: (out) (optional): length of the result in bytes
 * @map: (out) (optional) (nullable) (transfer full): leads from the result back
 *   into @bytes; %NULL where nothing changed
 *
 * Makes text of what a stranger wrote. Each maximal ill-formed subpart and each
 * NUL becomes one U+FFFD (Unicode 15, 3.9; WHATWG Encoding). UTF-16 with a byte
 * order mark is converted; a UTF-8 mark is dropped. Takes linear time; the result is
 * at most three times as long as @bytes.
 *
 * Returns: (transfer full): valid UTF-8 without NUL, terminated by one
 */
char *
tipoff_utf8_repair (const char       *bytes,
                    gsize             length,
                    gsize            *out_length,
                    TipoffOffsetMap **map)
{
  g_autoptr (TipoffOffsetMap) made = tipoff_offset_map_new ();
  GString *out = g_string_sized_new (length + 1);
  gboolean big_endian;

  if (has_utf16_mark ((const guchar *) bytes, length, &big_endian))
    repair_utf16 ((const guchar *) bytes, length, big_endian, out, made);
  else
    repair_utf8 ((const guchar *) bytes, length, out, made);

  if (out_length != NULL)
    *out_length = out->len;
  if (map != NULL)
    {
      gboolean unchanged = out->len == length &&
                           (length == 0 || memcmp (out->str, bytes, length) == 0);

      *map = unchanged ? NULL : g_steal_pointer (&made);
    }
  return g_string_free (out, FALSE);
}

/* How files that are not text begin. */
static const struct
{
  gsize       length;
  const char *bytes;
} magics[] = {
  { 8, "\x89PNG\r\n\x1A\n" },
  { 3, "\xFF\xD8\xFF" },                   /* JPEG */
  { 6, "GIF87a" },
  { 6, "GIF89a" },
  { 4, "II*\0" },                          /* TIFF */
  { 4, "MM\0*" },
  { 5, "%PDF-" },
  { 4, "PK\3\4" },                         /* ZIP, DOCX, APK */
  { 4, "PK\5\6" },
  { 4, "\x7F" "ELF" },
  { 2, "\x1F\x8B" },                       /* gzip */
  { 4, "\x28\xB5\x2F\xFD" },               /* zstd */
  { 6, "\xFD" "7zXZ\0" },
  { 6, "7z\xBC\xAF\x27\x1C" },
  { 6, "Rar!\x1A\x07" },
  { 8, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" }, /* OLE: DOC, XLS, MSG */
  { 16, "SQLite format 3\0" },
  { 10, "BZh91AY&SY" },
  { 4, "\xCA\xFE\xBA\xBE" },               /* Java, Mach-O */
  { 4, "OggS" },
  { 4, "\0asm" },
};

static gboolean
has_bytes (const char *bytes,
           gsize       length,
           gsize       offset,
           const char *wanted,
           gsize       wanted_length)
{
  return length >= offset + wanted_length && memcmp (bytes + offset, wanted, wanted_length) == 0;
}

static gboolean
has_magic (const char *bytes,
           gsize       length)
{
  if (has_bytes (bytes, length, 0, "RIFF", 4) && has_bytes (bytes, length, 8, "WEBP", 4))
    return TRUE;
  /* MP4, HEIC, AVIF: after the box's length, which is below 16 MiB. */
  if (has_bytes (bytes, length, 0, "\0", 1) && has_bytes (bytes, length, 4, "ftyp", 4))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (magics); i++)
    if (has_bytes (bytes, length, 0, magics[i].bytes, magics[i].length))
      return TRUE;
  return FALSE;
}

static gboolean
is_odd_control (gunichar character)
{
  return (character < 0x20 && (character == 0 || strchr ("\t\n\v\f\r\b\033", (int) character) == NULL)) ||
         character == 0x7F;
}

/**
 * tipoff_utf8_looks_binary:
 * @bytes: (array length=length) (nullable): any bytes
 * @length: how many
 *
 * Tells a picture, an archive or a program from a text in whatever encoding, by
 * its first bytes and by its share of NULs and other control characters. A stray
 * one does not make a text binary: hiding a message from us must not be so easy.
 *
 * Returns: %TRUE where @bytes are not text
 */
gboolean
tipoff_utf8_looks_binary (const char *bytes,
                          gsize       length)
{
  gsize sample = MIN (length, SAMPLE_BYTES);
  gsize seen = 0, nuls = 0, controls = 0;
  gboolean big_endian = FALSE;
  gboolean wide = has_utf16_mark ((const guchar *) bytes, length, &big_endian);

  if (has_magic (bytes, length))
    return TRUE;

  for (gsize i = wide ? 2 : 0; i + (wide ? 1 : 0) < sample; i += wide ? 2 : 1, seen++)
    {
      gunichar unit = wide ? utf16_unit ((const guchar *) bytes + i, big_endian) : (guchar) bytes[i];

      nuls += unit == 0;
      controls += is_odd_control (unit);
    }
  return nuls > 1 + seen / 100 || controls > 1 + seen / 20;
}

/**
 * tipoff_utf8_floor:
 * @text: valid UTF-8
 * @length: its length in bytes
 * @offset: a place in it, in bytes
 *
 * Returns: where the character at @offset starts; @length where @offset is past the end
 */
gsize
tipoff_utf8_floor (const char *text,
                   gsize       length,
                   gsize       offset)
{
  if (offset >= length)
    return length;
  while (offset > 0 && ((guchar) text[offset] & 0xC0) == 0x80)
    offset--;
  return offset;
}
