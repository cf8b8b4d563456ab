/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read-charset.h"
#include "read-html.h"

#include <string.h>

static void
assert_text (const char *html,
             const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) links = read_links_new ();

  read_html_to_text (html, strlen (html), text, links);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_text (void)
{
  static const struct { const char *html, *text; } rows[] = {
    { "", "" },
    { "Dag", "Dag" },
    { "<p>Een</p><p>Twee", "Een\n\nTwee" },
    { "a<br>b<br><br>c", "a\nb\n\nc" },
    { "<div>a</div>\n  <div>b</div>", "a\nb" },
    { "a \n\t b", "a b" },
    { "<b>vet</b>gedrukt <i>schuin</i>", "vetgedrukt schuin" },
    { "<ul><li>een<li>twee</ul>", "een\ntwee" },
    { "<table><tr><td>a<td>b<tr><td>c</table>", "a b\nc" },
    { "<pre>a\n b</pre>", "a\nb" },
    { "<script>alert('<p>x</p>')</script>dag<style>p{}</style>", "dag" },
    { "<head><title>T</title></head><body>dag", "dag" }, { "<html><head><title>T</title><body>dag", "dag" },
    { "<head><meta charset=utf-8><p>dag", "dag" },
    { "<!-- <p>weg</p> -->dag<!doctype html><?xml version='1.0'?>!", "dag!" },
    { "<!-- nooit gesloten", "" },
    { "1 < 2 & 3 > 2 &amp; &lt;p&gt; &eacute;&#233;&#xE9; &#128; &euro &onbekend; &", "1 < 2 & 3 > 2 & <p> ééé € € &onbekend; &" },
    { "<img alt='Betaal nu' src=x> <img src=y>", "Betaal nu" },
    { "<div style='display: none'>weg <div>ook</div></div>dag", "dag" },
    { "<span style=\"font-size:0px\">weg</span>dag<span style='font-size:0.9em'>klein</span>", "dagklein" },
    { "<p style=display:none>weg<p>dag", "dag" },
    { "<div><span style='visibility:hidden'>weg</div>dag", "dag" },
    { "<p hidden>weg</p>dag", "dag" },
    { "</p></b></table>dag", "dag" },
    { "b\xe2\x80\x8bpost", "b\xe2\x80\x8bpost" },                   /* inside a word: to deceive */
    { "Nieuws&zwnj;&nbsp;&zwnj;&nbsp;&zwnj;<p>dag", "Nieuws\n\ndag" },  /* filling a line */
    { "<a", "" }, { "<a href", "" }, { "<a href='", "" }, { "<p>a</p", "a" }, { "a<", "a<" }, { "a</", "a</" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].html);
      assert_text (rows[i].html, rows[i].text);
    }
}

static void
test_links (void)
{
  static const char html[] = "Zie <a href=' https://kwaad.example/a?b=1&amp;c=2\n'> <b>www.bank.example</b> </a> of "
                             "<a href=\"mailto:x@kwaad.example\">schrijf</a> <a href='#top'>op</a> <a name=x>niets</a>"
                             "<form action='https://kwaad.example/post'><a href=https://kwaad.example/beeld><img src=x></a>"
                             "<meta http-equiv=refresh content='0; url=https://kwaad.example/nu'><a href='cid:1'>beeld</a>"
                             "<a href='java\tscript:x()'>knop";
  static const struct { const char *target, *shown; } expected[] = {
    { "https://kwaad.example/a?b=1&c=2", "www.bank.example" }, { "mailto:x@kwaad.example", "schrijf" },
    { "https://kwaad.example/post", "" }, { "https://kwaad.example/beeld", "" }, { "https://kwaad.example/nu", "" },
    { "javascript:x()", "knop" },
  };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) links = read_links_new ();

  read_html_to_text (html, strlen (html), text, links);
  g_assert_cmpuint (links->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < links->len; i++)
    {
      const ReadLink *link = &g_array_index (links, ReadLink, i);
      g_autofree char *shown = g_strndup (text->str + link->start, link->end - link->start);

      g_assert_cmpstr (link->target, ==, expected[i].target);
      g_assert_cmpstr (shown, ==, expected[i].shown);
    }
}

/* A megabyte of anything, in one pass. */
static void
test_large (void)
{
  static const char *const units[] = {
    "<", "<a href=x>", "<div>", "</div>", "<!--", "&#", "<p style=display:none>", "<a x", "<script>", "</", "\xe2\x80\x8b", "<b'\"=",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) html = g_string_new (NULL);
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GArray) links = read_links_new ();

      while (html->len < 1024 * 1024)
        g_string_append (html, units[i]);
      read_html_to_text (html->str, html->len, text, links);
      g_assert_cmpuint (text->len, <=, 2 * html->len);
      g_assert_cmpuint (links->len, <=, READ_MAX_LINKS);
      g_assert_true (g_utf8_validate_len (text->str, text->len, NULL));
    }
}

static void
test_charset (void)
{
  static const struct { const char *bytes, *charset, *text; } rows[] = {
    { "caf\xe9", "iso-8859-1", "café" }, { "\x80 1", "ISO-8859-1", "€ 1" }, { "caf\xc3\xa9", "iso-8859-1", "café" },
    { "caf\xe9", NULL, "café" }, { "caf\xc3\xa9", NULL, "café" }, { "caf\xe9", "us-ascii", "café" }, { "caf\xe9", "x-nowhere", "café" },
    { "\xb3", "iso-8859-2", "ł" }, { "\xa4", "iso-8859-15", "€" }, { "\xd0\xd2", "koi8-r", "пр" }, { "\xc4\xe3", "GB2312", "你" },
    { "\x82\xa0", "Shift_JIS", "あ" }, { "\x1b$B$\"\x1b(B", "iso-2022-jp", "あ" }, { "+AOk-", "utf-7", "é" },
    { "caf\xc3", "utf-8", "caf\xef\xbf\xbd" }, { "a\x81z", "windows-1250", "a\xef\xbf\xbdz" },
  };

  read_charset_open_all ();
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gsize length;
      g_autofree char *text = read_charset_to_utf8 (rows[i].bytes, strlen (rows[i].bytes), rows[i].charset, &length);

      g_test_message ("%s", rows[i].charset);
      g_assert_cmpstr (text, ==, rows[i].text);
      g_assert_cmpuint (length, ==, strlen (text));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/read/html/text", test_text);
  g_test_add_func ("/read/html/links", test_links);
  g_test_add_func ("/read/html/large", test_large);
  g_test_add_func ("/read/charset", test_charset);
  return g_test_run ();
}
