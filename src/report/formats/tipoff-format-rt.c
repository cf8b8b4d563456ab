/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-facts.h"
#include "tipoff-format.h"
#include "tipoff-letter.h"
#include "tipoff-taxonomy.h"

#include <string.h>

/* A ticket of Request Tracker 5 and RTIR, as POST /REST/2.0/ticket takes it: the letter for people, the
 * whole report in the format tipoff for machines. A correction is what POST /REST/2.0/ticket/ID/correspond
 * takes. The report's id is in the subject, by which a ticket is found again. */

/* RTIR's name for what comes in from outside; a route may name another: "queue" in its file. */
#define QUEUE "Incident Reports"

static void
write_text (TipoffJsonWriter *writer,
            const char       *text)
{
  tipoff_json_writer_member_string (writer, "ContentType", "text/plain");
  tipoff_json_writer_member_string (writer, "Content", text);
}

static void
write_attachment (TipoffJsonWriter *writer,
                  GBytes           *document)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (document, &length);
  g_autofree char *content = g_base64_encode (data, length);

  tipoff_json_writer_name (writer, "Attachments");
  tipoff_json_writer_begin_array (writer);
  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_member_string (writer, "FileName", "report.json");
  tipoff_json_writer_member_string (writer, "FileType", "application/json");
  tipoff_json_writer_member_string (writer, "FileContent", content);
  tipoff_json_writer_end_object (writer);
  tipoff_json_writer_end_array (writer);
}

static void
write_class (TipoffJsonWriter   *writer,
             const TipoffReport *report)
{
  const char *class_name = report->test || report->practice
                             ? TIPOFF_TAXONOMY_TEST_CLASS
                             : tipoff_taxonomy_get_class (report->verdict->kind, tipoff_facts_get_channel (report));

  tipoff_json_writer_name (writer, "CustomFields");
  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_member_string (writer, "RSIT", class_name);
  tipoff_json_writer_end_object (writer);
}

static char *
make_subject (const char *report_id,
              const char *title)
{
  return g_strdup_printf ("[tipoff] %s %s", report_id, title);
}

static GBytes *
encode (const TipoffReport    *report,
        TipoffMasked          *masked,
        const TipoffRoute     *route,
        const TipoffAuthority *authority,
        GError               **error)
{
  TipoffTongue *tongue = tipoff_facts_get_tongue (report->language, route);
  g_autoptr (GBytes) document = tipoff_format_tipoff.encode (report, masked, route, authority, error);
  g_autofree char *title = tipoff_facts_make_title (report, tongue);
  g_autofree char *subject = make_subject (report->id, title);
  g_autofree char *letter = tipoff_letter_write (report, masked, tongue, FALSE);
  TipoffJsonWriter writer;

  if (document == NULL)
    return NULL;
  tipoff_json_writer_init (&writer, g_string_sized_new (8192));
  tipoff_json_writer_begin_object (&writer);
  tipoff_json_writer_member_string (&writer, "Queue", route != NULL && route->queue != NULL ? route->queue : QUEUE);
  tipoff_json_writer_member_string (&writer, "Subject", subject);
  /* RT writes to whom it names here, so only to a person who asked to be named. */
  if (report->identity != NULL && tipoff_facts_is_mailbox (report->identity->email))
    tipoff_json_writer_member_string (&writer, "Requestor", report->identity->email);
  write_text (&writer, letter);
  write_class (&writer, report);
  write_attachment (&writer, document);
  tipoff_json_writer_end_object (&writer);
  return tipoff_facts_take_bytes (writer.out);
}

static GBytes *
encode_correction (const TipoffCorrection *correction,
                   const TipoffRoute      *route,
                   const TipoffAuthority  *authority,
                   GError                **error)
{
  TipoffTongue *tongue = tipoff_facts_get_tongue (correction->language, route);
  g_autofree char *subject = make_subject (correction->corrects, tipoff_tongue_text (tongue, N_("Report taken back")));
  g_autofree char *letter = tipoff_letter_write_correction (correction, tongue);
  TipoffJsonWriter writer;

  tipoff_json_writer_init (&writer, g_string_sized_new (1024));
  tipoff_json_writer_begin_object (&writer);
  tipoff_json_writer_member_string (&writer, "Subject", subject);
  write_text (&writer, letter);
  tipoff_json_writer_end_object (&writer);
  return tipoff_facts_take_bytes (writer.out);
}

const TipoffFormat tipoff_format_rt = { "rt", "application/json", encode, encode_correction, NULL };
