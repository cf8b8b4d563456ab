/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-engine-private.h"

#include "tipoff-ids.h"
#include "tipoff-reader.h"
#include "tipoff-tongue.h"

#include <gio/gfiledescriptorbased.h>
#include <string.h>

/* Of many messages so many are kept: the worst. */
#define MAX_DRAFTS 500
/* What is not on a disk of this machine is read into memory. */
#define MAX_REMOTE_BYTES ((gsize) 64 * 1024 * 1024)
/* Files of one folder. */
#define MAX_FILES 1000
#define PERMILLE 1000

typedef struct
{
  TipoffEngine     *engine;
  TipoffInput      *input;
  char             *region;
  char             *language;
  TipoffClassifier *classifier;
  GCancellable     *cancellable;
  GPtrArray        *drafts;        /* of TipoffDraft */
  TipoffCase       *joined;        /* what is to be one draft; NULL */
  GError           *refusal;       /* the first; NULL */
  GFile            *current;       /* the file that is read; NULL */
  char             *name;          /* of it */
  guint             file;          /* its number, and how many there are */
  guint             n_files;
} Check;

static void
check_free (gpointer data)
{
  Check *check = data;

  g_ptr_array_unref (check->drafts);
  tipoff_case_free (check->joined);
  tipoff_input_free (check->input);
  g_clear_error (&check->refusal);
  g_free (check->region);
  g_free (check->language);
  g_free (check->name);
  g_free (check);
}

/* -- drafts --------------------------------------------------------------------------------- */

/* The place takes the geocoder, so it is asked only where the number is all there is. */
static char *
describe_place (const TipoffVerdict *verdict,
                const TipoffCase    *c,
                const char          *language)
{
  const TipoffIndicator *indicator;

  if (!tipoff_verdict_is_number_alone (verdict, c) || verdict->indicators->len == 0)
    return NULL;
  indicator = g_ptr_array_index (verdict->indicators, 0);
  return indicator->number != NULL ? tipoff_phone_number_describe_place (indicator->number, language) : NULL;
}

/* Worst first; of two that are as bad the one that came first. */
static int
compare_drafts (gconstpointer a,
                gconstpointer b)
{
  const TipoffVerdict *one = tipoff_draft_get_report (*(TipoffDraft *const *) a)->verdict;
  const TipoffVerdict *other = tipoff_draft_get_report (*(TipoffDraft *const *) b)->verdict;

  if (one->level != other->level)
    return one->level < other->level ? 1 : -1;
  return one->score < other->score ? 1 : one->score > other->score ? -1 : 0;
}

/* What is told of one of many is told of its file alone. */
static TipoffInput *
make_input (Check *check)
{
  TipoffInput *input = tipoff_input_copy (check->input);

  if (check->current != NULL)
    {
      g_ptr_array_unref (input->files);
      input->files = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (input->files, g_object_ref (check->current));
    }
  return input;
}

/* Takes over @c and @verdict. */
static TipoffDraft *
add_draft (Check         *check,
           TipoffCase    *c,
           TipoffVerdict *verdict)
{
  g_autofree char *id = tipoff_uuid_new ();
  char *place = describe_place (verdict, c, check->language);
  TipoffReport *report = tipoff_report_new (id, tipoff_time_now (), c, verdict);
  TipoffDraft *draft;

  g_free (report->country);
  report->country = g_strdup (check->region);
  report->model = g_strdup (tipoff_classifier_get_model_version (check->classifier));
  report->data = g_strdup (tipoff_knowledge_get_version ());
  draft = tipoff_draft_new (make_input (check), report, place);
  tipoff_draft_set_name (draft, check->name);
  g_ptr_array_add (check->drafts, draft);
  if (check->drafts->len >= 2 * MAX_DRAFTS)
    {
      g_ptr_array_sort (check->drafts, compare_drafts);
      g_ptr_array_set_size (check->drafts, MAX_DRAFTS);
    }
  return draft;
}

/* -- what is read --------------------------------------------------------------------------- */

static gboolean
take_case (TipoffCase  *c,
           guint        number,
           gpointer     user_data,
           GError     **error)
{
  Check *check = user_data;

  add_draft (check, c, tipoff_classifier_check (check->classifier, c, check->region));
  return !g_cancellable_set_error_if_cancelled (check->cancellable, error);
}

