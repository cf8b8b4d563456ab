/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-engine.h"

#include "config.h"
#include "tipoff-engine-private.h"
#include "tipoff-report-item.h"

#define UNDO_SECONDS 10
/* What is on its way when the window closes is waited for this long. */
#define STAY_SECONDS 60
#define SECONDS_MAX 60

enum
{
  PROP_0,
  PROP_N_WAITING,
  PROP_PROBLEM,
  PROP_ONLINE,
  N_PROPS,
};

enum
{
  SIGNAL_LISTED,
  SIGNAL_SETTLED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TipoffEngine, tipoff_engine, G_TYPE_OBJECT)

/**
 * tipoff_engine_new:
 *
 * Reads the settings, which is all that the first frame needs.
 */
TipoffEngine *
tipoff_engine_new (void)
{
  return g_object_new (TIPOFF_TYPE_ENGINE, NULL);
}

TipoffSettings *
tipoff_engine_get_settings (TipoffEngine *self)
{
  g_return_val_if_fail (TIPOFF_IS_ENGINE (self), NULL);

  return self->settings;
}

/**
 * tipoff_engine_get_language:
 *
 * Returns: the language that the window started in: one chosen since then is for the next start
 */
const char *
tipoff_engine_get_language (TipoffEngine *self)
{
  g_return_val_if_fail (TIPOFF_IS_ENGINE (self), NULL);

  return self->language;
}

TipoffTongue *
tipoff_engine_get_tongue (TipoffEngine *self)
{
  g_return_val_if_fail (TIPOFF_IS_ENGINE (self), NULL);

  return tipoff_tongue_get (self->language);
}

/**
 * tipoff_engine_get_authorities:
 *
 * Returns: (transfer none) (nullable): who takes reports; %NULL only where our own data is broken
 */
TipoffAuthorities *
tipoff_engine_get_authorities (TipoffEngine *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (TIPOFF_IS_ENGINE (self), NULL);

  locker = g_mutex_locker_new (&self->lock);
  if (self->authorities == NULL)
    {
      g_auto (GStrv) warnings = NULL;
      g_autoptr (GError) error = NULL;

      self->authorities = tipoff_authorities_load (&warnings, &error);
      if (error != NULL)
        g_warning ("%s", error->message);
      for (gsize i = 0; warnings != NULL && warnings[i] != NULL; i++)
        g_warning ("%s", warnings[i]);
    }
  return self->authorities;
}

/**
 * tipoff_engine_reload_authorities:
 *
 * After the person added or removed one. Pages borrow routes, so the old ones are kept as long as the engine.
 */
void
tipoff_engine_reload_authorities (TipoffEngine *self)
{
  g_return_if_fail (TIPOFF_IS_ENGINE (self));

  g_mutex_lock (&self->lock);
  if (self->authorities != NULL)
    g_ptr_array_add (self->retired, self->authorities);
  self->authorities = NULL;
  g_mutex_unlock (&self->lock);
}

TipoffClassifier *
tipoff_engine_ensure_classifier (TipoffEngine  *self,
                                 GError       **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->classifier == NULL)
    self->classifier = tipoff_classifier_new (NULL, error);
  return self->classifier;
}

TipoffOutbox *
tipoff_engine_ensure_outbox (TipoffEngine  *self,
                             GError       **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->outbox == NULL)
    self->outbox = tipoff_outbox_open (NULL, error);
  return self->outbox;
}

/* A number of seconds that the settings may shorten. */
static guint
get_seconds (TipoffEngine *self,
             const char   *key,
             guint         usual)
{
  g_autofree char *text = tipoff_settings_get_string (self->settings, "delivery", key);
  guint64 seconds;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, SECONDS_MAX, &seconds, NULL))
    return usual;
  return (guint) seconds;
}

/**
 * tipoff_engine_get_undo_seconds:
 *
 * Returns: how long an approved report can be taken back before it is sent
 */
guint
tipoff_engine_get_undo_seconds (TipoffEngine *self)
{
  g_return_val_if_fail (TIPOFF_IS_ENGINE (self), UNDO_SECONDS);

  return get_seconds (self, "undo-seconds", UNDO_SECONDS);
}

/**
 * tipoff_engine_get_stay_seconds:
 *
 * Returns: how long the program stays without a window for what is on its way
 */
guint
tipoff_engine_get_stay_seconds (TipoffEngine *self)
{
  g_return_val_if_fail (TIPOFF_IS_ENGINE (self), STAY_SECONDS);

  return get_seconds (self, "stay-seconds", STAY_SECONDS);
}

/**
 * tipoff_engine_describe_parts:
 *
 * Returns: (transfer full): lines about program and model, for who helps with a problem
 */
char *
tipoff_engine_describe_parts (TipoffEngine *self)
{
  TipoffClassifier *classifier;

  g_return_val_if_fail (TIPOFF_IS_ENGINE (self), NULL);

  classifier = tipoff_engine_ensure_classifier (self, NULL);
  return g_strdup_printf ("Tipoff " TIPOFF_VERSION "\nModel %s\nLanguage %s\nCountry %s\n",
                          classifier != NULL ? tipoff_classifier_get_model_version (classifier) : "missing",
                          self->language, tipoff_settings_get_country (self->settings));
}

