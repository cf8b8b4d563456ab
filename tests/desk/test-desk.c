/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-desk-gate.h"
#include "tipoff-desk-header.h"
#include "tipoff-desk-options.h"

static void
test_key (void)
{
  const struct { const char *value; const char *key; } cases[] = {
    { "\"abc\"", "abc" }, { "  \"abc\"  ", "abc" }, { "\"abc\";v=1", "abc" }, { "\"abc\" ; v", "abc" }, { "\"\"", "" },
    { "\"a\\\"b\\\\c\"", "a\"b\\c" },
    { NULL, NULL }, { "", NULL }, { "abc", NULL }, { "\"abc", NULL }, { "abc\"", NULL }, { "\"a\"b", NULL }, { "\"a\", \"b\"", NULL },
    { "'abc'", NULL }, { "\"a\\bc\"", NULL }, { "\"a\\", NULL }, { "\"a\tb\"", NULL }, { "\"\303\251\"", NULL }, { "\"\\\"", NULL },
  };
  g_autofree char *filling = g_strnfill (1000, 'x');
  g_autofree char *too_long = g_strdup_printf ("\"%s\"", filling);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *key = tipoff_desk_parse_key (cases[i].value);

      g_test_message ("key %s", cases[i].value);
      g_assert_cmpstr (key, ==, cases[i].key);
    }
  g_assert_null (tipoff_desk_parse_key (too_long));
}

