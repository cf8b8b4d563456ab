/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train-rows.h"

#include "tipoff-ids.h"

#include <gio/gio.h>
#include <string.h>

static const char *const unlicensed[] = {
  "spamhunter_weak", "spamhunter_labelled", "exais", "nus", "noejaffrelot_synth", "xlmt_tweets_proxy",
};

static const struct { const char *name; TrainLabel label; } labels[] = {
  { "honest", TRAIN_HONEST }, { "scam", TRAIN_SCAM }, { "spam", TRAIN_SPAM }, { "verify", TRAIN_VERIFY },
  { "ham", TRAIN_HONEST }, { "smishing", TRAIN_SCAM }, { "phish", TRAIN_SCAM },
};

/* The kinds of other collections in our words; what is not here has none that we know. */
static const struct { const char *type; TipoffKind kind; } types[] = {
  { "account", TIPOFF_KIND_ACCOUNT }, { "account_verification", TIPOFF_KIND_ACCOUNT },
  { "advert", TIPOFF_KIND_SPAM }, { "advert_finance", TIPOFF_KIND_SPAM }, { "advert_politics", TIPOFF_KIND_SPAM },
  { "loan_gambling", TIPOFF_KIND_SPAM }, { "bank", TIPOFF_KIND_BANK }, { "fake_bank_opposition", TIPOFF_KIND_BANK },
  { "benefits_update", TIPOFF_KIND_GOVERNMENT }, { "fine_toll", TIPOFF_KIND_GOVERNMENT },
  { "government_health", TIPOFF_KIND_GOVERNMENT }, { "government_tax", TIPOFF_KIND_GOVERNMENT },
  { "vitale_renewal", TIPOFF_KIND_GOVERNMENT }, { "delivery", TIPOFF_KIND_PARCEL },
  { "parcel_delivery", TIPOFF_KIND_PARCEL }, { "prize", TIPOFF_KIND_PRIZE },
};

void
train_row_free (TrainRow *row)
{
  if (row == NULL)
    return;
  g_free (row->text);
  g_free (row->source);
  g_free (row);
}

GPtrArray *
train_rows_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) train_row_free);
}

const char *
train_label_to_string (TrainLabel label)
{
  static const char *const names[] = { "honest", "scam", "spam", "verify", "kind" };

  return names[label];
}

gboolean
train_source_is_unlicensed (const char *source)
{
  for (gsize i = 0; i < G_N_ELEMENTS (unlicensed); i++)
    if (g_str_equal (unlicensed[i], source))
      return TRUE;
  return FALSE;
}

/* \t, \n and \\ only: the text may hold any other backslash as it is. */
static char *
unescape (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\\' && (p[1] == 't' || p[1] == 'n' || p[1] == '\\'))
        {
          p++;
          g_string_append_c (out, *p == 't' ? '\t' : *p == 'n' ? '\n' : '\\');
        }
      else
        g_string_append_c (out, *p);
    }
  return g_string_free (out, FALSE);
}

static gboolean
parse_label (const char *name, TrainLabel *label)
{
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i].name, name))
      {
        *label = labels[i].label;
        return TRUE;
      }
  return FALSE;
}

static TipoffKind
kind_of_type (const char *type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (types[i].type, type))
      return types[i].kind;
  return TIPOFF_KIND_NONE;
}

typedef struct
{
  int  label, type, kind, language, source, text;   /* columns, -1 for none */
  char file_language[4];
} Columns;

static gboolean
read_header (Columns *columns, const char *line, const char *path)
{
  static const char *const names[] = { "label", "type", "kind", "lang", "source", "text" };
  int *places[] = { &columns->label, &columns->type, &columns->kind, &columns->language, &columns->source, &columns->text };
  g_auto (GStrv) fields = g_strsplit (line, "\t", -1);
  g_autofree char *base = g_path_get_basename (path);

  for (gsize n = 0; n < G_N_ELEMENTS (names); n++)
    {
      *places[n] = -1;
      for (int i = 0; fields[i] != NULL; i++)
        if (g_str_equal (fields[i], names[n]))
          *places[n] = i;
    }
  g_strlcpy (columns->file_language, base, 3);
  return columns->text >= 0 && (columns->label >= 0 || columns->type >= 0);
}

static TrainRow *
read_row (const Columns *columns, char **fields)
{
  const int n = (int) g_strv_length (fields);
  TrainRow *row = g_new0 (TrainRow, 1);
  gboolean good = columns->text < n && columns->label < n && columns->kind < n && columns->language < n && columns->source < n;

  row->kind = TIPOFF_KIND_NONE;
  row->label = TRAIN_KIND_ONLY;
  if (good && columns->label >= 0)
    good = parse_label (fields[columns->label], &row->label);
  if (good && columns->kind >= 0)
    good = tipoff_kind_from_string (fields[columns->kind], &row->kind);
  if (good && columns->type >= 0)
    row->kind = kind_of_type (fields[columns->type]);
  if (!good)
    {
      train_row_free (row);
      return NULL;
    }
  row->text = unescape (fields[columns->text]);
  row->fold = (guint) (tipoff_hash64 (row->text, strlen (row->text), 0) % TRAIN_FOLDS);
  g_strlcpy (row->language, columns->language >= 0 ? fields[columns->language] : columns->file_language, sizeof row->language);
  row->source = columns->source >= 0 ? g_strndup (fields[columns->source], strcspn (fields[columns->source], "/"))
                                     : g_strdup ("corpus");
  return row;
}

/**
 * train_rows_read:
 *
 * Which of the three forms a file has is told by its header line.
 */
gboolean
train_rows_read (GPtrArray *rows, const char *path, GError **error)
{
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;
  Columns columns;

  if (!g_file_get_contents (path, &contents, NULL, error))
    return FALSE;
  lines = g_strsplit (contents, "\n", -1);
  if (lines[0] == NULL || !read_header (&columns, lines[0], path))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: no header with label or type, and text", path);
      return FALSE;
    }
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", -1);
      TrainRow *row = *lines[i] != '\0' ? read_row (&columns, fields) : NULL;

      if (row != NULL)
        g_ptr_array_add (rows, row);
      else if (*lines[i] != '\0')
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s:%u: not a row", path, i + 1);
          return FALSE;
        }
    }
  return TRUE;
}
