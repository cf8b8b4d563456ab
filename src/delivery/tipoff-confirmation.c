/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-confirmation.h"

#include "tipoff-exchange.h"
#include "tipoff-sender.h"

#define SECONDS 30

typedef struct
{
  char   *confirmed_at;
  GBytes *bytes;
} Confirmation;

static void
confirmation_free (gpointer data)
{
  Confirmation *self = data;

  g_free (self->confirmed_at);
  g_bytes_unref (self->bytes);
  g_free (self);
}

/* A server that does not know the type of such a file calls it JSON; anything else is a page. */
static gboolean
is_authority_file (const TipoffAnswer *answer)
{
  return g_strcmp0 (answer->content_type, TIPOFF_OFFER_MEDIA_TYPE) == 0 ||
         g_strcmp0 (answer->content_type, "application/json") == 0;
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Confirmation *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (TipoffAnswer) answer = tipoff_exchange_finish (result, NULL, &error);

  if (answer == NULL)
    g_task_return_error (task, error);
  else if (answer->status != 200 || !is_authority_file (answer))
    g_task_return_new_error (task, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_ANSWER,
                             "%s does not confirm this file: it was not added", self->confirmed_at);
  else if (!g_bytes_equal (answer->body, self->bytes))
    g_task_return_new_error (task, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_ANSWER,
                             "%s is another file than this one: it was not added", self->confirmed_at);
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * tipoff_confirmation_async:
 * @offer: what the person wants to add
 * @ca_file: (nullable): certificates (PEM) to trust instead of the system's
 * @cancellable: (nullable): stops it
 * @callback: called in the thread's default main context
 * @user_data: for @callback
 *
 * Asks the domain of @offer for `/.well-known/tipoff-authority.json`, which must be the same to
 * the byte. No redirect is followed.
 */
void
tipoff_confirmation_async (const TipoffOffer   *offer,
                           const char          *ca_file,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Confirmation *self = g_new0 (Confirmation, 1);
  TipoffRequest *request = g_new0 (TipoffRequest, 1);

  g_task_set_source_tag (task, tipoff_confirmation_async);
  self->confirmed_at = g_strdup (offer->confirmed_at);
  self->bytes = g_bytes_ref (offer->bytes);
  g_task_set_task_data (task, self, confirmation_free);
  request->method = g_strdup ("GET");
  request->url = g_strdup (offer->confirmed_at);
  request->ca_file = g_strdup (ca_file);
  request->timeout = SECONDS;
  tipoff_exchange_async (request, cancellable, answered_cb, task);
}

/**
 * tipoff_confirmation_finish:
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: %TRUE where the domain serves the same bytes
 */
gboolean
tipoff_confirmation_finish (GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
waited_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

gboolean
tipoff_confirmation_wait (const TipoffOffer  *offer,
                          const char         *ca_file,
                          GError            **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GAsyncResult) result = NULL;

  g_main_context_push_thread_default (context);
  tipoff_confirmation_async (offer, ca_file, NULL, waited_cb, &result);
  while (result == NULL)
    g_main_context_iteration (context, TRUE);
  g_main_context_pop_thread_default (context);
  return tipoff_confirmation_finish (result, error);
}
