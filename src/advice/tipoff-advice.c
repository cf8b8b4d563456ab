/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-advice.h"

#include "tipoff-advice-resources.h"
#include "tipoff-limits.h"
#include "tipoff-tongue.h"

#include <gio/gio.h>

/* data/advice/steps.json says which steps, in which order and for which country;
 * data/advice/LL.json says them in one language. */

TIPOFF_DEFINE_NAMES (TipoffHarm, harm,
                     "received", "answered", "data", "paid", "device", "account", "identity", "handed-over", "ongoing")

/* Most urgent first. */
static const TipoffHarm urgency[] = {
  TIPOFF_HARM_ONGOING, TIPOFF_HARM_DEVICE, TIPOFF_HARM_HANDED_OVER, TIPOFF_HARM_PAID, TIPOFF_HARM_DATA,
  TIPOFF_HARM_ACCOUNT, TIPOFF_HARM_IDENTITY, TIPOFF_HARM_ANSWERED, TIPOFF_HARM_RECEIVED,
};

/**
 * tipoff_harms_to_words:
 * @harms: bits 1 << TipoffHarm; 0 where nothing was told
 *
 * Returns: (transfer full): their words, least first; never empty: who was told of nothing received it only
 */
char **
tipoff_harms_to_words (guint harms)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint harm = 0; harm < TIPOFF_N_HARMS; harm++)
    if ((harms & (1u << harm)) != 0)
      g_strv_builder_add (words, tipoff_harm_to_string ((TipoffHarm) harm));
  if (harms == 0)
    g_strv_builder_add (words, tipoff_harm_to_string (TIPOFF_HARM_RECEIVED));
  return g_strv_builder_end (words);
}

void
tipoff_step_free (TipoffStep *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->text);
  g_free (self->number);
  g_free (self->source);
  g_free (self->date);
  g_free (self->scope);
  g_free (self);
}

