/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "found.h"

#define EMAIL(source, value, host, domain, flags) { "email", source, value, host, domain, flags }

static void
test_addresses (void)
{
  static const Row rows[] = {
    { "info@bpost.be", { EMAIL ("info@bpost.be", NULL, "bpost.be", "bpost.be", 0) } },
    { "Jan.Peeters+x@Mail.BPOST.be", { EMAIL ("Jan.Peeters+x@Mail.BPOST.be", "Jan.Peeters+x@mail.bpost.be", "mail.bpost.be", "bpost.be", 0) } },
    { "<a_b-c%d@x-y.co.uk>", { EMAIL ("a_b-c%d@x-y.co.uk", NULL, "x-y.co.uk", "x-y.co.uk", 0) } },
    { "mailto:info@bpost.be?subject=x", { EMAIL ("info@bpost.be", NULL, "bpost.be", "bpost.be", 0) } },
    { "E-mail:info@bpost.be.", { EMAIL ("info@bpost.be", NULL, "bpost.be", "bpost.be", 0) } },
    { "d'info@bpost.be", { EMAIL ("info@bpost.be", NULL, "bpost.be", "bpost.be", 0) } },
    { "info@bpost.be.Mail ons", { EMAIL ("info@bpost.be", NULL, "bpost.be", "bpost.be", 0) } },
    { "info[at]bpost[.]be", { EMAIL ("info[at]bpost[.]be", "info@bpost.be", "bpost.be", "bpost.be", TIPOFF_URL_DEFANGED) } },
    { "info (at) bpost (dot) be", { EMAIL ("info (at) bpost (dot) be", "info@bpost.be", "bpost.be", "bpost.be", TIPOFF_URL_DEFANGED) } },
    { "info[@]bpost.be", { EMAIL ("info[@]bpost.be", "info@bpost.be", "bpost.be", "bpost.be", TIPOFF_URL_DEFANGED) } },
    { "jan[.]p{arroba}bpost.es", { EMAIL ("jan[.]p{arroba}bpost.es", "jan.p@bpost.es", "bpost.es", "bpost.es", TIPOFF_URL_DEFANGED) } },
    { "in\xe2\x80\x8b" "fo@bp\xe2\x80\x8bost.be", { EMAIL ("in\xe2\x80\x8b" "fo@bp\xe2\x80\x8bost.be", "info@bpost.be", "bpost.be", "bpost.be", TIPOFF_URL_IDN) } },
    { "info@m\xc3\xbcnchen.de", { EMAIL ("info@m\xc3\xbcnchen.de", "info@xn--mnchen-3ya.de", "xn--mnchen-3ya.de", "xn--mnchen-3ya.de", TIPOFF_URL_IDN) } },
    { "info@p\xd0\xb0ypal.com", { EMAIL ("info@p\xd0\xb0ypal.com", "info@xn--pypal-4ve.com", "xn--pypal-4ve.com", "xn--pypal-4ve.com", TIPOFF_URL_IDN | TIPOFF_URL_MIXED_SCRIPT) } },
    { "x@foo.web.app", { EMAIL ("x@foo.web.app", NULL, "foo.web.app", "foo.web.app", TIPOFF_URL_PRIVATE_SUFFIX) } },
    { "0470123456@bpost.be", { EMAIL ("0470123456@bpost.be", NULL, "bpost.be", "bpost.be", 0) } },
    { "a@bpost.be,b@kbc.be", { EMAIL ("a@bpost.be", NULL, "bpost.be", "bpost.be", 0), EMAIL ("b@kbc.be", NULL, "kbc.be", "kbc.be", 0) } },
    { "a@bpost.be@kbc.be", { EMAIL ("a@bpost.be", NULL, "bpost.be", "bpost.be", 0) } },
    { "@bpost.be info@bpost.be", { EMAIL ("info@bpost.be", NULL, "bpost.be", "bpost.be", 0) } },
    { "foo@ bpost.be", { { "domain", "bpost.be", NULL, "bpost.be", "bpost.be", 0 } } },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_none (void)
{
  static const char *const texts[] = {
    "@", "a@", "@b", "a@b", "naam@local", "naam@okhdfc", "a@b.txt", "a@@b", "a@.be", "a@-b.be", "a@1.2.3.4", "a@[1.2.3.4]",
    "5 @ 3", "zie (at) huis", "iets [at] x", "a@co.uk", "a@vandaag.Het", NULL
  };
  g_autofree char *local = g_strnfill (65, 'a');
  g_autofree char *too_long = g_strconcat (local, "@b.x_y", NULL);
  const char *const more[] = { too_long, NULL };

  check_none (texts);
  check_none (more);
}

static void
test_longest_local_part (void)
{
  for (guint length = 64; length <= 65; length++)
    {
      g_autofree char *local = g_strnfill (length, 'a');
      g_autofree char *text = g_strconcat (local, "@bpost.be", NULL);
      g_autoptr (TipoffCase) c = NULL;
      g_autoptr (GPtrArray) found = find_in (text, &c);

      g_assert_cmpuint (found->len, ==, length == 64 ? 1 : 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/indicators/emails/addresses", test_addresses);
  g_test_add_func ("/indicators/emails/none", test_none);
  g_test_add_func ("/indicators/emails/longest-local-part", test_longest_local_part);
  return g_test_run ();
}
