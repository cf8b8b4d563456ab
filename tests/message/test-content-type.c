/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-content-type.h"

#include "tipoff-chat-line.h"

#include <string.h>

#define LITERAL(string) string, sizeof string - 1

static void
test_recognise (void)
{
  static const struct
  {
    const char        *bytes;
    gsize              length;
    TipoffContentType  type;
  } rows[] = {
    { LITERAL (""), TIPOFF_CONTENT_TEXT },
    { LITERAL ("Uw pakket: https://bpost.top"), TIPOFF_CONTENT_TEXT },
    { LITERAL ("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), TIPOFF_CONTENT_IMAGE },
    { LITERAL ("\x89PNG"), TIPOFF_CONTENT_TEXT },                        /* cut off: nothing to read */
    { LITERAL ("\xff\xd8\xff\xe0\0\x10JFIF"), TIPOFF_CONTENT_IMAGE },
    { LITERAL ("RIFF\x24\0\0\0WEBPVP8 "), TIPOFF_CONTENT_IMAGE },
    { LITERAL ("RIFF\x24\0\0\0WAVEfmt "), TIPOFF_CONTENT_OTHER },
    { LITERAL ("PK\3\4\x14\0"), TIPOFF_CONTENT_ZIP },
    { LITERAL ("PK\5\6\0\0\0\0"), TIPOFF_CONTENT_ZIP },
    { LITERAL ("PK is een ploeg"), TIPOFF_CONTENT_TEXT },
    { LITERAL ("%PDF-1.7\n%\xe2\xe3"), TIPOFF_CONTENT_OTHER },
    { LITERAL ("GIF89a\1\0"), TIPOFF_CONTENT_OTHER },
    { LITERAL ("{\\rtf1\\ansi hallo}"), TIPOFF_CONTENT_OTHER },
    { LITERAL ("\0\0\0\x18" "ftypheic"), TIPOFF_CONTENT_OTHER },
    { LITERAL ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0"), TIPOFF_CONTENT_OTHER },
    { LITERAL ("\x1f\x8b\x08\0"), TIPOFF_CONTENT_OTHER },
    { LITERAL ("\1\2\3\4\5\6\7\0\0\0\0\0\0\0"), TIPOFF_CONTENT_OTHER },
    { LITERAL ("\xff\xfeH\0o\0i\0"), TIPOFF_CONTENT_TEXT },

    { LITERAL ("From: a@b.be\nTo: c@d.be\nSubject: x\n\nDag"), TIPOFF_CONTENT_EMAIL },
    { LITERAL ("\xef\xbb\xbf\r\nReturn-Path: <a@b.be>\r\nReceived: from x\r\n\tby y; z\r\nDate: nu\r\n\r\nDag"), TIPOFF_CONTENT_EMAIL },
    { LITERAL ("FROM: a@b.be\nSUBJECT: alleen kop"), TIPOFF_CONTENT_EMAIL },
    { LITERAL ("From: a@b.be\nDag, hoe gaat het?\nSubject: x\n"), TIPOFF_CONTENT_TEXT },
    { LITERAL ("Subject: let op\nTo: iedereen\n\nDag"), TIPOFF_CONTENT_TEXT },
    { LITERAL ("From: jouw bank\n\nBel ons"), TIPOFF_CONTENT_TEXT },
    { LITERAL ("Let op: dit is belangrijk\nBel: 0470\n"), TIPOFF_CONTENT_TEXT },
    { LITERAL ("https://x.top\nFrom: a\nTo: b"), TIPOFF_CONTENT_TEXT },

    { LITERAL ("From a@b.be Tue Nov 24 05:22:00 2026\nFrom: a@b.be\nSubject: x\n\nDag\n"), TIPOFF_CONTENT_MBOX },
    { LITERAL ("From tomorrow on you pay\nFrom: x"), TIPOFF_CONTENT_TEXT },

    { LITERAL ("24/11/2026, 05:22 - Berichten zijn versleuteld\n24/11/2026, 05:23 - Jan: hoi"), TIPOFF_CONTENT_CHAT_EXPORT },
    { LITERAL ("[24.11.26, 05:22:10] Jan: hoi\r\ntweede regel\r\n[24.11.26, 05:22:12] Mia: ja"), TIPOFF_CONTENT_CHAT_EXPORT },
    { LITERAL ("\xe2\x80\x8e[24/11/26, 5:22:10\xe2\x80\xafPM] A: x\n[24/11/26, 5:22:11\xe2\x80\xafPM] B: y"), TIPOFF_CONTENT_CHAT_EXPORT },
    { LITERAL ("24/11/2026, 05:22 - Jan: een regel is geen uitvoer"), TIPOFF_CONTENT_TEXT },
    { LITERAL ("hoi\n24/11/2026, 05:22 - Jan: a\n24/11/2026, 05:22 - Jan: b"), TIPOFF_CONTENT_TEXT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (tipoff_content_type_recognise (rows[i].bytes, rows[i].length), ==, rows[i].type);
    }
}

static void
test_chat_lines (void)
{
  static const char *const dated[] = {
    "24/11/2026, 05:22 - Jan: hoi",                              /* en, nl */
    "24-11-2026 05:22 - Jan: hoi",                               /* nl */
    "24.11.26, 05:22 - Jan: hoi",                                /* de */
    "24/11/2026 à 05:22 - Jan: salut",                           /* fr */
    "24/11/26, 5:22 a. m. - Jan: hola",                          /* es */
    "24/11/26 5:22\xe2\x80\xafp.\xc2\xa0m. - Jan: hola",
    "11/24/26, 5:22 AM - Jan: hi",                               /* en-US */
    "2026-11-24 05:22 - Jan: hi",                                /* sv, en-CA */
    "24.11.2026, 05.22 - Jan: hei",                              /* fi */
    "24. 11. 2026 5:22 - Jan: ahoj",                             /* cs */
    "[24/11/2026, 05:22:10] Jan: hoi",
    "[24/11/26 05:22:10] Jan: hoi",
    "[24.11.26, 05:22:10] \xe2\x80\x8eJan: hallo",
    "[24/11/26 à 05:22:10] Jan: salut",
    "\xe2\x80\x8e[11/24/26, 5:22:10 PM] Jan: hi",
  };
  static const char *const other[] = {
    "", "hoi", "24/11/2026", "24/11/2026, 05:22", "24/11/2026, 05:22 -", "24/11/2026 05:22 Jan: hoi",
    "[24/11/2026] Jan: hoi", "[24/11/2026, 05:22 Jan: hoi", "05:22 - Jan: hoi", "1/2/3/4 5:22 - x",
    "241/11/2026, 05:22 - x]", "24/111/2026, 05:22 - x", "24/11/2026, 05:2 - x", "[", "[24/", "24/11/2026, 05:22:1 - x",
    "Levering 24/11/2026, 05:22 - Jan",
  };
  TipoffChatStamp stamp;

  for (gsize i = 0; i < G_N_ELEMENTS (dated); i++)
    {
      g_test_message ("%s", dated[i]);
      g_assert_true (tipoff_chat_line_read (dated[i], strlen (dated[i]), &stamp));
      g_assert_true (dated[i][stamp.text] == 'J' || g_str_has_prefix (dated[i] + stamp.text, "\xe2\x80\x8eJ"));
      g_assert_cmpint (stamp.minute, ==, 22);
      g_assert_cmpint (stamp.half == TIPOFF_CHAT_SECOND_HALF, ==, strstr (dated[i], "p.") != NULL || strstr (dated[i], "PM") != NULL);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (other); i++)
    {
      g_test_message ("%s", other[i]);
      g_assert_false (tipoff_chat_line_read (other[i], strlen (other[i]), &stamp));
    }
}

/* Whatever comes, it is told from the beginning, and at once. */
static void
test_large (void)
{
  static const char *const units[] = { "From: a\n", "From ", " ", "\n", "1/1/26, 1:11 - ", "a:", "[", "\r\n\t", "X" };
  const gsize size = 8 * 1024 * 1024;

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autofree char *bytes = g_malloc (size);
      gsize unit = strlen (units[i]);
      gint64 start = g_get_monotonic_time ();
      TipoffContentType type;

      for (gsize k = 0; k + unit <= size; k += unit)
        memcpy (bytes + k, units[i], unit);
      start = g_get_monotonic_time ();
      type = tipoff_content_type_recognise (bytes, size);
      g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC / 4);
      g_assert_cmpint (type, !=, TIPOFF_CONTENT_IMAGE);
    }
}

/* Every beginning of every kind of file is read within its bounds. */
static void
test_cut_off (void)
{
  static const char all[] =
    "\xef\xbb\xbf\nFrom a@b Tue\nFrom: a@b.be\nReceived: x\n\ty\nSubject: z\n\n[24/11/26, 5:22:10\xe2\x80\xafPM] A: x\n";

  for (gsize start = 0; start < sizeof all; start++)
    for (gsize length = 0; start + length < sizeof all; length++)
      {
        /* A copy of just that size, so that a sanitizer sees a byte too far. */
        g_autofree char *copy = g_memdup2 (all + start, MAX (length, 1));

        g_assert_cmpint (tipoff_content_type_recognise (copy, length), !=, TIPOFF_CONTENT_ZIP);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/message/content-type/recognise", test_recognise);
  g_test_add_func ("/message/content-type/chat-lines", test_chat_lines);
  g_test_add_func ("/message/content-type/large", test_large);
  g_test_add_func ("/message/content-type/cut-off", test_cut_off);
  return g_test_run ();
}