static void
take_refusal (const GError *refusal,
              guint         number,
              gpointer      user_data)
{
  Check *check = user_data;

  if (check->refusal == NULL)
    check->refusal = g_error_copy (refusal);
}

static gboolean
take_chat (TipoffChat  *taken,
           gpointer     user_data,
           GError     **error)
{
  Check *check = user_data;
  g_autoptr (TipoffChat) chat = taken;
  const TipoffInput *input = check->input;
  gboolean is_named;
  guint author = 0;
  TipoffSide *side;
  TipoffDraft *draft;

  is_named = input->suspect != NULL && tipoff_chat_find_author (chat, input->suspect, &author);
  side = tipoff_side_check (check->classifier, chat, is_named ? &author : NULL, check->region, check->cancellable, error);
  if (side == NULL)
    return FALSE;
  if (input->turns != NULL)
    tipoff_side_choose (side, check->classifier, chat, (const guint *) (gpointer) input->turns->data, input->turns->len, check->region);
  draft = add_draft (check, g_steal_pointer (&side->c), g_steal_pointer (&side->verdict));
  tipoff_draft_set_chat (draft, g_steal_pointer (&chat), side);
  return TRUE;
}

static void
progress (double   fraction,
          gpointer user_data)
{
  Check *check = user_data;

  g_atomic_int_set (&check->engine->progress, (int) ((check->file + fraction) / MAX (check->n_files, 1) * PERMILLE));
}

static const TipoffReaderFuncs funcs = { NULL, take_case, take_refusal, take_chat, progress };

static gboolean
read_bytes (Check   *check,
            GBytes  *bytes,
            GError **error)
{
  const TipoffReaderHints hints = { check->input->channel, check->input->sender, check->input->received };

  return tipoff_reader_read_bytes (bytes, &hints, &funcs, check, check->cancellable, error);
}

static gboolean
read_remote (Check        *check,
             GInputStream *stream,
             GError      **error)
{
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes (stream, MAX_REMOTE_BYTES, check->cancellable, error);

  return bytes != NULL && read_bytes (check, bytes, error);
}

static gboolean
read_file (Check   *check,
           GFile   *file,
           GError **error)
{
  const TipoffReaderHints hints = { check->input->channel, check->input->sender, check->input->received };
  g_autoptr (GFileInputStream) stream = g_file_read (file, check->cancellable, error);

  if (stream == NULL)
    return FALSE;
  g_free (check->name);
  check->name = g_file_get_basename (file);
  check->current = file;
  if (!G_IS_FILE_DESCRIPTOR_BASED (stream))
    return read_remote (check, G_INPUT_STREAM (stream), error);
  return tipoff_reader_read (g_file_descriptor_based_get_fd (G_FILE_DESCRIPTOR_BASED (stream)), &hints, &funcs, check,
                             check->cancellable, error);
}

static int
compare_files (gconstpointer a,
               gconstpointer b)
{
  g_autofree char *one = g_file_get_basename (*(GFile *const *) a);
  g_autofree char *other = g_file_get_basename (*(GFile *const *) b);

  return strcmp (one, other);
}

/* The files in it, by name; hidden ones and folders are left out. */
static void
list_folder (GPtrArray    *files,
             GFile        *folder,
             GCancellable *cancellable)
{
  g_autoptr (GFileEnumerator) children = g_file_enumerate_children (
    folder, G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_IS_HIDDEN,
    G_FILE_QUERY_INFO_NONE, cancellable, NULL);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  GFileInfo *info;
  GFile *child;

  while (children != NULL && g_file_enumerator_iterate (children, &info, &child, cancellable, NULL) && info != NULL
         && found->len < MAX_FILES)
    if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR && !g_file_info_get_is_hidden (info))
      g_ptr_array_add (found, g_object_ref (child));
  g_ptr_array_sort (found, compare_files);
  g_ptr_array_extend_and_steal (files, g_steal_pointer (&found));
}

