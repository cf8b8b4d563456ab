/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "read-charset.h"
#include "read-html.h"

/* The first byte chooses the charset. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static const char *const charsets[] = { NULL, "utf-8", "iso-8859-1", "shift_jis", "utf-7", "iso-2022-jp", "gb2312", "x-none" };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) links = read_links_new ();
  g_autofree char *html = NULL;
  gsize length;

  if (size == 0)
    return 0;
  html = read_charset_to_utf8 ((const char *) data + 1, size - 1, charsets[data[0] % G_N_ELEMENTS (charsets)], &length);
  g_assert_true (g_utf8_validate_len (html, length, NULL));
  read_html_to_text (html, length, text, links);
  g_assert_true (g_utf8_validate_len (text->str, text->len, NULL));
  for (guint i = 0; i < links->len; i++)
    {
      const ReadLink *link = &g_array_index (links, ReadLink, i);

      g_assert_cmpuint (link->start, <=, link->end);
      g_assert_cmpuint (link->end, <=, text->len);
      g_assert_true (g_utf8_validate_len (text->str + link->start, link->end - link->start, NULL));
    }
  return 0;
}
