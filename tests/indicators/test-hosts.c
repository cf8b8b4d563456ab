/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-host.h"
#include "tipoff-ip.h"

#include <string.h>

static void
test_ipv4 (void)
{
  static const struct
  {
    const char *host;
    const char *canonical;
  } rows[] = {
    { "185.12.3.4", "185.12.3.4" }, { "0.0.0.0", "0.0.0.0" }, { "255.255.255.255", "255.255.255.255" },
    { "3104572164", "185.12.3.4" }, { "0xb90c0304", "185.12.3.4" }, { "0XB90C0304", "185.12.3.4" },
    { "0271.014.03.04", "185.12.3.4" }, { "185.12.772", "185.12.3.4" }, { "185.787204", "185.12.3.4" },
    { "0x7f.1", "127.0.0.1" }, { "0", "0.0.0.0" }, { "4294967295", "255.255.255.255" }, { "0x", "0.0.0.0" },
    { "4294967296", NULL }, { "256.1.1.1", NULL }, { "1.1.1.256", NULL }, { "1.1.65536", NULL },
    { "1.16777216", NULL }, { "1.2.3.4.5", NULL }, { "", NULL }, { ".", NULL }, { "1.", NULL }, { "1..2", NULL },
    { "09", NULL }, { "0xg", NULL }, { "a", NULL }, { "99999999999999999999999", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *canonical = tipoff_ipv4_canonical (rows[i].host);

      g_test_message ("%s", rows[i].host);
      g_assert_cmpstr (canonical, ==, rows[i].canonical);
    }
}

static void
test_ipv6 (void)
{
  static const struct
  {
    const char *address;
    const char *canonical;
  } rows[] = {
    { "::", "::" }, { "::1", "::1" }, { "1::", "1::" }, { "2001:DB8::1", "2001:db8::1" },
    { "2001:0db8:0:0:0:0:0:0001", "2001:db8::1" },
    { "2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1" },     /* one zero is not shortened */
    { "2001:db8::1:0:0:1", "2001:db8::1:0:0:1" },           /* the first of equal runs */
    { "2001:0:0:1:0:0:0:1", "2001:0:0:1::1" },              /* the longest */
    { "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8" },
    { "1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0" },
    { "::ffff:185.12.3.4", "::ffff:b90c:304" },
    { "1:2:3:4:5:6:185.12.3.4", "1:2:3:4:5:6:b90c:304" },
    { "", NULL }, { ":", NULL }, { ":::", NULL }, { "1", NULL }, { "1:2:3:4:5:6:7", NULL }, { "1:2:3:4:5:6:7:8:9", NULL },
    { "1::2::3", NULL }, { "12345::", NULL }, { "g::", NULL }, { "1:2:3:4:5:6:7:", NULL }, { ":1:2:3:4:5:6:7:8", NULL },
    { "1:2:3:4:5:6:7:8::", NULL }, { "::1:2:3:4:5:6:7:8", NULL }, { "::256.1.1.1", NULL }, { "::1.2.3", NULL },
    { "::1.2.3.4.5", NULL }, { "::01.2.3.4", NULL }, { "1:2:3:4:5:6:7:1.2.3.4", NULL }, { "fe80::1%eth0", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *canonical = tipoff_ipv6_canonical (rows[i].address);

      g_test_message ("%s", rows[i].address);
      g_assert_cmpstr (canonical, ==, rows[i].canonical);
    }
}

static void
test_scripts (void)
{
  static const struct
  {
    const char *name;
    gboolean    mixed;
  } rows[] = {
    { "bpost.be", FALSE },
    { "p\xd0\xb0ypal.com", TRUE },                                  /* Cyrillic in Latin */
    { "\xd0\xbf\xd0\xbe\xd1\x87\xd1\x82\xd0\xb0.be", FALSE },       /* a label of each */
    { "\xce\xb1lpha.com", TRUE },                                   /* Greek in Latin */
    { "\xd5\xa1rmen.com", TRUE },                                   /* Armenian in Latin */
    { "\xce\xb1\xd0\xb0.com", TRUE },                               /* Greek and Cyrillic */
    { "caf\xc3\xa9-2.be", FALSE },
    { "\xd0\xbf\xd0\xbe\xd1\x87\xd1\x82\xd0\xb0-2.be", FALSE },     /* digits and hyphens are of no script */
    { "\xe6\x97\xa5\xe6\x9c\xac\xe3\x81\xae.jp", FALSE },           /* Han and Hiragana */
    { "nhk\xe6\x97\xa5\xe6\x9c\xac.jp", FALSE },                    /* Latin and Han */
    { "\xd0\xb0\xe6\x97\xa5.jp", TRUE },                            /* Cyrillic and Han */
    { "\xe6\x97\xa5\xd0\xb0.jp", TRUE },
    { "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].name);
      g_assert_true (tipoff_host_mixes_scripts (rows[i].name) == rows[i].mixed);
    }
}

static void
test_trust (void)
{
  static const struct
  {
    const char *written;
    const char *explicit_name;
    const char *guessed_name;
  } rows[] = {
    { "bpost.be", "bpost.be", "bpost.be" },
    { "BPOST.BE", "bpost.be", "bpost.be" },
    { "bpost.unlisted", "bpost.unlisted", NULL },
    { "co.uk", "co.uk", NULL },
    { "a_b.top", "a_b.top", NULL },
    { "a_b.c.top", "a_b.c.top", "a_b.c.top" },
    { "1.2.3.4", "1.2.3.4", NULL },
    { "localhost", NULL, NULL },
    { "be", NULL, NULL },
    { "-a.be", NULL, NULL },
    { "a-.be", NULL, NULL },
    { "a..be", NULL, NULL },
    { "a.be%", NULL, NULL },
    { "%41.be", "a.be", "a.be" },
    { "a%00.be", NULL, NULL },
    { "a%ff.be", NULL, NULL },
    { "a%2", NULL, NULL },
    { "", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *end = rows[i].written + strlen (rows[i].written);
      TipoffHost host;

      g_test_message ("%s", rows[i].written);
      g_assert_true (tipoff_host_read (&host, rows[i].written, end, TIPOFF_HOST_EXPLICIT) == (rows[i].explicit_name != NULL));
      g_assert_cmpstr (host.name, ==, rows[i].explicit_name);
      tipoff_host_clear (&host);
      g_assert_true (tipoff_host_read (&host, rows[i].written, end, TIPOFF_HOST_GUESSED) == (rows[i].guessed_name != NULL));
      g_assert_cmpstr (host.name, ==, rows[i].guessed_name);
      tipoff_host_clear (&host);
    }
}

static void
test_length (void)
{
  g_autofree char *label = g_strnfill (63, 'a');
  g_autofree char *longest = g_strdup_printf ("%s.%s.%s.%.58s.be", label, label, label, label);
  g_autofree char *name_too_long = g_strdup_printf ("%s.%s.%s.%.59s.be", label, label, label, label);
  g_autofree char *label_too_long = g_strdup_printf ("%sa.be", label);
  g_autofree char *huge = g_strnfill (5000, 'a');
  TipoffHost host;

  g_assert_cmpuint (strlen (longest), ==, 253);
  g_assert_true (tipoff_host_read (&host, longest, longest + strlen (longest), TIPOFF_HOST_GUESSED));
  tipoff_host_clear (&host);
  g_assert_false (tipoff_host_read (&host, name_too_long, name_too_long + strlen (name_too_long), TIPOFF_HOST_EXPLICIT));
  g_assert_false (tipoff_host_read (&host, label_too_long, label_too_long + strlen (label_too_long), TIPOFF_HOST_EXPLICIT));
  g_assert_false (tipoff_host_read (&host, huge, huge + strlen (huge), TIPOFF_HOST_EXPLICIT));
}

static void
test_known_tld (void)
{
  g_assert_true (tipoff_host_is_known_tld ("be"));
  g_assert_true (tipoff_host_is_known_tld ("top"));
  g_assert_true (tipoff_host_is_known_tld ("xn--p1ai"));
  g_assert_false (tipoff_host_is_known_tld ("txt"));
  g_assert_false (tipoff_host_is_known_tld ("local"));
  g_assert_false (tipoff_host_is_known_tld (""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/indicators/hosts/ipv4", test_ipv4);
  g_test_add_func ("/indicators/hosts/ipv6", test_ipv6);
  g_test_add_func ("/indicators/hosts/scripts", test_scripts);
  g_test_add_func ("/indicators/hosts/trust", test_trust);
  g_test_add_func ("/indicators/hosts/length", test_length);
  g_test_add_func ("/indicators/hosts/known-tld", test_known_tld);
  return g_test_run ();
}
