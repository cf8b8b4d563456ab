/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-engine-private.h"

#include "tipoff-authorisation.h"

typedef struct
{
  char *address;
  char *token;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->address);
  tipoff_authorisation_free (entry->token);
  g_free (entry);
}

static void
run (TipoffEngine        *self,
     gpointer             tag,
     const char          *address,
     const char          *token,
     GTaskThreadFunc      thread,
     GCancellable        *cancellable,
     GAsyncReadyCallback  callback,
     gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Entry *entry = g_new0 (Entry, 1);

  entry->address = g_strdup (address);
  entry->token = g_strdup (token);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, entry, entry_free);
  g_task_run_in_thread (task, thread);
}

static void
keep_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  TipoffEngine *self = source;
  const Entry *entry = task_data;
  gboolean lasts;

  if (tipoff_tokens_keep (self->tokens, entry->address, entry->token, &lasts))
    g_task_return_boolean (task, lasts);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "That can be no token");
}

/**
 * tipoff_engine_keep_token_async:
 * @address: an endpoint
 * @token: what the person was given for it
 *
 * Keeps it in the person's keyring, which may ask them to open it.
 */
void
tipoff_engine_keep_token_async (TipoffEngine        *self,
                                const char          *address,
                                const char          *token,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (TIPOFF_IS_ENGINE (self));

  run (self, tipoff_engine_keep_token_async, address, token, keep_thread, cancellable, callback, user_data);
}

/**
 * tipoff_engine_keep_token_finish:
 *
 * Returns: whether the next start finds it; %FALSE without an error: it is known until this one ends
 */
gboolean
tipoff_engine_keep_token_finish (TipoffEngine  *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
list_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  TipoffEngine *self = source;
  const Entry *entry = task_data;

  if (entry->address != NULL && !tipoff_tokens_forget (self->tokens, entry->address))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "The keyring did not forget it");
  else
    g_task_return_pointer (task, tipoff_tokens_list (self->tokens), (GDestroyNotify) g_strfreev);
}

/**
 * tipoff_engine_list_tokens_async:
 * @forget: (nullable): an origin whose token is forgotten first
 */
void
tipoff_engine_list_tokens_async (TipoffEngine        *self,
                                 const char          *forget,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (TIPOFF_IS_ENGINE (self));

  run (self, tipoff_engine_list_tokens_async, forget, NULL, list_thread, cancellable, callback, user_data);
}

/**
 * tipoff_engine_list_tokens_finish:
 *
 * Returns: (transfer full): the origins that have one
 */
char **
tipoff_engine_list_tokens_finish (TipoffEngine  *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