/* -- the first moments ------------------------------------------------------------------------ */

static void
warm_up_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  TipoffEngine *self = source;
  g_autoptr (GError) error = NULL;

  /* A missing model is told when somebody checks something. */
  tipoff_engine_ensure_classifier (self, &error);
  tipoff_engine_get_authorities (self);
  g_task_return_boolean (task, TRUE);
}

/**
 * tipoff_engine_warm_up:
 *
 * Loads what the first check needs, reads the list of reports and sends what is due. To be
 * called when the first frame is on the screen.
 */
void
tipoff_engine_warm_up (TipoffEngine *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TIPOFF_IS_ENGINE (self));

  task = g_task_new (self, self->cancellable, NULL, NULL);
  g_task_set_source_tag (task, tipoff_engine_warm_up);
  g_task_run_in_thread (task, warm_up_thread);
  tipoff_engine_begin (self);
}

/**
 * tipoff_engine_begin:
 *
 * Reads the list of reports and sends what is due, which is all that takes no window.
 */
void
tipoff_engine_begin (TipoffEngine *self)
{
  g_return_if_fail (TIPOFF_IS_ENGINE (self));

  tipoff_engine_watch_network (self);
  tipoff_engine_refresh (self);
}

/* -- the object ----------------------------------------------------------------------------- */

void
tipoff_engine_set_problem (TipoffEngine *self,
                           const char   *problem)
{
  if (g_strcmp0 (self->problem, problem) == 0)
    return;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

void
tipoff_engine_set_n_waiting (TipoffEngine *self,
                             guint         n_waiting)
{
  if (self->n_waiting == n_waiting)
    return;
  self->n_waiting = n_waiting;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_WAITING]);
}

void
tipoff_engine_set_online (TipoffEngine *self,
                          gboolean      online)
{
  if (self->online == online)
    return;
  self->online = online;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ONLINE]);
}

void
tipoff_engine_emit_listed (TipoffEngine *self)
{
  g_signal_emit (self, signals[SIGNAL_LISTED], 0);
}

void
tipoff_engine_emit_settled (TipoffEngine     *self,
                            TipoffReportItem *item)
{
  g_signal_emit (self, signals[SIGNAL_SETTLED], 0, item);
}

static void
tipoff_engine_dispose (GObject *object)
{
  TipoffEngine *self = TIPOFF_ENGINE (object);

  g_cancellable_cancel (self->cancellable);
  tipoff_engine_pump_dispose (self);

  G_OBJECT_CLASS (tipoff_engine_parent_class)->dispose (object);
}

static void
tipoff_engine_finalize (GObject *object)
{
  TipoffEngine *self = TIPOFF_ENGINE (object);

  g_clear_object (&self->sender);
  g_clear_object (&self->reports);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->classifier, tipoff_classifier_unref);
  g_clear_pointer (&self->authorities, tipoff_authorities_free);
  g_clear_pointer (&self->retired, g_ptr_array_unref);
  g_clear_pointer (&self->outbox, tipoff_outbox_unref);
  g_clear_pointer (&self->tokens, tipoff_tokens_unref);
  g_clear_pointer (&self->settings, tipoff_settings_free);
  g_clear_pointer (&self->language, g_free);
  g_clear_pointer (&self->problem, g_free);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (tipoff_engine_parent_class)->finalize (object);
}

static void
tipoff_engine_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  TipoffEngine *self = TIPOFF_ENGINE (object);

  switch (prop_id)
    {
    case PROP_N_WAITING:
      g_value_set_uint (value, self->n_waiting);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    case PROP_ONLINE:
      g_value_set_boolean (value, self->online);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tipoff_engine_class_init (TipoffEngineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tipoff_engine_dispose;
  object_class->finalize = tipoff_engine_finalize;
  object_class->get_property = tipoff_engine_get_property;

  properties[PROP_N_WAITING] =
    g_param_spec_uint ("n-waiting", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PROBLEM] =
    g_param_spec_string ("problem", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ONLINE] =
    g_param_spec_boolean ("online", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_LISTED] = g_signal_new ("listed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
  signals[SIGNAL_SETTLED] = g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, TIPOFF_TYPE_REPORT_ITEM);
}

static void
tipoff_engine_init (TipoffEngine *self)
{
  g_autoptr (GError) error = NULL;

  g_mutex_init (&self->lock);
  self->retired = g_ptr_array_new_with_free_func ((GDestroyNotify) tipoff_authorities_free);
  g_queue_init (&self->asked_for);
  self->cancellable = g_cancellable_new ();
  self->online = TRUE;
  self->tokens = tipoff_tokens_new ();
  self->reports = g_list_store_new (TIPOFF_TYPE_REPORT_ITEM);
  self->settings = tipoff_settings_load (&error);
  if (self->settings == NULL)
    g_error ("%s", error->message);
  self->language = g_strdup (tipoff_settings_get_language (self->settings));
}
