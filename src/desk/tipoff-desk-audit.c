/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-desk-audit.h"

#include "tipoff-ids.h"
#include "tipoff-json.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <string.h>
#include <unistd.h>

static char *
format_line (const char *who,
             const char *action,
             const char *reference)
{
  GString *line = g_string_new (NULL);
  g_autofree char *time = tipoff_time_format (tipoff_time_now ());
  TipoffJsonWriter writer;

  tipoff_json_writer_init (&writer, line);
  tipoff_json_writer_begin_object (&writer);
  tipoff_json_writer_member_string (&writer, "time", time);
  tipoff_json_writer_member_string (&writer, "who", who);
  tipoff_json_writer_member_string (&writer, "action", action);
  tipoff_json_writer_member_string (&writer, "reference", reference);
  tipoff_json_writer_end_object (&writer);
  g_string_append_c (line, '\n');
  return g_string_free (line, FALSE);
}

/**
 * tipoff_desk_audit_write:
 * @dir: the desk's directory
 * @who: the name of a token, or "operator"
 * @action: "read", "export" or "erase"
 * @reference: (nullable): of which report
 * @error: return location for an error
 *
 * A line goes in by one write to the end, so that programs can write at the same time.
 *
 * Returns: whether it is written down
 */
gboolean
tipoff_desk_audit_write (const char  *dir,
                         const char  *who,
                         const char  *action,
                         const char  *reference,
                         GError     **error)
{
  g_autofree char *path = g_build_filename (dir, "audit.jsonl", NULL);
  g_autofree char *line = format_line (who, action, reference);
  int fd = open (path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  gboolean written = fd >= 0 && write (fd, line, strlen (line)) == (gssize) strlen (line);

  if (!written)
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "“%s” cannot be written, so nothing is read: %s", path,
                 g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return written;
}