static void
test_type (void)
{
  const struct { const char *value; TipoffDeskDocument taken; } cases[] = {
    { "application/vnd.tipoff.report+json", TIPOFF_DESK_DOCUMENT_REPORT },
    { "application/vnd.tipoff.report+json;version=1", TIPOFF_DESK_DOCUMENT_REPORT },
    { "APPLICATION/vnd.tipoff.report+JSON ; Version=\"1\"; charset=utf-8", TIPOFF_DESK_DOCUMENT_REPORT },
    { "application/vnd.tipoff.report+json;", TIPOFF_DESK_DOCUMENT_REPORT },
    { NULL, TIPOFF_DESK_DOCUMENT_NONE },
    { "", TIPOFF_DESK_DOCUMENT_NONE },
    { "application/json", TIPOFF_DESK_DOCUMENT_NONE },
    { "application/vnd.tipoff.report+json; version=2", TIPOFF_DESK_DOCUMENT_NONE },
    { "application/vnd.tipoff.report+json; version", TIPOFF_DESK_DOCUMENT_NONE },
    { "application/vnd.tipoff.report+json; version=", TIPOFF_DESK_DOCUMENT_NONE },
    { "application/vnd.tipoff.report+json; version=1.0", TIPOFF_DESK_DOCUMENT_NONE },
    { "xapplication/vnd.tipoff.report+json", TIPOFF_DESK_DOCUMENT_NONE },
    { "application/vnd.tipoff.correction+json", TIPOFF_DESK_DOCUMENT_CORRECTION },
    { "application/vnd.tipoff.correction+json; version=2", TIPOFF_DESK_DOCUMENT_NONE },
    { "application/vnd.tipoff.report+json, text/plain", TIPOFF_DESK_DOCUMENT_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("type %s", cases[i].value);
      g_assert_cmpint (tipoff_desk_parse_type (cases[i].value), ==, cases[i].taken);
    }
}

static void
test_bearer (void)
{
  const struct { const char *value; const char *token; } cases[] = {
    { "Bearer abc", "abc" }, { "bearer  abc ", "abc" }, { NULL, NULL }, { "", NULL }, { "Bearer", NULL }, { "Bearer ", NULL },
    { "Basic abc", NULL }, { "Bearerabc", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *token = tipoff_desk_parse_bearer (cases[i].value);

      g_assert_cmpstr (token, ==, cases[i].token);
    }
}

static void
test_listen (void)
{
  const struct { const char *text; const char *host; guint port; } cases[] = {
    { "127.0.0.1:8443", "127.0.0.1", 8443 }, { "[::1]:0", "::1", 0 }, { "localhost:1", "localhost", 1 }, { "0.0.0.0:65535", "0.0.0.0", 65535 },
    { NULL, NULL, 0 }, { "", NULL, 0 }, { "127.0.0.1", NULL, 0 }, { "8443", NULL, 0 }, { ":8443", NULL, 0 }, { "127.0.0.1:", NULL, 0 },
    { "127.0.0.1:65536", NULL, 0 }, { "127.0.0.1:-1", NULL, 0 }, { "127.0.0.1:x", NULL, 0 }, { "desk.example:1", NULL, 0 },
    { "::1:8443", NULL, 0 }, { "[127.0.0.1:1", NULL, 0 }, { "]:1", NULL, 0 }, { "[]:1", NULL, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *host = NULL;
      g_autoptr (GSocketAddress) address = NULL;

      g_test_message ("listen %s", cases[i].text);
      g_assert_cmpint (tipoff_desk_parse_listen (cases[i].text, &host, &address), ==, cases[i].host != NULL);
      g_assert_cmpstr (host, ==, cases[i].host);
      if (address != NULL)
        g_assert_cmpuint (g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)), ==, cases[i].port);
    }
}

#define MINUTE ((gint64) 60 * G_USEC_PER_SEC)

static void
test_gate (void)
{
  g_autoptr (TipoffDeskGate) gate = tipoff_desk_gate_new (6);
  g_autoptr (TipoffDeskGate) open = tipoff_desk_gate_new (0);
  g_autoptr (GInetAddress) one = g_inet_address_new_from_string ("192.0.2.1");
  g_autoptr (GInetAddress) neighbour = g_inet_address_new_from_string ("192.0.2.200");
  g_autoptr (GInetAddress) other = g_inet_address_new_from_string ("192.0.3.1");
  g_autoptr (GInetAddress) six = g_inet_address_new_from_string ("2001:db8:0:100::1");
  g_autoptr (GInetAddress) six_neighbour = g_inet_address_new_from_string ("2001:db8:0:1ff::2");
  g_autoptr (GInetAddress) six_other = g_inet_address_new_from_string ("2001:db8:0:200::1");
  gint64 now = g_get_monotonic_time ();

  for (guint i = 0; i < 6; i++)
    {
      g_assert_cmpuint (tipoff_desk_gate_pass (gate, i % 2 == 0 ? one : neighbour, now), ==, 0);
      g_assert_cmpuint (tipoff_desk_gate_pass (gate, i % 2 == 0 ? six : six_neighbour, now), ==, 0);
    }
  g_assert_cmpuint (tipoff_desk_gate_pass (gate, one, now), ==, 10);
  g_assert_cmpuint (tipoff_desk_gate_pass (gate, neighbour, now), ==, 10);
  g_assert_cmpuint (tipoff_desk_gate_pass (gate, six_neighbour, now), ==, 10);
  g_assert_cmpuint (tipoff_desk_gate_pass (gate, other, now), ==, 0);
  g_assert_cmpuint (tipoff_desk_gate_pass (gate, six_other, now), ==, 0);

  /* One more after ten seconds, six after a minute, and never more than six. */
  g_assert_cmpuint (tipoff_desk_gate_pass (gate, one, now + MINUTE / 6 + 1), ==, 0);
  g_assert_cmpuint (tipoff_desk_gate_pass (gate, one, now + MINUTE / 6 + 1), >, 0);
  for (guint i = 0; i < 6; i++)
    g_assert_cmpuint (tipoff_desk_gate_pass (gate, one, now + 100 * MINUTE), ==, 0);
  g_assert_cmpuint (tipoff_desk_gate_pass (gate, one, now + 100 * MINUTE), >, 0);
  /* A new day, a new key: nothing is remembered. */
  g_assert_cmpuint (tipoff_desk_gate_pass (gate, one, now + 25 * 60 * MINUTE), ==, 0);

  for (guint i = 0; i < 1000; i++)
    g_assert_cmpuint (tipoff_desk_gate_pass (open, one, now), ==, 0);
}

static void
test_gate_flood (void)
{
  g_autoptr (TipoffDeskGate) gate = tipoff_desk_gate_new (1);
  gint64 now = g_get_monotonic_time ();

  for (guint32 i = 0; i < 150000; i++)
    {
      guint8 bytes[4] = { 10, (guint8) (i >> 16), (guint8) (i >> 8), (guint8) i };
      g_autoptr (GInetAddress) address = g_inet_address_new_from_bytes (bytes, G_SOCKET_FAMILY_IPV4);

      tipoff_desk_gate_pass (gate, address, now);
    }
  for (guint32 i = 0; i < 70000; i++)
    {
      guint8 bytes[16] = { 0x20, 1, (guint8) (i >> 16), (guint8) (i >> 8), (guint8) i };
      g_autoptr (GInetAddress) address = g_inet_address_new_from_bytes (bytes, G_SOCKET_FAMILY_IPV6);

      g_assert_cmpuint (tipoff_desk_gate_pass (gate, address, now), ==, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/key", test_key);
  g_test_add_func ("/desk/type", test_type);
  g_test_add_func ("/desk/bearer", test_bearer);
  g_test_add_func ("/desk/listen", test_listen);
  g_test_add_func ("/desk/gate", test_gate);
  g_test_add_func ("/desk/gate-flood", test_gate_flood);
  return g_test_run ();
}
