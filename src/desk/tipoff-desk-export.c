/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-desk-export.h"

#include "tipoff-ids.h"
#include "tipoff-json.h"
#include "tipoff-limits.h"

#include <errno.h>
#include <gio/gio.h>

typedef struct
{
  FILE       *out;
  GHashTable *indicators;     /* "type value" → how many reports name it */
  guint       n_reports;
  guint       n_withdrawn;
  guint       n_erased;
  guint       n_corrections;
} Export;

static gboolean
write_line (Export   *self,
            GString  *line,
            GError  **error)
{
  g_string_append_c (line, '\n');
  if (fwrite (line->str, 1, line->len, self->out) == line->len)
    return TRUE;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "The export cannot be written: %s", g_strerror (errno));
  return FALSE;
}

/* Once for each report, however often it is in it. Only where the scam wants people to go: the rest are bystanders. */
static void
count_indicators (Export   *self,
                  JsonNode *report)
{
  JsonArray *indicators = tipoff_json_get_array_or_null (json_node_get_object (report), "indicators");
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; indicators != NULL && i < json_array_get_length (indicators); i++)
    {
      JsonObject *indicator = json_array_get_object_element (indicators, i);
      char *name;

      if (g_strcmp0 (tipoff_json_get_string_or (indicator, "role", NULL), "contact") != 0)
        continue;
      name = g_strconcat (tipoff_json_get_string_or (indicator, "type", ""), " ", tipoff_json_get_string_or (indicator, "value", ""), NULL);
      if (g_hash_table_contains (seen, name))
        {
          g_free (name);
          continue;
        }
      g_hash_table_insert (self->indicators, g_strdup (name),
                           GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (self->indicators, name)) + 1));
      g_hash_table_add (seen, name);
    }
}

static void
count_report (Export                 *self,
              const TipoffDeskRecord *record,
              JsonNode               *content)
{
  if (record->corrects != NULL)
    {
      self->n_corrections++;
      return;
    }

  self->n_reports++;
  self->n_withdrawn += record->withdrawn;
  self->n_erased += record->erased && !record->withdrawn;
  /* What was taken back is said by nobody any more. */
  if (content != NULL && !record->withdrawn)
    count_indicators (self, content);
}

static gboolean
export_record (Export                  *self,
               const TipoffDeskRecord  *record,
               GBytes                  *body,
               GError                 **error)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (JsonNode) content = NULL;
  g_autofree char *received = tipoff_time_format (record->received);
  TipoffJsonWriter writer;

  if (!record->erased)
    {
      content = tipoff_json_parse (g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body), TIPOFF_LIMIT_REPORT_BYTES, error);
      if (content == NULL)
        return FALSE;
    }

  tipoff_json_writer_init (&writer, line);
  tipoff_json_writer_begin_object (&writer);
  tipoff_json_writer_member_string (&writer, "reference", record->reference);
  tipoff_json_writer_member_string (&writer, "received", received);
  tipoff_json_writer_member_string (&writer, "state", tipoff_desk_record_get_state (record));
  tipoff_json_writer_member_string (&writer, "holder", record->holder);
  tipoff_json_writer_member_boolean (&writer, "test", record->test);
  if (record->corrects != NULL)
    tipoff_json_writer_member_string (&writer, "corrects", record->corrects);
  if (content != NULL)
    {
      tipoff_json_writer_name (&writer, record->corrects != NULL ? "correction" : "report");
      tipoff_json_writer_node (&writer, content);
    }
  tipoff_json_writer_end_object (&writer);
  count_report (self, record, content);
  return write_line (self, line, error);
}

static gboolean
export_indicator (Export      *self,
                  const char  *name,
                  guint        n,
                  GError     **error)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_auto (GStrv) words = g_strsplit (name, " ", 2);
  TipoffJsonWriter writer;

  tipoff_json_writer_init (&writer, line);
  tipoff_json_writer_begin_object (&writer);
  tipoff_json_writer_member_string (&writer, "indicator", words[1]);
  tipoff_json_writer_member_string (&writer, "type", words[0]);
  tipoff_json_writer_member_int (&writer, "reports", n);
  tipoff_json_writer_end_object (&writer);
  return write_line (self, line, error);
}

static gboolean
export_counts (Export  *self,
               GError **error)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (self->indicators), (GCompareFunc) g_strcmp0);
  TipoffJsonWriter writer;

  for (GList *name = names; name != NULL; name = name->next)
    if (!export_indicator (self, name->data, GPOINTER_TO_UINT (g_hash_table_lookup (self->indicators, name->data)), error))
      return FALSE;

  tipoff_json_writer_init (&writer, line);
  tipoff_json_writer_begin_object (&writer);
  tipoff_json_writer_member_int (&writer, "reports", self->n_reports);
  tipoff_json_writer_member_int (&writer, "withdrawn", self->n_withdrawn);
  tipoff_json_writer_member_int (&writer, "erased", self->n_erased);
  tipoff_json_writer_member_int (&writer, "corrections", self->n_corrections);
  tipoff_json_writer_end_object (&writer);
  return write_line (self, line, error);
}

/**
 * tipoff_desk_export:
 * @store: a store
 * @since: unix seconds; what came then or later
 * @test: tests alone, otherwise none of them
 * @out: where to
 * @error: return location for an error
 *
 * One report is in memory at a time, besides the counts.
 *
 * Returns: whether all of it is written
 */
gboolean
tipoff_desk_export (TipoffDeskStore  *store,
                    gint64            since,
                    gboolean          test,
                    FILE             *out,
                    GError          **error)
{
  g_autoptr (GHashTable) indicators = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Export export = { .out = out, .indicators = indicators };
  gint64 seq = 0;

  for (;;)
    {
      g_autoptr (GBytes) body = NULL;
      g_autoptr (GError) failure = NULL;
      g_autoptr (TipoffDeskRecord) record = tipoff_desk_store_next (store, since, test, &seq, &body, &failure);

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (record == NULL)
        return export_counts (&export, error);
      if (!export_record (&export, record, body, error))
        return FALSE;
    }
}
