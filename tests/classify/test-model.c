/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The model is input too: every damaged, wrong or old file is refused with one sentence. */
#include "tipoff-classifier.h"
#include "tipoff-install.h"
#include "tipoff-model.h"

#include <glib/gstdio.h>

#include <string.h>

typedef struct
{
  char  *bytes;
  gsize  length;
  char  *path;      /* of a copy that a test may damage */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *installed = tipoff_install_data_file ("model/tipoff.model");
  int fd;

  g_assert_true (g_file_get_contents (installed, &fixture->bytes, &fixture->length, NULL));
  g_assert_cmpuint (fixture->length, >, sizeof (TipoffModelHeader));
  fd = g_file_open_tmp ("tipoff-model-XXXXXX", &fixture->path, NULL);
  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_unlink (fixture->path);
  g_free (fixture->path);
  g_free (fixture->bytes);
}

/* Writes the first @length bytes, with a checksum that fits where @sign. */
static void
write_model (Fixture  *fixture,
             gsize     length,
             gboolean  sign)
{
  if (sign)
    {
      const gsize at = G_STRUCT_OFFSET (TipoffModelHeader, checksum);
      const guint64 sum = tipoff_model_checksum ((const guint8 *) fixture->bytes, length, at);

      memcpy (fixture->bytes + at, &sum, sizeof sum);
    }
  g_assert_true (g_file_set_contents (fixture->path, fixture->bytes, (gssize) length, NULL));
}

static void
assert_refused (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TipoffClassifier) classifier = tipoff_classifier_new (fixture->path, &error);

  g_assert_error (error, TIPOFF_CLASSIFY_ERROR, TIPOFF_CLASSIFY_ERROR_BAD_MODEL);
  g_assert_null (classifier);
  g_assert_null (strchr (error->message, '\n'));
}

static void
test_whole (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TipoffClassifier) classifier = NULL;

  write_model (fixture, fixture->length, TRUE);
  classifier = tipoff_classifier_new (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (tipoff_classifier_get_threshold (classifier, TIPOFF_LEVEL_SUSPICIOUS), >, 0);
  g_assert_cmpfloat (tipoff_classifier_get_threshold (classifier, TIPOFF_LEVEL_SUSPICIOUS), <=,
                     tipoff_classifier_get_threshold (classifier, TIPOFF_LEVEL_SCAM));
  g_assert_cmpuint (strlen (tipoff_classifier_get_model_version (classifier)), >, 0);
}

static void
test_missing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_unlink (fixture->path);
  g_assert_null (tipoff_classifier_new (fixture->path, &error));
  g_assert_error (error, TIPOFF_CLASSIFY_ERROR, TIPOFF_CLASSIFY_ERROR_NO_MODEL);
}

static void
test_cut (Fixture       *fixture,
          gconstpointer  data)
{
  const gsize lengths[] = { 0, 1, 8, sizeof (TipoffModelHeader) - 1, sizeof (TipoffModelHeader), fixture->length / 2,
                            fixture->length - 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      write_model (fixture, lengths[i], lengths[i] > sizeof (TipoffModelHeader));
      assert_refused (fixture);
    }
}

/* Each field of the header with values that would lead outside, and a checksum that fits. */
static void
test_header (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct { const char *name; gsize offset, size; } fields[] = {
#define FIELD(name) { #name, G_STRUCT_OFFSET (TipoffModelHeader, name), sizeof ((TipoffModelHeader *) NULL)->name }
    FIELD (magic), FIELD (format), FIELD (n_signals), FIELD (size), FIELD (signals), FIELD (version), FIELD (gram_bits),
    FIELD (language_bits), FIELD (kind_bits), FIELD (signals_offset), FIELD (kind_signals_offset), FIELD (accents_offset),
    FIELD (grams_offset), FIELD (languages_offset), FIELD (kinds_offset), FIELD (gram_scale), FIELD (language_scale),
    FIELD (kind_scale), FIELD (bias), FIELD (slope), FIELD (intercept), FIELD (suspicious), FIELD (scam),
#undef FIELD
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *kept = g_memdup2 (fixture->bytes + fields[i].offset, fields[i].size);

      g_test_message ("%s", fields[i].name);
      /* As a number: the largest; as a float: not a number; as text: without an end. */
      memset (fixture->bytes + fields[i].offset, 0xff, fields[i].size);
      write_model (fixture, fixture->length, TRUE);
      assert_refused (fixture);
      memcpy (fixture->bytes + fields[i].offset, kept, fields[i].size);
    }
}

static void
test_offsets (Fixture       *fixture,
              gconstpointer  data)
{
  TipoffModelHeader *header = (TipoffModelHeader *) (gpointer) fixture->bytes;
  guint32 *const offsets[] = { &header->signals_offset, &header->kind_signals_offset, &header->accents_offset,
                               &header->grams_offset, &header->languages_offset, &header->kinds_offset };

  for (gsize i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      const guint32 kept = *offsets[i];
      const guint32 bad[] = { 0, 8, kept + 1, (guint32) fixture->length, (guint32) fixture->length - 8 };

      for (gsize j = 0; j < G_N_ELEMENTS (bad); j++)
        {
          *offsets[i] = bad[j];
          write_model (fixture, fixture->length, TRUE);
          assert_refused (fixture);
        }
      *offsets[i] = kept;
    }
}

static void
test_one_byte (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261124);

  for (guint i = 0; i < 50; i++)
    {
      const gsize at = (gsize) g_rand_int_range (random, 0, (gint32) fixture->length);

      fixture->bytes[at] ^= 0x10;
      write_model (fixture, fixture->length, FALSE);
      assert_refused (fixture);
      fixture->bytes[at] ^= 0x10;
    }
}

static void
test_other_files (Fixture       *fixture,
                  gconstpointer  data)
{
  static const char *const contents[] = { "", "{}", "TIPOFF\r\n", "%PDF-1.7\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_assert_true (g_file_set_contents (fixture->path, contents[i], -1, NULL));
      assert_refused (fixture);
    }
}

int
main (int    argc,
      char **argv)
{
  static const struct { const char *path; void (*run) (Fixture *, gconstpointer); } tests[] = {
    { "/model/whole", test_whole }, { "/model/missing", test_missing }, { "/model/cut", test_cut },
    { "/model/header", test_header }, { "/model/offsets", test_offsets }, { "/model/one-byte", test_one_byte },
    { "/model/other-files", test_other_files },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
