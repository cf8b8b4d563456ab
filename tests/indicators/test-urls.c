/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "found.h"

#include "tipoff-limits.h"

#include <string.h>

#define SCHEME TIPOFF_URL_HAS_SCHEME
#define DEFANGED TIPOFF_URL_DEFANGED
#define IDN TIPOFF_URL_IDN
#define MIXED TIPOFF_URL_MIXED_SCRIPT
#define IP TIPOFF_URL_IP_HOST
#define USERINFO TIPOFF_URL_USERINFO
#define PORT TIPOFF_URL_PORT
#define PRIVATE TIPOFF_URL_PRIVATE_SUFFIX
#define ENCODED TIPOFF_URL_ENCODED_HOST

#define URL(source, value, host, domain, flags) { "url", source, value, host, domain, flags }
#define DOMAIN(source, host, domain, flags) { "domain", source, host, host, domain, flags }

static void
test_scheme (void)
{
  static const Row rows[] = {
    { "https://bpost-levering.top/be", { URL ("https://bpost-levering.top/be", NULL, "bpost-levering.top", "bpost-levering.top", SCHEME) } },
    { "HTTPS://Bpost-Levering.TOP/Be?A=B", { URL ("HTTPS://Bpost-Levering.TOP/Be?A=B", "https://bpost-levering.top/Be?A=B", "bpost-levering.top", "bpost-levering.top", SCHEME) } },
    { "http://a.b.c.co.uk", { URL ("http://a.b.c.co.uk", NULL, "a.b.c.co.uk", "c.co.uk", SCHEME) } },
    { "ftp://ftp.evil.top/a", { URL ("ftp://ftp.evil.top/a", NULL, "ftp.evil.top", "evil.top", SCHEME) } },
    { "Linkhttps://evil.top/x", { URL ("https://evil.top/x", NULL, "evil.top", "evil.top", SCHEME) } },
    { "14:04https://evil.top", { URL ("https://evil.top", NULL, "evil.top", "evil.top", SCHEME) } },
    { "https:/evil.top/x", { URL ("https:/evil.top/x", "https://evil.top/x", "evil.top", "evil.top", SCHEME) } },
    { "https:\\\\evil.top\\x\\y?a\\b", { URL ("https:\\\\evil.top\\x\\y?a\\b", "https://evil.top/x/y?a\\b", "evil.top", "evil.top", SCHEME) } },
    { "https://evil.unlisted/x", { URL ("https://evil.unlisted/x", NULL, "evil.unlisted", "evil.unlisted", SCHEME) } },
    { "https://evil.top./x", { URL ("https://evil.top./x", "https://evil.top/x", "evil.top", "evil.top", SCHEME) } },
    { "https://my_shop.evil.top/x", { URL ("https://my_shop.evil.top/x", NULL, "my_shop.evil.top", "evil.top", SCHEME) } },
    { "https://evil.top?u=1#top", { URL ("https://evil.top?u=1#top", NULL, "evil.top", "evil.top", SCHEME) } },
    { "https://evil.top#top", { URL ("https://evil.top#top", NULL, "evil.top", "evil.top", SCHEME) } },
    { "https://a.top/ https://b.top/", { URL ("https://a.top/", NULL, "a.top", "a.top", SCHEME), URL ("https://b.top/", NULL, "b.top", "b.top", SCHEME) } },
    { "https://t.top/r?u=https://bpost.be/x", { URL ("https://t.top/r?u=https://bpost.be/x", NULL, "t.top", "t.top", SCHEME) } },
    { "https://evil.top/caf\xc3\xa9", { URL ("https://evil.top/caf\xc3\xa9", "https://evil.top/caf%C3%A9", "evil.top", "evil.top", SCHEME) } },
    { "http://request mytestkit-au.com", { DOMAIN ("mytestkit-au.com", "mytestkit-au.com", "mytestkit-au.com", 0) } },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_bare (void)
{
  static const Row rows[] = {
    { "bpost-levering.top/be", { URL ("bpost-levering.top/be", "http://bpost-levering.top/be", "bpost-levering.top", "bpost-levering.top", 0) } },
    { "www.bpost.be", { URL ("www.bpost.be", "http://www.bpost.be", "www.bpost.be", "bpost.be", 0) } },
    { "WWW.Bpost.Be", { URL ("WWW.Bpost.Be", "http://www.bpost.be", "www.bpost.be", "bpost.be", 0) } },
    { "www2.bpost.be", { URL ("www2.bpost.be", "http://www2.bpost.be", "www2.bpost.be", "bpost.be", 0) } },
    { "bpost.be", { DOMAIN ("bpost.be", "bpost.be", "bpost.be", 0) } },
    { "BPOST.BE", { DOMAIN ("BPOST.BE", "bpost.be", "bpost.be", 0) } },
    { "Paypal.Com", { DOMAIN ("Paypal.Com", "paypal.com", "paypal.com", 0) } },
    { "nl.be", { DOMAIN ("nl.be", "nl.be", "nl.be", 0) } },
    { "id-check.client-secure.com", { DOMAIN ("id-check.client-secure.com", "id-check.client-secure.com", "client-secure.com", 0) } },
    { "t.me/bpost", { URL ("t.me/bpost", "http://t.me/bpost", "t.me", "t.me", 0) } },
    { "x.com", { DOMAIN ("x.com", "x.com", "x.com", 0) } },
    { "qv02g.com/", { URL ("qv02g.com/", "http://qv02g.com/", "qv02g.com", "qv02g.com", 0) } },
    { "evil.top:8443/x", { URL ("evil.top:8443/x", "http://evil.top:8443/x", "evil.top", "evil.top", PORT) } },
    { "evil.top:8443", { URL ("evil.top:8443", "http://evil.top:8443", "evil.top", "evil.top", PORT) } },
    { "evil.top:10 uur", { DOMAIN ("evil.top", "evil.top", "evil.top", 0) } },
    { "evil.top?id=3", { URL ("evil.top?id=3", "http://evil.top?id=3", "evil.top", "evil.top", 0) } },
    { "Ken je bpost.be?", { DOMAIN ("bpost.be", "bpost.be", "bpost.be", 0) } },
    { "bpost.be.Ga nu", { DOMAIN ("bpost.be", "bpost.be", "bpost.be", 0) } },
    { "www.bpost.be.Ga nu", { URL ("www.bpost.be", "http://www.bpost.be", "www.bpost.be", "bpost.be", 0) } },
    { "https://evil.top.Klik nu", { URL ("https://evil.top", NULL, "evil.top", "evil.top", SCHEME) } },
    { "50+bpost.be", { DOMAIN ("bpost.be", "bpost.be", "bpost.be", 0) } },
    { "PostNL/bpost.be", { DOMAIN ("bpost.be", "bpost.be", "bpost.be", 0) } },
    { "factuur.zip/a", { URL ("factuur.zip/a", "http://factuur.zip/a", "factuur.zip", "factuur.zip", 0) } },
    { "mijn-itsme.me nu", { DOMAIN ("mijn-itsme.me", "mijn-itsme.me", "mijn-itsme.me", 0) } },
    { "ulsterbankdigital.me nu", { DOMAIN ("ulsterbankdigital.me", "ulsterbankdigital.me", "ulsterbankdigital.me", 0) } },
    { "klik amazon.in.", { DOMAIN ("amazon.in", "amazon.in", "amazon.in", 0) } },
    { "\xe8\xaf\xb7\xe7\x82\xb9\xe5\x87\xbb" "evil.top\xe6\x9f\xa5\xe7\x9c\x8b", { DOMAIN ("evil.top", "evil.top", "evil.top", 0) } },
    { "https://evil.top\xe3\x80\x82\xe8\xaf\xb7", { URL ("https://evil.top", NULL, "evil.top", "evil.top", SCHEME) } },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_not_hosts (void)
{
  static const char *const texts[] = {
    "12.30", "24.11.2026", "1.2.3", "1.2.3.4", "10.0.0.0/8", "v1.2.3.4/5", "3.50", "e.g. dit", "i.e.", "z.B. so",
    "o.a. bpost", "bijv. nu", "file.txt", "foto.jpg", "factuur.zip", "film.mov", "a.s.a.p", "J.R.R. Tolkien",
    "today.It is late", "vandaag.Het is laat", "Hello.how are you", "suspended.call us", "points.in your account",
    "ok...so", "wacht..nee", "11.am", "23.il fait", "co.uk", "be", "https://", "http://.be", "https:// bpost",
    "http://localhost/x", "https://www", "https:evil", "//x", "http://-.-/", "www.", "a.b", "x.y.z",
    "@bpost.be", "\xd0\xbf\xd1\x80\xd0\xb8\xd0\xb2\xd0\xb5\xd1\x82.\xd0\xba\xd0\xb0\xd0\xba", "node.js", "m.in. na",
    "my_file.be_x", "http://[::1", "http://[zz]/", "http://256.256.256.256/", "http://1.2.3.4.5/", "h**p x",
    "hxxp", "http", "(http)", "s[.]", "[.]", "(.)", "a [.] ", "....", "http://%00.be/", "http://a%20b.be/",
    NULL
  };

  check_none (texts);
}

static void
test_defanged (void)
{
  static const Row rows[] = {
    { "hxxps://bpost-levering[.]top/be", { URL ("hxxps://bpost-levering[.]top/be", "https://bpost-levering.top/be", "bpost-levering.top", "bpost-levering.top", SCHEME | DEFANGED) } },
    { "HXXP://EVIL.TOP/A", { URL ("HXXP://EVIL.TOP/A", "http://evil.top/A", "evil.top", "evil.top", SCHEME | DEFANGED) } },
    { "https[:]//evil[.]top", { URL ("https[:]//evil[.]top", "https://evil.top", "evil.top", "evil.top", SCHEME | DEFANGED) } },
    { "https[://]evil.top/x", { URL ("https[://]evil.top/x", "https://evil.top/x", "evil.top", "evil.top", SCHEME | DEFANGED) } },
    { "h**ps://evil.top/x", { URL ("h**ps://evil.top/x", "https://evil.top/x", "evil.top", "evil.top", SCHEME | DEFANGED) } },
    { "h**p://evil.top", { URL ("h**p://evil.top", "http://evil.top", "evil.top", "evil.top", SCHEME | DEFANGED) } },
    { "fxp://evil.top", { URL ("fxp://evil.top", "ftp://evil.top", "evil.top", "evil.top", SCHEME | DEFANGED) } },
    { "evil(.)top/x", { URL ("evil(.)top/x", "http://evil.top/x", "evil.top", "evil.top", DEFANGED) } },
    { "evil[dot]top", { DOMAIN ("evil[dot]top", "evil.top", "evil.top", DEFANGED) } },
    { "evil (dot) top", { DOMAIN ("evil (dot) top", "evil.top", "evil.top", DEFANGED) } },
    { "www{.}bpost{punt}be", { URL ("www{.}bpost{punt}be", "http://www.bpost.be", "www.bpost.be", "bpost.be", DEFANGED) } },
    { "hxxps://evil[.]top/a[.]php", { URL ("hxxps://evil[.]top/a[.]php", "https://evil.top/a.php", "evil.top", "evil.top", SCHEME | DEFANGED) } },
    { "bel me dot top", { { NULL } } },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_disguised_hosts (void)
{
  static const Row rows[] = {
    /* Cyrillic а in Latin */
    { "http://p\xd0\xb0ypal.com/", { URL ("http://p\xd0\xb0ypal.com/", "http://xn--pypal-4ve.com/", "xn--pypal-4ve.com", "xn--pypal-4ve.com", SCHEME | IDN | MIXED) } },
    { "p\xd0\xb0ypal.com", { DOMAIN ("p\xd0\xb0ypal.com", "xn--pypal-4ve.com", "xn--pypal-4ve.com", IDN | MIXED) } },
    { "https://xn--pypal-4ve.com", { URL ("https://xn--pypal-4ve.com", NULL, "xn--pypal-4ve.com", "xn--pypal-4ve.com", SCHEME | IDN | MIXED) } },
    { "https://xn--80ak6aa92e.com", { URL ("https://xn--80ak6aa92e.com", NULL, "xn--80ak6aa92e.com", "xn--80ak6aa92e.com", SCHEME | IDN) } },
    { "https://m\xc3\xbcnchen.de/", { URL ("https://m\xc3\xbcnchen.de/", "https://xn--mnchen-3ya.de/", "xn--mnchen-3ya.de", "xn--mnchen-3ya.de", SCHEME | IDN) } },
    { "mu\xcc\x88nchen.de", { DOMAIN ("mu\xcc\x88nchen.de", "xn--mnchen-3ya.de", "xn--mnchen-3ya.de", IDN) } },
    { "\xd0\xbf\xd0\xbe\xd1\x87\xd1\x82\xd0\xb0.\xd1\x80\xd1\x84", { DOMAIN ("\xd0\xbf\xd0\xbe\xd1\x87\xd1\x82\xd0\xb0.\xd1\x80\xd1\x84", "xn--80a1acny.xn--p1ai", "xn--80a1acny.xn--p1ai", IDN) } },
    { "https://%62post.be/", { URL ("https://%62post.be/", "https://bpost.be/", "bpost.be", "bpost.be", SCHEME | ENCODED) } },
    { "https://evil%2etop/x", { URL ("https://evil%2etop/x", "https://evil.top/x", "evil.top", "evil.top", SCHEME | ENCODED) } },
    { "https://m%C3%BCnchen.de", { URL ("https://m%C3%BCnchen.de", "https://xn--mnchen-3ya.de", "xn--mnchen-3ya.de", "xn--mnchen-3ya.de", SCHEME | ENCODED | IDN) } },
    /* fullwidth */
    { "\xef\xbd\x88\xef\xbd\x94\xef\xbd\x94\xef\xbd\x90\xef\xbc\x9a\xef\xbc\x8f\xef\xbc\x8f\xef\xbd\x82\xef\xbd\x85.be\xef\xbc\x8f" "x",
      { URL ("\xef\xbd\x88\xef\xbd\x94\xef\xbd\x94\xef\xbd\x90\xef\xbc\x9a\xef\xbc\x8f\xef\xbc\x8f\xef\xbd\x82\xef\xbd\x85.be\xef\xbc\x8f" "x", "http://be.be/x", "be.be", "be.be", SCHEME | IDN) } },
    /* ideographic and fullwidth full stops */
    { "bpost\xe3\x80\x82" "be", { DOMAIN ("bpost\xe3\x80\x82" "be", "bpost.be", "bpost.be", IDN) } },
    { "bpost\xef\xbc\x8e" "be/x", { URL ("bpost\xef\xbc\x8e" "be/x", "http://bpost.be/x", "bpost.be", "bpost.be", IDN) } },
    /* zero width space, joiner, soft hyphen */
    { "https://bpo\xe2\x80\x8bst.be/x", { URL ("https://bpo\xe2\x80\x8bst.be/x", "https://bpost.be/x", "bpost.be", "bpost.be", SCHEME | IDN) } },
    { "bpost\xe2\x80\x8d.\xe2\x80\x8c" "be", { DOMAIN ("bpost\xe2\x80\x8d.\xe2\x80\x8c" "be", "bpost.be", "bpost.be", IDN) } },
    { "bp\xc2\xadost.be", { DOMAIN ("bp\xc2\xadost.be", "bpost.be", "bpost.be", IDN) } },
    { "ht\xe2\x80\x8btps://evil.top/a\xe2\x80\x8b" "b", { URL ("ht\xe2\x80\x8btps://evil.top/a\xe2\x80\x8b" "b", "https://evil.top/ab", "evil.top", "evil.top", SCHEME) } },
    /* mathematical bold */
    { "\xf0\x9d\x90\x9b\xf0\x9d\x90\xa9.be", { DOMAIN ("\xf0\x9d\x90\x9b\xf0\x9d\x90\xa9.be", "bp.be", "bp.be", IDN) } },
    /* letters in circles */
    { "https://\xe2\x93\x91\xe2\x93\x9f.be", { URL ("https://\xe2\x93\x91\xe2\x93\x9f.be", "https://bp.be", "bp.be", "bp.be", SCHEME | IDN) } },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_authority (void)
{
  static const Row rows[] = {
    { "https://bpost.be@evil.top/x", { URL ("https://bpost.be@evil.top/x", NULL, "evil.top", "evil.top", SCHEME | USERINFO) } },
    { "https://bpost.be:geheim@evil.top:8443/", { URL ("https://bpost.be:geheim@evil.top:8443/", NULL, "evil.top", "evil.top", SCHEME | USERINFO | PORT) } },
    { "https://a@b@evil.top", { URL ("https://a@b@evil.top", NULL, "evil.top", "evil.top", SCHEME | USERINFO) } },
    { "https://evil.top\\@bpost.be", { URL ("https://evil.top\\@bpost.be", "https://evil.top/@bpost.be", "evil.top", "evil.top", SCHEME) } },
    { "https://evil.top/@bpost.be", { URL ("https://evil.top/@bpost.be", NULL, "evil.top", "evil.top", SCHEME) } },
    { "https://evil.top:443/", { URL ("https://evil.top:443/", "https://evil.top/", "evil.top", "evil.top", SCHEME | PORT) } },
    { "http://evil.top:80", { URL ("http://evil.top:80", "http://evil.top", "evil.top", "evil.top", SCHEME | PORT) } },
    { "https://evil.top:99999/", { URL ("https://evil.top", NULL, "evil.top", "evil.top", SCHEME) } },
    { "https://evil.top: klik", { URL ("https://evil.top", NULL, "evil.top", "evil.top", SCHEME) } },
    { "http://185.12.3.4/", { URL ("http://185.12.3.4/", NULL, "185.12.3.4", NULL, SCHEME | IP) } },
    { "http://3104572164/x", { URL ("http://3104572164/x", "http://185.12.3.4/x", "185.12.3.4", NULL, SCHEME | IP) } },
    { "http://0xb90c0304/", { URL ("http://0xb90c0304/", "http://185.12.3.4/", "185.12.3.4", NULL, SCHEME | IP) } },
    { "http://0271.014.3.4/", { URL ("http://0271.014.3.4/", "http://185.12.3.4/", "185.12.3.4", NULL, SCHEME | IP) } },
    { "http://185.12.772", { URL ("http://185.12.772", "http://185.12.3.4", "185.12.3.4", NULL, SCHEME | IP) } },
    { "hxxp://185[.]12[.]3[.]4/", { URL ("hxxp://185[.]12[.]3[.]4/", "http://185.12.3.4/", "185.12.3.4", NULL, SCHEME | IP | DEFANGED) } },
    { "http://[2001:DB8:0:0::1]:8080/x", { URL ("http://[2001:DB8:0:0::1]:8080/x", "http://[2001:db8::1]:8080/x", "2001:db8::1", NULL, SCHEME | IP | PORT) } },
    { "185.12.3.4/bpost", { URL ("185.12.3.4/bpost", "http://185.12.3.4/bpost", "185.12.3.4", NULL, IP) } },
    { "185.12.3.4:8080/", { URL ("185.12.3.4:8080/", "http://185.12.3.4:8080/", "185.12.3.4", NULL, IP | PORT) } },
    { "https://foo.web.app/x", { URL ("https://foo.web.app/x", NULL, "foo.web.app", "foo.web.app", SCHEME | PRIVATE) } },
    { "a.foo.blogspot.com", { DOMAIN ("a.foo.blogspot.com", "a.foo.blogspot.com", "foo.blogspot.com", PRIVATE) } },
    { "https://web.app/", { URL ("https://web.app/", NULL, "web.app", NULL, SCHEME | PRIVATE) } },
    { "https://co.uk/", { URL ("https://co.uk/", NULL, "co.uk", NULL, SCHEME) } },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_punctuation (void)
{
  static const Row rows[] = {
    { "https://x.top/a.", { URL ("https://x.top/a", NULL, "x.top", "x.top", SCHEME) } },
    { "https://x.top/a?!", { URL ("https://x.top/a", NULL, "x.top", "x.top", SCHEME) } },
    { "https://x.top/a...", { URL ("https://x.top/a", NULL, "x.top", "x.top", SCHEME) } },
    { "https://x.top.", { URL ("https://x.top", NULL, "x.top", "x.top", SCHEME) } },
    { "(https://x.top/a)", { URL ("https://x.top/a", NULL, "x.top", "x.top", SCHEME) } },
    { "(zie x.top/a), nu", { URL ("x.top/a", "http://x.top/a", "x.top", "x.top", 0) } },
    { "https://x.top/a_(b)", { URL ("https://x.top/a_(b)", NULL, "x.top", "x.top", SCHEME) } },
    { "[tekst](https://x.top/a)verder", { URL ("https://x.top/a", NULL, "x.top", "x.top", SCHEME) } },
    { "<https://x.top/a>", { URL ("https://x.top/a", NULL, "x.top", "x.top", SCHEME) } },
    { "\"https://x.top/a\"", { URL ("https://x.top/a", NULL, "x.top", "x.top", SCHEME) } },
    { "'https://x.top/a'", { URL ("https://x.top/a", NULL, "x.top", "x.top", SCHEME) } },
    { "\xe2\x80\x9chttps://x.top/a\xe2\x80\x9d", { URL ("https://x.top/a", NULL, "x.top", "x.top", SCHEME) } },
    { "\xc2\xabx.top/a\xc2\xbb", { URL ("x.top/a", "http://x.top/a", "x.top", "x.top", 0) } },
    { "*https://x.top/a*", { URL ("https://x.top/a", NULL, "x.top", "x.top", SCHEME) } },
    { "_https://x.top/a_", { URL ("https://x.top/a", NULL, "x.top", "x.top", SCHEME) } },
    { "https://x.top/a_", { URL ("https://x.top/a_", NULL, "x.top", "x.top", SCHEME) } },
    { "~bpost.be~", { DOMAIN ("bpost.be", "bpost.be", "bpost.be", 0) } },
    { "_bpost.be_", { DOMAIN ("bpost.be", "bpost.be", "bpost.be", 0) } },
    { "bpost.be, bpost.com; kbc.be", { DOMAIN ("bpost.be", "bpost.be", "bpost.be", 0), DOMAIN ("bpost.com", "bpost.com", "bpost.com", 0), DOMAIN ("kbc.be", "kbc.be", "kbc.be", 0) } },
    { "https://x.top/\xf0\x9f\x8e\x81", { URL ("https://x.top/", NULL, "x.top", "x.top", SCHEME) } },
    { "https://x.top/a\xe2\x80\xa6", { URL ("https://x.top/a", NULL, "x.top", "x.top", SCHEME) } },
    { "https://x.top/a|b", { URL ("https://x.top/a", NULL, "x.top", "x.top", SCHEME) } },
    { "href=\"https://x.top/a\">x.be</a>", { URL ("https://x.top/a", NULL, "x.top", "x.top", SCHEME) } },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

/* A URL ends at the limit, on a character border, and the text goes on behind it. */
static void
test_long (void)
{
  static const char *const fillers[] = { "a", "\xc3\xa9" };

  for (gsize i = 0; i < G_N_ELEMENTS (fillers); i++)
    {
      g_autoptr (GString) text = g_string_new ("https://evil.top/");
      g_autoptr (TipoffCase) c = NULL;
      g_autoptr (GPtrArray) found = NULL;
      const TipoffIndicator *indicator;

      while (text->len < 3 * TIPOFF_LIMIT_URL_BYTES)
        g_string_append (text, fillers[i]);
      g_string_append (text, " bpost.be");
      found = find_in (text->str, &c);
      g_assert_cmpuint (found->len, ==, 2);
      indicator = g_ptr_array_index (found, 0);
      g_assert_cmpuint (indicator->span.end - indicator->span.start, <=, TIPOFF_LIMIT_URL_BYTES);
      g_assert_cmpuint (indicator->span.end - indicator->span.start, >, TIPOFF_LIMIT_URL_BYTES - 4);
      indicator = g_ptr_array_index (found, 1);
      g_assert_cmpstr (indicator->value, ==, "bpost.be");
    }
}

static void
test_defang (void)
{
  static const struct
  {
    const char *text;
    const char *defanged;
  } rows[] = {
    { "https://bpost-levering.top/be", "hxxps://bpost-levering[.]top/be" },
    { "http://a.b.top", "hxxp://a[.]b[.]top" },
    { "ftp://a.top/x.y", "fxp://a[.]top/x.y" },
    { "bpost.be", "bpost[.]be" },
    { "www.bpost.be", "hxxp://www[.]bpost[.]be" },
    { "https://bpost.be@evil.top:8443/", "hxxps://bpost[.]be@evil[.]top:8443/" },
    { "https://a.top/r?u=https://b.be/", "hxxps://a[.]top/r?u=https[:]//b.be/" },
    { "http://[2001:db8::1]/", "hxxp://[2001:db8::1]/" },
    { "info@bpost.be", "info[@]bpost[.]be" },
    { "BE68 5390 0754 7034", "BE68539007547034" },
    { "+32 2 201 23 45", "+3222012345" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TipoffCase) c = NULL;
      g_autoptr (GPtrArray) found = find_in (rows[i].text, &c);
      g_autofree char *defanged = NULL;

      g_assert_cmpuint (found->len, ==, 1);
      defanged = tipoff_indicator_defang (g_ptr_array_index (found, 0));
      g_assert_cmpstr (defanged, ==, rows[i].defanged);
    }
}

/* What we defang is found again, as the same. */
static void
test_defang_round_trip (void)
{
  static const char *const texts[] = {
    "https://bpost-levering.top/be", "http://a.b.top/x?y=z", "info@bpost.be", "bpost.be", "ftp://a.top",
    "http://185.12.3.4/x",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (TipoffCase) c = NULL, again_c = NULL;
      g_autoptr (GPtrArray) found = find_in (texts[i], &c), again = NULL;
      g_autofree char *defanged = tipoff_indicator_defang (g_ptr_array_index (found, 0));

      again = find_in (defanged, &again_c);
      g_assert_cmpuint (again->len, ==, 1);
      g_assert_cmpstr (((TipoffIndicator *) again->pdata[0])->value, ==, ((TipoffIndicator *) found->pdata[0])->value);
      g_assert_cmphex (((TipoffIndicator *) again->pdata[0])->url_flags & DEFANGED, ==, DEFANGED);
    }
}

static void
test_display_host (void)
{
  static const struct
  {
    const char *text;
    const char *shown;
  } rows[] = {
    { "https://xn--mnchen-3ya.de/", "m\xc3\xbcnchen.de" },
    { "https://M\xc3\xbcnchen.de/", "m\xc3\xbcnchen.de" },
    { "bpost.be", "bpost.be" },
    { "info@bpost.be", "bpost.be" },
    { "http://185.12.3.4/", "185.12.3.4" },
    { "BE68 5390 0754 7034", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TipoffCase) c = NULL;
      g_autoptr (GPtrArray) found = find_in (rows[i].text, &c);
      g_autofree char *free_me = NULL;

      g_assert_cmpuint (found->len, ==, 1);
      g_assert_cmpstr (tipoff_indicator_get_display_host (g_ptr_array_index (found, 0), &free_me), ==, rows[i].shown);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/indicators/urls/scheme", test_scheme);
  g_test_add_func ("/indicators/urls/bare", test_bare);
  g_test_add_func ("/indicators/urls/not-hosts", test_not_hosts);
  g_test_add_func ("/indicators/urls/defanged", test_defanged);
  g_test_add_func ("/indicators/urls/disguised-hosts", test_disguised_hosts);
  g_test_add_func ("/indicators/urls/authority", test_authority);
  g_test_add_func ("/indicators/urls/punctuation", test_punctuation);
  g_test_add_func ("/indicators/urls/long", test_long);
  g_test_add_func ("/indicators/urls/defang", test_defang);
  g_test_add_func ("/indicators/urls/defang-round-trip", test_defang_round_trip);
  g_test_add_func ("/indicators/urls/display-host", test_display_host);
  return g_test_run ();
}