/* A file that is compiled in; a fault in it is ours. */
static JsonObject *
read_file (const char *name)
{
  g_autofree char *path = g_strdup_printf ("/org/tipoff/advice/%s.json", name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  JsonObject *object = NULL;

  bytes = g_resource_lookup_data (tipoff_advice_data_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  if (bytes != NULL)
    object = tipoff_json_parse_object (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                                       TIPOFF_LIMIT_DATA_FILE_BYTES, &error);
  if (object == NULL)
    g_error ("%s: %s", path, error->message);
  return object;
}

/* "steps" and every language, read once. */
static GHashTable *
get_files (void)
{
  static GHashTable *files = NULL;
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      const char *const *languages = tipoff_tongue_languages ();

      /* Automatic registration is dropped by the linker in a static library. */
      tipoff_advice_data_register_resource ();
      files = g_hash_table_new (g_str_hash, g_str_equal);
      g_hash_table_insert (files, (gpointer) "steps", read_file ("steps"));
      for (gsize i = 0; languages[i] != NULL; i++)
        g_hash_table_insert (files, (gpointer) languages[i], read_file (languages[i]));
      g_once_init_leave (&once, 1);
    }
  return files;
}

static JsonObject *
get_language (const char *language)
{
  JsonObject *file = language == NULL ? NULL : g_hash_table_lookup (get_files (), language);

  return file != NULL && !g_str_equal (language, "steps") ? file : g_hash_table_lookup (get_files (), "en");
}

static gboolean
is_for_country (JsonObject *step,
                const char *country)
{
  JsonArray *countries = tipoff_json_get_array_or_null (step, "countries");

  if (countries == NULL)
    return TRUE;
  for (guint i = 0; i < json_array_get_length (countries); i++)
    if (g_strcmp0 (json_array_get_string_element (countries, i), country) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_step (GPtrArray  *steps,
          const char *id)
{
  for (guint i = 0; i < steps->len; i++)
    if (g_str_equal (((TipoffStep *) g_ptr_array_index (steps, i))->id, id))
      return TRUE;
  return FALSE;
}

static TipoffStep *
make_step (const char *id,
           JsonObject *step,
           const char *country,
           JsonObject *language)
{
  JsonObject *numbers = tipoff_json_get_object_or_null (step, "numbers");
  TipoffStep *self = g_new0 (TipoffStep, 1);

  self->id = g_strdup (id);
  self->text = g_strdup (tipoff_json_get_string_or (tipoff_json_get_object_or_null (language, "steps"), id, NULL));
  if (numbers != NULL && country != NULL)
    self->number = g_strdup (tipoff_json_get_string_or (numbers, country, NULL));
  self->source = g_strdup (tipoff_json_get_string_or (step, "source", NULL));
  self->date = g_strdup (tipoff_json_get_string_or (step, "date", NULL));
  self->scope = g_strdup (tipoff_json_get_string_or (step, "scope", NULL));
  return self;
}

/* Appends the steps of one list ("kinds"/"parcel") that are for this person and not there yet. */
static void
append_steps (GPtrArray  *steps,
              const char *table,
              const char *name,
              gboolean    received_only,
              const char *country,
              JsonObject *language)
{
  JsonObject *file = g_hash_table_lookup (get_files (), "steps");
  JsonObject *all = tipoff_json_get_object_or_null (file, "steps");
  JsonArray *ids = tipoff_json_get_array_or_null (tipoff_json_get_object_or_null (file, table), name);

  for (guint i = 0; ids != NULL && i < json_array_get_length (ids); i++)
    {
      const char *id = json_array_get_string_element (ids, i);
      JsonObject *step = tipoff_json_get_object_or_null (all, id);

      if (is_for_country (step, country) && !has_step (steps, id) &&
          (received_only || !tipoff_json_get_boolean_or (step, "received_only", FALSE)))
        g_ptr_array_add (steps, make_step (id, step, country, language));
    }
}

/**
 * tipoff_advice_get:
 * @kind: what it is; %TIPOFF_KIND_NONE where clear
 * @harms: bits `1 << TipoffHarm`; 0 for received only
 * @country: (nullable): ISO 3166 alpha-2: whose numbers are given
 * @language: (nullable): ISO 639-1; English where we do not speak it
 *
 * What has happened comes first, most urgent first, then what fits the kind. Once something has
 * happened, steps that prevent it are left out, and so is every word of deleting: bank and
 * police need the evidence.
 *
 * Returns: (transfer full) (element-type TipoffStep): the steps in order; never empty
 */
GPtrArray *
tipoff_advice_get (TipoffKind  kind,
                   guint       harms,
                   const char *country,
                   const char *language)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func ((GDestroyNotify) tipoff_step_free);
  gboolean received_only = (harms & ~(1u << TIPOFF_HARM_RECEIVED)) == 0;
  JsonObject *texts = get_language (language);

  for (gsize i = 0; i < G_N_ELEMENTS (urgency); i++)
    if ((harms & (1u << urgency[i])) != 0)
      append_steps (steps, "harms", tipoff_harm_to_string (urgency[i]), received_only, country, texts);
  append_steps (steps, "kinds", tipoff_kind_to_string (kind), received_only, country, texts);
  return steps;
}

/**
 * tipoff_advice_get_headline:
 * @kind: what it is
 * @level: how sure
 * @language: (nullable): ISO 639-1; English where we do not speak it
 *
 * Returns: (transfer full): the first line under the verdict, read in two seconds
 */
char *
tipoff_advice_get_headline (TipoffKind  kind,
                            TipoffLevel level,
                            const char *language)
{
  JsonObject *headlines = tipoff_json_get_object_or_null (get_language (language), "headlines");
  JsonObject *of_level = tipoff_json_get_object_or_null (headlines, tipoff_level_to_string (level));
  const char *of_all = tipoff_json_get_string_or (of_level, "*", NULL);

  if (kind == TIPOFF_KIND_NONE)
    return g_strdup (of_all);
  return g_strdup (tipoff_json_get_string_or (of_level, tipoff_kind_to_string (kind), of_all));
}
