/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-eml.h"
#include "tipoff-handover.h"
#include "tipoff-outbox.h"
#include "tipoff-test-time.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static GBytes *
to_bytes (const char *text)
{
  return g_bytes_new_static (text, strlen (text));
}

static void
test_mailto (void)
{
  const struct { const char *eml; const char *link; } cases[] = {
    { "To: suspicious@example.be\r\nSubject: Parcel scam\r\n\r\nHello & goodbye?\r\nLine 2\r\n",
      "mailto:suspicious@example.be?subject=Parcel%20scam&body=Hello%20%26%20goodbye%3F%0D%0ALine%202%0D%0A" },
    { "to: Desk <desk+x@example.be>, b@example.be\nSubject: =?utf-8?Q?caf=C3=A9_=26?= =?UTF-8?B?IMOp?= end\n\nx\n",
      "mailto:desk%2Bx@example.be,b@example.be?subject=caf%C3%A9%20%26%20%C3%A9%20end&body=x%0D%0A" },
    { "Subject: folded\r\n  and more\r\nTo: a@example.be\r\nContent-Type: text/plain; charset=utf-8\r\n"
      "Content-Transfer-Encoding: quoted-printable\r\n\r\n=C3=A9=\r\n!=zz=\r\n",
      "mailto:a@example.be?subject=folded%20%20and%20more&body=%C3%A9%21%3Dzz" },
    { "To: a@example.be\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: BASE64\r\n\r\naGVs\r\nbG8=\r\n",
      "mailto:a@example.be?subject=&body=hello" },
    { "To: a@example.be\r\nSubject: s\r\nContent-Type: multipart/mixed; boundary=\"b;1\"\r\n\r\npreamble\r\n"
      "--b;1\r\nContent-Type: application/json\r\n\r\n{}\r\n--b;1\r\nContent-Type: text/plain\r\n\r\nthe text\r\n--b;1--\r\n",
      "mailto:a@example.be?subject=s&body=the%20text%0D%0A" },
    /* A recipient cannot smuggle in fields. */
    { "To: a@example.be?bcc=evil@example.com&x=\r\nSubject: s\r\n\r\nt", "mailto:a@example.be%3Fbcc%3Devil@example.com%26x%3D?subject=s&body=t" },
    { "Subject: no recipient\r\n\r\ntext", NULL },
    { "To: \r\n\r\ntext", NULL },
    { "To: a@example.be\r\nContent-Type: image/png\r\n\r\nx", NULL },
    { "To: a@example.be\r\nContent-Type: multipart/mixed\r\n\r\nx", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) eml = to_bytes (cases[i].eml);
      g_autofree char *link = tipoff_handover_mailto (eml);

      g_assert_cmpstr (link, ==, cases[i].link);
    }
}

/* What the report station writes is read back. */
static void
test_own_report (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "report", "data", "parcel.eml", NULL);
  g_autofree char *content = NULL;
  g_autoptr (TipoffEml) message = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  message = tipoff_eml_read (content, length);
  g_assert_cmpstr (message->to, ==, "suspicious@safeonweb.be");
  g_assert_true (g_str_has_prefix (message->subject, "Report: "));
  g_assert_nonnull (strstr (message->text, "Betaal 1,99 EUR via https://bpost-levering.top/be?e=[redacted:email] binnen 24u."));
  g_assert_null (strchr (message->text, '\r'));
}

static void
test_mailto_too_long (void)
{
  g_autofree char *text = g_strnfill (1900, 'x');
  g_autofree char *wide = g_strnfill (700, '?');
  g_autofree char *fits = g_strconcat ("To: a@example.be\n\n", text, NULL);
  g_autofree char *grows = g_strconcat ("To: a@example.be\n\n", wide, NULL);
  g_autoptr (GBytes) small = to_bytes (fits);
  g_autoptr (GBytes) large = to_bytes (grows);
  g_autofree char *link = tipoff_handover_mailto (small);

  g_assert_nonnull (link);
  g_assert_null (tipoff_handover_mailto (large));
}

/* Whatever the bytes: an answer, and soon. */
static void
test_hostile (void)
{
  const char *const pieces[] = { "To: ", "a@b", "\r\n", "\n", "Content-Type: multipart/mixed; boundary=x", "--x", "--x--",
                                 "=?utf-8?B?", "?=", "=?utf-8?q?", "=", "\xff", "Content-Transfer-Encoding: base64", ":", " ",
                                 "Content-Transfer-Encoding: quoted-printable", "Subject", "\t", "<", ">", "boundary=\"" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261124);
  g_autoptr (GString) large = g_string_new ("Content-Type: multipart/mixed; boundary=x\n\n");

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) eml = g_string_new (NULL);
      g_autoptr (TipoffEml) message = NULL;

      for (int n = g_rand_int_range (rand, 0, 30); n > 0; n--)
        g_string_append (eml, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      message = tipoff_eml_read (eml->str, eml->len);
      g_assert_true (message->to == NULL || g_utf8_validate (message->to, -1, NULL));
      g_assert_true (message->text == NULL || g_utf8_validate (message->text, -1, NULL));
    }

  for (guint i = 0; i < 100000; i++)
    g_string_append (large, "--x\nContent-Type: image/png\n\n=?utf-8?Q?\n");
  {
    TIPOFF_TEST_BEGIN_TIME ();

    tipoff_eml_free (tipoff_eml_read (large->str, large->len));
    TIPOFF_TEST_ASSERT_SECONDS (2);
  }
}

static void
test_draft (void)
{
  const char *id = "3f2b1a60-6c0e-4a60-9f3c-1d6b8c1e7a10";
  g_autoptr (GError) error = NULL;
  g_autofree char *top = g_dir_make_tmp ("tipoff-handover-XXXXXX", &error);
  g_autofree char *dir = g_build_filename (top, "drafts", NULL);
  g_autofree char *expected = g_build_filename (dir, "3f2b1a60-6c0e-4a60-9f3c-1d6b8c1e7a10.eml", NULL);
  g_autofree char *content = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GBytes) eml = g_bytes_new_static ("To: a\0b", 7);
  gsize length;
  GStatBuf info;
  mode_t mask = umask (0);

  path = tipoff_handover_save_draft (eml, dir, id, &error);
  umask (mask);
  g_assert_no_error (error);
  g_assert_cmpstr (path, ==, expected);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_cmpmem (content, length, "To: a\0b", 7);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);

  g_assert_null (tipoff_handover_save_draft (eml, "/proc/nowhere", id, &error));
  g_assert_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_DATABASE);

  g_remove (path);
  g_rmdir (dir);
  g_rmdir (top);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/delivery/handover/mailto", test_mailto);
  g_test_add_func ("/delivery/handover/own-report", test_own_report);
  g_test_add_func ("/delivery/handover/mailto-too-long", test_mailto_too_long);
  g_test_add_func ("/delivery/handover/hostile", test_hostile);
  g_test_add_func ("/delivery/handover/draft", test_draft);
  return g_test_run ();
}
