/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-answer-reader.h"

#include "tipoff-install.h"
#include "tipoff-limits.h"
#include "tipoff-wire.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define BLOCK_BYTES (64 * 1024)

typedef struct
{
  const TipoffReaderHints *hints;
  const TipoffReaderFuncs *funcs;
  gpointer                 user_data;
  TipoffChat              *chat;      /* where it is a conversation */
  guint                    number;    /* of the next case */
  gboolean                 ended;     /* by the line that says that the answer is whole */
} Answer;

/* -- one line ------------------------------------------------------------------------------- */

static gboolean
set_damaged (GError **error)
{
  tipoff_wire_set_error (error, "damaged");
  return FALSE;
}

/* What the person said counts where the file itself says nothing. */
static void
complete_case (TipoffCase              *c,
               const TipoffReaderHints *hints)
{
  TipoffMessage *message = g_ptr_array_index (c->messages, 0);

  if (message->sender == NULL)
    tipoff_message_set_sender (message, hints->sender);
  if (message->received == NULL)
    message->received = tipoff_time_complete (hints->received, &message->precision);
}

static gboolean
take_case (Answer      *answer,
           JsonObject  *object,
           GError     **error)
{
  TipoffCase *c = tipoff_wire_read_case (object, error);

  if (c == NULL)
    return FALSE;
  complete_case (c, answer->hints);
  return answer->funcs->take_case (c, answer->number++, answer->user_data, error);
}

static void
take_refusal (Answer     *answer,
              const char *word)
{
  g_autoptr (GError) refusal = NULL;

  tipoff_wire_set_error (&refusal, word);
  if (answer->funcs->take_refusal != NULL)
    answer->funcs->take_refusal (refusal, answer->number, answer->user_data);
  answer->number++;
}

static gboolean
take_author (Answer      *answer,
             const char  *name,
             GError     **error)
{
  if (answer->chat == NULL)
    answer->chat = tipoff_chat_new ();
  return tipoff_chat_add_author (answer->chat, name) || set_damaged (error);
}

static gboolean
take_turn (Answer   *answer,
           JsonNode *node)
{
  JsonArray *turn = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  gint64 author;
  const char *text;

  if (turn == NULL || json_array_get_length (turn) != 3)
    return FALSE;
  for (guint i = 0; i < 3; i++)
    if (!JSON_NODE_HOLDS_VALUE (json_array_get_element (turn, i))
        || json_node_get_value_type (json_array_get_element (turn, i)) != (i < 2 ? G_TYPE_INT64 : G_TYPE_STRING))
      return FALSE;
  author = json_array_get_int_element (turn, 0);
  text = json_array_get_string_element (turn, 2);
  return author >= 0 && author < TIPOFF_CHAT_MAX_AUTHORS
         && tipoff_chat_add_turn (answer->chat, (guint) author, json_array_get_int_element (turn, 1), text, strlen (text));
}

static gboolean
take_turns (Answer     *answer,
            JsonArray  *turns,
            GError    **error)
{
  for (guint i = 0; i < json_array_get_length (turns); i++)
    if (answer->chat == NULL || !take_turn (answer, json_array_get_element (turns, i)))
      return set_damaged (error);
  return TRUE;
}

static gboolean
take_end (Answer  *answer,
          GError **error)
{
  answer->ended = TRUE;
  if (answer->chat != NULL && answer->chat->turns->len > 0)
    return answer->funcs->take_chat (g_steal_pointer (&answer->chat), answer->user_data, error);
  if (answer->number == 0)
    {
      tipoff_wire_set_error (error, "empty");
      return FALSE;
    }
  return TRUE;
}

static gboolean
take_line (Answer      *answer,
           const char  *line,
           gsize        length,
           GError     **error)
{
  g_autoptr (JsonObject) object = tipoff_json_parse_object (line, (gssize) length, TIPOFF_WIRE_LINE_BYTES, NULL);
  JsonObject *c;
  JsonArray *turns;
  const char *word;

  if (object == NULL || answer->ended)
    return set_damaged (error);
  if ((turns = tipoff_json_get_array_or_null (object, "turns")) != NULL)
    return take_turns (answer, turns, error);
  if ((c = tipoff_json_get_object_or_null (object, "case")) != NULL)
    return take_case (answer, c, error);
  if ((word = tipoff_json_get_string_or (object, "author", NULL)) != NULL)
    return take_author (answer, word, error);
  if ((word = tipoff_json_get_string_or (object, "refused", NULL)) != NULL)
    take_refusal (answer, word);
  else if ((word = tipoff_json_get_string_or (object, "error", NULL)) != NULL)
    {
      tipoff_wire_set_error (error, word);
      return FALSE;
    }
  else if (tipoff_json_get_boolean_or (object, "end", FALSE))
    return take_end (answer, error);
  else if (!json_object_has_member (object, "progress"))
    return set_damaged (error);
  else if (answer->funcs->progress != NULL)
    answer->funcs->progress (CLAMP (tipoff_json_get_double_or (object, "progress", 0), 0, 1), answer->user_data);
  return TRUE;
}

