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
      "--b;1\r\nContent-Type: text/plain\r\n\r\nthe text\r\n--b;1--\r\n",
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

/* What is beside the text, under a name that is safe to write. */
static void
test_attachments (void)
{
  const char *text =
    "To: A <a@example.be>, b@example.be, , <>\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
    "--x\r\nContent-Type: text/plain\r\n\r\nthe text\r\n"
    "--x\r\nContent-Type: image/png; name=\"other\"\r\nContent-Disposition: attachment; filename=\"../sc reen.png\"\r\n"
    "Content-Transfer-Encoding: base64\r\n\r\nAAEC\r\n"
    "--x\r\nContent-Type: message/rfc822; name=original.eml\r\n\r\nSubject: s\r\n\r\nbody\r\n"
    "--x\r\nContent-Disposition: attachment; filename=\".bashrc\"\r\n\r\nsecond text\r\n"
    "--x--\r\n--x\r\n\r\nafter the end\r\n";
  g_autoptr (GBytes) eml = to_bytes (text);
  g_autoptr (TipoffEml) message = tipoff_eml_read (text, strlen (text));
  g_auto (GStrv) addresses = tipoff_eml_get_addresses (message->to);
  const struct { const char *name, *bytes; gsize length; } wanted[] = {
    { "attachment-1", "\0\1\2", 3 },
    { "original.eml", "Subject: s\r\n\r\nbody", 18 },
    { "attachment-3", "second text", 11 },
  };

  g_assert_cmpuint (g_strv_length (addresses), ==, 2);
  g_assert_cmpstr (addresses[0], ==, "a@example.be");
  g_assert_cmpstr (addresses[1], ==, "b@example.be");
  g_assert_cmpstr (message->text, ==, "the text\n");
  g_assert_cmpuint (message->n_attachments, ==, G_N_ELEMENTS (wanted));
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      gsize length;
      const char *bytes = g_bytes_get_data (message->attachments[i].bytes, &length);

      g_assert_cmpstr (message->attachments[i].name, ==, wanted[i].name);
      g_assert_cmpmem (bytes, length, wanted[i].bytes, wanted[i].length);
    }
  /* No link carries them. */
  g_assert_null (tipoff_handover_mailto (eml));
}

static void
test_attachment_name (void)
{
  const char *text = "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: image/png; name=a/b\\c\n\n";
  g_autoptr (TipoffEml) message = tipoff_eml_read (text, strlen (text));

  g_assert_cmpuint (message->n_attachments, ==, 1);
  g_assert_cmpstr (message->attachments[0].name, ==, "a_b_c");
}

static void
test_sms (void)
{
  const struct { const char *number, *text, *link; } cases[] = {
    { "8080", "Hello", "sms:8080?body=Hello" },
    { "337 00", "a b&body=x?#%+é\n2", "sms:33700?body=a%20b%26body%3Dx%3F%23%25%2B%C3%A9%0A2" },
    { "+32 475/55.66-77", "x", "sms:+32475556677?body=x" },
    /* Which of the digits in brackets are dialled is not ours to guess. */
    { "+32 (0)475 55 66 77", "x", NULL },
    { "7726", "https://bpost-levering.top/be", "sms:7726?body=https%3A%2F%2Fbpost-levering.top%2Fbe" },
    { "7726", "", NULL },
    { "7726", "\xff", NULL },
    { "12", "x", NULL },
    { "+", "x", NULL },
    { "77+26", "x", NULL },
    { "7726?body=evil", "x", NULL },
    { "7726;ext=1", "x", NULL },
    { "0800-SCAM", "x", NULL },
    { "12345678901234567", "x", NULL },
    { "", "x", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *link = tipoff_handover_sms (cases[i].number, cases[i].text);

      g_test_message ("%s %s", cases[i].number, cases[i].link);
      g_assert_cmpstr (link, ==, cases[i].link);
    }
}

/* As long as a camera reads off a screen, and no longer. */
static void
test_sms_length (void)
{
  const gsize head = strlen ("sms:7726?body=");
  g_autofree char *fits = g_strnfill (1000 - head, 'x');
  g_autofree char *over = g_strnfill (1001 - head, 'x');
  g_autofree char *grows = g_strnfill (400, '?');
  g_autofree char *link = tipoff_handover_sms ("7726", fits);

  g_assert_cmpuint (strlen (link), ==, 1000);
  g_assert_null (tipoff_handover_sms ("7726", over));
  g_assert_null (tipoff_handover_sms ("7726", grows));
}

/* The way that worked is remembered; a word that is none is no way. */
static void
test_remembered (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = g_dir_make_tmp ("tipoff-handover-XXXXXX", &error);
  g_autofree char *file = g_build_filename (dir, "tipoff", "settings.ini", NULL);
  g_autofree char *folder = g_path_get_dirname (file);
  TipoffHandover way = TIPOFF_HANDOVER_MAILTO;

  g_assert_true (g_setenv ("XDG_CONFIG_HOME", dir, TRUE));
  for (guint i = 0; i < 4; i++)
    {
      const TipoffHandover wanted = (TipoffHandover) i;
      g_autoptr (TipoffSettings) settings = tipoff_settings_load (&error);
      g_autoptr (TipoffSettings) again = NULL;

      g_assert_no_error (error);
      tipoff_handover_remember (settings, &wanted);
      g_assert_true (tipoff_settings_save (settings, &error));
      again = tipoff_settings_load (&error);
      g_assert_true (tipoff_handover_get_remembered (again, &way));
      g_assert_cmpint (way, ==, wanted);

      tipoff_handover_remember (again, NULL);
      g_assert_true (tipoff_settings_save (again, &error));
      g_assert_false (tipoff_handover_get_remembered (again, &way));
    }
  {
    g_autoptr (TipoffSettings) settings = NULL;

    g_assert_true (g_file_set_contents (file, "[delivery]\nhandover-way=pigeon\n", -1, &error));
    settings = tipoff_settings_load (&error);
    g_assert_false (tipoff_handover_get_remembered (settings, &way));
  }
  g_remove (file);
  g_rmdir (folder);
  g_rmdir (dir);
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

  tipoff_handover_forget_draft (dir, id);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  tipoff_handover_forget_draft (dir, id);
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
  g_test_add_func ("/delivery/handover/attachments", test_attachments);
  g_test_add_func ("/delivery/handover/attachment-name", test_attachment_name);
  g_test_add_func ("/delivery/handover/sms", test_sms);
  g_test_add_func ("/delivery/handover/sms-length", test_sms_length);
  g_test_add_func ("/delivery/handover/remembered", test_remembered);
  g_test_add_func ("/delivery/handover/mailto-too-long", test_mailto_too_long);
  g_test_add_func ("/delivery/handover/hostile", test_hostile);
  g_test_add_func ("/delivery/handover/draft", test_draft);
  return g_test_run ();
}