/* One that cannot be read does not keep the others from being checked. */
static gboolean
read_files (Check   *check,
            GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < check->input->files->len; i++)
    {
      GFile *file = g_ptr_array_index (check->input->files, i);

      if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, check->cancellable) == G_FILE_TYPE_DIRECTORY)
        list_folder (files, file, check->cancellable);
      else
        g_ptr_array_add (files, g_object_ref (file));
    }
  check->n_files = files->len;
  for (check->file = 0; check->file < files->len; check->file++)
    {
      g_autoptr (GError) refusal = NULL;

      progress (0, check);
      if (read_file (check, g_ptr_array_index (files, check->file), &refusal))
        continue;
      if (g_cancellable_set_error_if_cancelled (check->cancellable, error))
        return FALSE;
      take_refusal (refusal, check->file, check);
    }
  return TRUE;
}

static void
check_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Check *check = task_data;
  GError *error = NULL;

  check->cancellable = cancellable;
  check->classifier = tipoff_engine_ensure_classifier (source, &error);
  if (check->classifier == NULL
      || !(check->input->files != NULL ? read_files (check, &error) : read_bytes (check, check->input->bytes, &error)))
    {
      g_task_return_error (task, error);
      return;
    }
  if (check->drafts->len == 0)
    {
      if (check->refusal == NULL)
        g_set_error_literal (&check->refusal, TIPOFF_MESSAGE_ERROR, TIPOFF_MESSAGE_ERROR_EMPTY, N_("There is no message in this file."));
      g_task_return_error (task, g_steal_pointer (&check->refusal));
      return;
    }
  g_ptr_array_sort (check->drafts, compare_drafts);
  g_task_return_pointer (task, g_ptr_array_ref (check->drafts), (GDestroyNotify) g_ptr_array_unref);
}

static Check *
check_new (TipoffEngine      *self,
           const TipoffInput *input)
{
  Check *check = g_new0 (Check, 1);

  check->engine = self;
  check->input = tipoff_input_copy (input);
  check->region = g_strdup (tipoff_settings_get_country (self->settings));
  check->language = g_strdup (self->language);
  check->drafts = g_ptr_array_new_with_free_func (g_object_unref);
  return check;
}

static void
join_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Check *check = task_data;
  GError *error = NULL;
  TipoffVerdict *verdict;

  check->classifier = tipoff_engine_ensure_classifier (source, &error);
  if (check->classifier == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  verdict = tipoff_classifier_check (check->classifier, check->joined, check->region);
  add_draft (check, g_steal_pointer (&check->joined), verdict);
  g_task_return_pointer (task, g_ptr_array_ref (check->drafts), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * tipoff_engine_join_async:
 * @drafts: (element-type TipoffDraft): at least one, the most important first
 *
 * Makes one draft of many, so that they can be reported together. What has no room any more is left out.
 */
void
tipoff_engine_join_async (TipoffEngine        *self,
                          GPtrArray           *drafts,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Check *check;

  g_return_if_fail (TIPOFF_IS_ENGINE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tipoff_engine_join_async);
  check = check_new (self, tipoff_draft_get_input (g_ptr_array_index (drafts, 0)));
  check->joined = tipoff_case_new ();
  for (guint i = 0; i < drafts->len; i++)
    tipoff_case_append (check->joined, tipoff_draft_get_report (g_ptr_array_index (drafts, i))->c);
  g_task_set_task_data (task, check, check_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, join_thread);
}

/**
 * tipoff_engine_check_async:
 * @input: copied
 *
 * Reads and weighs what the person brought, on a thread of its own.
 */
void
tipoff_engine_check_async (TipoffEngine        *self,
                           const TipoffInput   *input,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Check *check;

  g_return_if_fail (TIPOFF_IS_ENGINE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tipoff_engine_check_async);
  g_atomic_int_set (&self->progress, 0);
  check = check_new (self, input);
  g_task_set_task_data (task, check, check_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, check_thread);
}

/**
 * tipoff_engine_check_finish:
 *
 * Returns: (transfer full) (element-type TipoffDraft): at least one, the worst first; %NULL with the error of the
 *   station that refused
 */
GPtrArray *
tipoff_engine_check_finish (TipoffEngine  *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * tipoff_engine_get_progress:
 *
 * Returns: how much of what is being checked is read, 0 to 1; 0 where that is not known
 */
double
tipoff_engine_get_progress (TipoffEngine *self)
{
  g_return_val_if_fail (TIPOFF_IS_ENGINE (self), 0);

  return (double) g_atomic_int_get (&self->progress) / PERMILLE;
}