/* Takes the whole lines of @buffer out of it. */
static gboolean
take_lines (Answer     *answer,
            GByteArray *buffer,
            gsize       looked_at,
            GError    **error)
{
  const char *start = (const char *) buffer->data;
  const char *end = start + buffer->len;
  const char *newline = memchr (start + looked_at, '\n', buffer->len - looked_at);

  for (; newline != NULL; newline = memchr (start, '\n', (gsize) (end - start)))
    {
      if (!take_line (answer, start, (gsize) (newline - start), error))
        return FALSE;
      start = newline + 1;
    }
  g_byte_array_remove_range (buffer, 0, (guint) (start - (const char *) buffer->data));
  return buffer->len <= TIPOFF_WIRE_LINE_BYTES || set_damaged (error);
}

/* -- the program ---------------------------------------------------------------------------- */

/* Waits until there is something to read. */
static gboolean
wait_for_answer (int            fd,
                 GCancellable  *cancellable,
                 GError       **error)
{
  GPollFD cancelled = { .fd = -1 };
  struct pollfd polled[2] = { { .fd = fd, .events = POLLIN }, { .fd = -1, .events = POLLIN } };
  int ready;

  if (cancellable != NULL && g_cancellable_make_pollfd (cancellable, &cancelled))
    polled[1].fd = cancelled.fd;
  do
    ready = poll (polled, 2, TIPOFF_WIRE_SILENCE_SECONDS * 1000);
  while (ready < 0 && errno == EINTR);
  if (polled[1].fd >= 0)
    g_cancellable_release_fd (cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  return ready > 0 || set_damaged (error);
}

static gboolean
read_answer (Answer        *answer,
             int            fd,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (GByteArray) buffer = g_byte_array_new ();
  guint64 left = TIPOFF_WIRE_ANSWER_BYTES;

  while (wait_for_answer (fd, cancellable, error))
    {
      const gsize before = buffer->len;
      gssize n;

      g_byte_array_set_size (buffer, (guint) (before + BLOCK_BYTES));
      n = read (fd, buffer->data + before, BLOCK_BYTES);
      g_byte_array_set_size (buffer, (guint) (before + (gsize) MAX (n, 0)));
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return answer->ended || set_damaged (error);
      if ((guint64) n > left)
        return set_damaged (error);
      left -= (guint64) n;
      if (!take_lines (answer, buffer, before, error))
        return FALSE;
    }
  return FALSE;
}

static gboolean
start_program (int       fd,
               GPid     *pid,
               int      *answer_fd,
               GError  **error)
{
  g_autofree char *program = tipoff_install_program ("tipoff-read");
  const char *const argv[] = { program, NULL };
  const char *const environment[] = { "LC_ALL=C.UTF-8", NULL };
  /* GLib would close a descriptor that is standard input already, for then it is no copy. */
  const int copy = fcntl (fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  g_autoptr (GError) local = NULL;
  gboolean started;

  lseek (fd, 0, SEEK_SET);
  started = copy >= 0
            && g_spawn_async_with_pipes_and_fds ("/", argv, environment, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL
                                                   | G_SPAWN_CLOEXEC_PIPES,
                                                 NULL, NULL, copy, -1, -1, NULL, NULL, 0, pid, NULL, answer_fd, NULL, &local);
  if (copy >= 0)
    close (copy);
  if (started)
    return TRUE;
  g_debug ("%s", local != NULL ? local->message : "no descriptor is left");
  tipoff_wire_set_error (error, "unsupported");
  return FALSE;
}

static void
end_program (GPid pid)
{
  kill (pid, SIGKILL);
  while (waitpid (pid, NULL, 0) < 0 && errno == EINTR)
    continue;
  g_spawn_close_pid (pid);
}

/**
 * tipoff_answer_read:
 *
 * The program is ended in every case: when it has answered, when it hangs, when its answer is
 * wrong, and when the person gives up.
 *
 * Returns: %FALSE with the one error that the person is told
 */
gboolean
tipoff_answer_read (int                       fd,
                    const TipoffReaderHints  *hints,
                    const TipoffReaderFuncs  *funcs,
                    gpointer                  user_data,
                    GCancellable             *cancellable,
                    GError                  **error)
{
  Answer answer = { .hints = hints, .funcs = funcs, .user_data = user_data };
  gboolean done;
  int answer_fd;
  GPid pid;

  if (!start_program (fd, &pid, &answer_fd, error))
    return FALSE;
  done = read_answer (&answer, answer_fd, cancellable, error);
  close (answer_fd);
  end_program (pid);
  g_clear_pointer (&answer.chat, tipoff_chat_free);
  return done;
}
