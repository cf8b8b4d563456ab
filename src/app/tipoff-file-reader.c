/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-file-reader.h"

#include "tipoff-case.h"
#include "tipoff-content-type.h"
#include "tipoff-limits.h"

#define ATTRIBUTES G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME

typedef struct
{
  GFile    *file;
  char     *name;
  gboolean  is_text;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->file);
  g_free (reading->name);
  g_free (reading);
}

static GBytes *
read_file (Reading       *reading,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (reading->file, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, cancellable, error);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autofree char *buffer = NULL;
  gsize length;

  if (info == NULL)
    return NULL;
  reading->name = g_strdup (g_file_info_get_display_name (info));
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    return g_bytes_new_static ("", 0);
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "Not a regular file");
      return NULL;
    }
  stream = g_file_read (reading->file, cancellable, error);
  if (stream == NULL)
    return NULL;
  buffer = g_malloc (TIPOFF_LIMIT_TEXT_BYTES + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), buffer, TIPOFF_LIMIT_TEXT_BYTES + 1, &length, cancellable, error)
      || !tipoff_case_accepts_file (buffer, length, error))
    return NULL;
  reading->is_text = tipoff_content_type_recognise (buffer, length) == TIPOFF_CONTENT_TEXT;
  return g_bytes_new (buffer, length);
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *bytes = read_file (task_data, cancellable, &error);

  if (bytes == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
}

void
tipoff_file_read_async (GFile               *file,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  g_task_set_source_tag (task, tipoff_file_read_async);
  reading->file = g_object_ref (file);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_thread);
}

GBytes *
tipoff_file_read_finish (GAsyncResult  *result,
                         char         **name,
                         gboolean      *is_text,
                         GError       **error)
{
  Reading *reading = g_task_get_task_data (G_TASK (result));
  GBytes *bytes = g_task_propagate_pointer (G_TASK (result), error);

  if (name != NULL)
    *name = bytes != NULL ? g_strdup (reading->name) : NULL;
  *is_text = reading->is_text;
  return bytes;
}
