/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-desk-farewell.h"

#include "tipoff-desk-answer.h"

#include <string.h>

#define LINGER_BYTES (4 * 1024 * 1024)
#define CHUNK_BYTES ((gsize) 64 * 1024)

typedef struct
{
  GIOStream *stream;
  char      *answer;
  gsize      lingered;
} Farewell;

static void
farewell_free (Farewell *farewell)
{
  g_free (farewell->answer);
  g_object_unref (farewell->stream);
  g_free (farewell);
}

static void linger (Farewell *farewell);

static void
on_lingered (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  Farewell *farewell = data;
  gssize n = g_input_stream_skip_finish (G_INPUT_STREAM (source), result, NULL);

  if (n > 0)
    farewell->lingered += (gsize) n;
  if (n > 0 && farewell->lingered < LINGER_BYTES)
    linger (farewell);
  else
    farewell_free (farewell);
}

static void
linger (Farewell *farewell)
{
  g_input_stream_skip_async (g_io_stream_get_input_stream (farewell->stream), CHUNK_BYTES, G_PRIORITY_LOW, NULL,
                             on_lingered, farewell);
}

static void
on_said (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  Farewell *farewell = data;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL))
    linger (farewell);
  else
    farewell_free (farewell);
}

static char *
format_answer (guint       status,
               const char *detail)
{
  g_autofree char *problem = tipoff_desk_problem_new (status, detail, NULL);
  g_autofree char *retry = status == SOUP_STATUS_SERVICE_UNAVAILABLE
                           ? g_strdup_printf ("Retry-After: %u\r\n", tipoff_desk_retry_seconds ()) : g_strdup ("");

  return g_strdup_printf ("HTTP/1.1 %u %s\r\n"
                          "Content-Type: application/problem+json\r\n"
                          "Content-Length: %" G_GSIZE_FORMAT "\r\n"
                          "Cache-Control: no-store\r\n"
                          "%s"
                          "Connection: close\r\n\r\n%s",
                          status, soup_status_get_phrase (status), strlen (problem), retry, problem);
}

void
tipoff_desk_farewell (GIOStream  *stream,
                      guint       status,
                      const char *detail)
{
  Farewell *farewell = g_new0 (Farewell, 1);

  farewell->stream = stream;
  farewell->answer = format_answer (status, detail);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (stream), farewell->answer, strlen (farewell->answer),
                                   G_PRIORITY_DEFAULT, NULL, on_said, farewell);
}
