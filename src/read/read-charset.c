/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read-charset.h"

#include "tipoff-utf8.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

/* What is converted at once. */
#define BLOCK_BYTES 4096

static const char *const charsets[] = {
  "ISO-8859-1", "ISO-8859-2", "ISO-8859-3", "ISO-8859-4", "ISO-8859-5", "ISO-8859-6", "ISO-8859-7", "ISO-8859-8",
  "ISO-8859-9", "ISO-8859-10", "ISO-8859-13", "ISO-8859-14", "ISO-8859-15", "ISO-8859-16",
  "WINDOWS-1250", "WINDOWS-1251", "WINDOWS-1252", "WINDOWS-1253", "WINDOWS-1254", "WINDOWS-1255", "WINDOWS-1256",
  "WINDOWS-1257", "WINDOWS-1258", "KOI8-R", "KOI8-U", "MACINTOSH", "IBM437", "IBM850", "TIS-620",
  "GB18030", "GBK", "EUC-CN", "BIG5", "CP932", "SHIFT_JIS", "EUC-JP", "ISO-2022-JP", "CP949", "EUC-KR", "UTF-7", "UTF-16",
  "UTF-16LE", "UTF-16BE", "UTF-32", "US-ASCII", "UTF-8",
};

/* Names under which mail programs mean another charset, as browsers take them (WHATWG Encoding). */
static const struct
{
  const char *said;
  const char *meant;
} aliases[] = {
  { "gb2312", "GB18030" }, { "gbk", "GB18030" }, { "x-gbk", "GB18030" },
  { "shift_jis", "CP932" }, { "shift-jis", "CP932" }, { "x-sjis", "CP932" },
  { "ks_c_5601-1987", "CP949" }, { "euc-kr", "CP949" }, { "iso-8859-9", "WINDOWS-1254" }, { "latin5", "WINDOWS-1254" },
  { "cp-850", "IBM850" }, { "cp850", "IBM850" }, { "x-mac-roman", "MACINTOSH" }, { "unicode-1-1-utf-7", "UTF-7" },
};

/* Said by programs that do not know: the bytes tell more than the name. */
static const char *const unsure[] = {
  "", "us-ascii", "ascii", "ansi_x3.4-1968", "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "windows-1252", "cp1252", "cp-1252",
  "unknown", "unknown-8bit", "x-unknown", "x-unknown-8bit", "default", "default_charset", "8bit", "binary", "utf-8", "utf8", NULL
};

void
read_charset_open_all (void)
{
  /* Kept open: what nothing uses, the C library may unload. */
  static iconv_t open[G_N_ELEMENTS (charsets)];

  for (gsize i = 0; i < G_N_ELEMENTS (charsets); i++)
    {
      open[i] = iconv_open ("UTF-8", charsets[i]);
      if (open[i] == (iconv_t) -1)
        g_debug ("%s is not known here", charsets[i]);
    }
}

static const char *
find_charset (const char *said)
{
  for (gsize i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (g_ascii_strcasecmp (aliases[i].said, said) == 0)
      return aliases[i].meant;
  return said;
}

/* What cannot be converted becomes U+FFFD. */
static char *
convert (iconv_t     converter,
         const char *bytes,
         gsize       length,
         gsize      *out_length)
{
  GString *out = g_string_sized_new (length + length / 4);
  char *in = (char *) bytes;
  gsize left = length;

  while (left > 0)
    {
      char block[BLOCK_BYTES];
      char *end = block;
      gsize room = sizeof block;
      const gsize done = iconv (converter, &in, &left, &end, &room);

      g_string_append_len (out, block, end - block);
      if (done != (gsize) -1 || errno == E2BIG)
        continue;
      g_string_append (out, "\xef\xbf\xbd");
      in++;
      left--;
    }
  *out_length = out->len;
  return g_string_free (out, FALSE);
}

char *
read_charset_to_utf8 (const char *bytes,
                      gsize       length,
                      const char *charset,
                      gsize      *out_length)
{
  g_autofree char *said = g_strstrip (g_ascii_strdown (charset != NULL ? charset : "", -1));
  const gboolean is_unsure = g_strv_contains (unsure, said);
  g_autofree char *text = NULL;
  iconv_t converter;

  if (is_unsure && (g_str_has_prefix (said, "utf") || g_utf8_validate_len (bytes, length, NULL)))
    return tipoff_utf8_repair (bytes, length, out_length, NULL);
  converter = iconv_open ("UTF-8", is_unsure ? "WINDOWS-1252" : find_charset (said));
  if (converter == (iconv_t) -1)
    converter = iconv_open ("UTF-8", "WINDOWS-1252");
  if (converter == (iconv_t) -1)
    return tipoff_utf8_repair (bytes, length, out_length, NULL);
  text = convert (converter, bytes, length, &length);
  iconv_close (converter);
  return tipoff_utf8_repair (text, length, out_length, NULL);
}
