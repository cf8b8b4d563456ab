/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-advice.h"

#include "tipoff-advice-resources.h"
#include "tipoff-limits.h"
#include "tipoff-tongue.h"

#include <gio/gio.h>

/* data/advice/steps.json says which steps, in which order and for which country; data/advice/LL.json
 * says them in one language. Whose number a step gives stands in data/authorities alone. */

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

/**
 * tipoff_advice_get_texts:
 * @language: (nullable): ISO 639-1; English where we do not speak it
 *
 * Returns: (transfer none): what data/advice says in that language
 */
JsonObject *
tipoff_advice_get_texts (const char *language)
{
  JsonObject *file = language == NULL ? NULL : g_hash_table_lookup (get_files (), language);

  return file != NULL && !g_str_equal (language, "steps") ? file : g_hash_table_lookup (get_files (), "en");
}

static gboolean
is_received_only (guint harms)
{
  return (harms & ~(1u << TIPOFF_HARM_RECEIVED)) == 0;
}

/* What is the same for every step of one advice. */
typedef struct
{
  GPtrArray         *steps;
  TipoffAuthorities *authorities;
  gboolean           received_only;    /* nothing has happened yet */
  const char        *country;
  const char        *language;
} Advice;

/* Whether "countries" of a step or of a number names @country, or is not there. */
static gboolean
is_for_country (JsonObject *object,
                const char *country)
{
  JsonArray *countries = tipoff_json_get_array_or_null (object, "countries");

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

/* Said already by a step that is in the list. */
static gboolean
is_covered (GPtrArray  *steps,
            JsonObject *step)
{
  JsonArray *others = tipoff_json_get_array_or_null (step, "covered_by");

  for (guint i = 0; others != NULL && i < json_array_get_length (others); i++)
    if (has_step (steps, json_array_get_string_element (others, i)))
      return TRUE;
  return FALSE;
}

/* The number of @country that stands in the step itself, with where it comes from. */
static JsonObject *
get_number (JsonObject *step,
            const char *country)
{
  JsonArray *numbers = tipoff_json_get_array_or_null (step, "numbers");

  for (guint i = 0; numbers != NULL && i < json_array_get_length (numbers); i++)
    if (is_for_country (json_array_get_object_element (numbers, i), country))
      return json_array_get_object_element (numbers, i);
  return NULL;
}

/* The one of the step's "routes" that is in the person's country. */
static gboolean
find_route (const Advice           *self,
            JsonArray              *ids,
            const TipoffAuthority **authority,
            const TipoffRoute     **route)
{
  for (guint i = 0; self->authorities != NULL && i < json_array_get_length (ids); i++)
    if (tipoff_authorities_find_route (self->authorities, json_array_get_string_element (ids, i), authority, route) &&
        g_strcmp0 ((*authority)->country, self->country) == 0)
      return TRUE;
  return FALSE;
}

static TipoffStep *
make_step (const Advice *self,
           const char   *id,
           JsonObject   *said)
{
  JsonObject *texts = tipoff_json_get_object_or_null (tipoff_advice_get_texts (self->language), "steps");
  TipoffStep *step = g_new0 (TipoffStep, 1);

  step->id = g_strdup (id);
  step->text = g_strdup (tipoff_json_get_string_or (texts, id, NULL));
  if (said != NULL)
    {
      step->number = g_strdup (tipoff_json_get_string_or (said, "number", NULL));
      step->source = g_strdup (tipoff_json_get_string_or (said, "source", NULL));
      step->date = g_strdup (tipoff_json_get_string_or (said, "date", NULL));
      step->scope = g_strdup (tipoff_json_get_string_or (said, "scope", NULL));
    }
  return step;
}

static TipoffStep *
make_route_step (const Advice          *self,
                 const char            *id,
                 const TipoffAuthority *authority,
                 const TipoffRoute     *route)
{
  TipoffStep *step = make_step (self, id, NULL);
  g_autofree char *text = g_steal_pointer (&step->text);

  step->text = tipoff_tongue_fill (text, (const char *const[]) { "name", tipoff_localized_get (authority->name, self->language), NULL });
  step->number = g_strdup (route->address);
  step->reach = tipoff_route_describe_reach (authority, route, tipoff_tongue_get (self->language));
  step->source = g_strdup (route->source);
  step->date = g_strdup (route->verified_on);
  step->scope = g_strdup_printf ("%s, %s", tipoff_localized_get (authority->name, "en"), authority->country);
  return step;
}

static void
append_step (Advice     *self,
             const char *id,
             JsonObject *step)
{
  JsonArray *routes = tipoff_json_get_array_or_null (step, "routes");
  JsonObject *number = get_number (step, self->country);
  const TipoffAuthority *authority;
  const TipoffRoute *route;

  if (routes == NULL)
    g_ptr_array_add (self->steps, make_step (self, id, number != NULL ? number : step));
  else if (find_route (self, routes, &authority, &route))
    g_ptr_array_add (self->steps, make_route_step (self, id, authority, route));
}

/* Appends the steps of one list that are for this person and not there yet. */
static void
append_steps (Advice    *self,
              JsonArray *ids)
{
  JsonObject *all = tipoff_json_get_object_or_null (g_hash_table_lookup (get_files (), "steps"), "steps");

  for (guint i = 0; ids != NULL && i < json_array_get_length (ids); i++)
    {
      const char *id = json_array_get_string_element (ids, i);
      JsonObject *step = tipoff_json_get_object_or_null (all, id);

      if (is_for_country (step, self->country) && !has_step (self->steps, id) && !is_covered (self->steps, step) &&
          (self->received_only || !tipoff_json_get_boolean_or (step, "received_only", FALSE)))
        append_step (self, id, step);
    }
}

/* What cannot wait comes first for everything that happened, only then the rest of it. */
static void
append_harms (Advice *self,
              guint   harms)
{
  static const char *const stages[] = { "now", "then", "later" };
  JsonObject *all = tipoff_json_get_object_or_null (g_hash_table_lookup (get_files (), "steps"), "harms");

  for (gsize stage = 0; stage < G_N_ELEMENTS (stages); stage++)
    for (gsize i = 0; i < G_N_ELEMENTS (urgency); i++)
      {
        JsonObject *harm = tipoff_json_get_object_or_null (all, tipoff_harm_to_string (urgency[i]));

        /* There is nothing to do for having received it. */
        if (harm != NULL && (harms & (1u << urgency[i])) != 0)
          append_steps (self, tipoff_json_get_array_or_null (harm, stages[stage]));
      }
}

/**
 * tipoff_advice_get:
 * @authorities: (nullable): whose numbers are given; without, only emergency numbers are
 * @kind: what it is; %TIPOFF_KIND_NONE where clear
 * @harms: bits `1 << TipoffHarm`; 0 for received only
 * @country: (nullable): ISO 3166 alpha-2: where the person is
 * @language: (nullable): ISO 639-1; English where we do not speak it
 *
 * What has happened comes first: what cannot wait for all of it, then the rest, most urgent
 * first; after it what fits the kind. Once something has happened, steps that prevent it are
 * left out, and so is every word of deleting: bank and police need the evidence.
 *
 * Returns: (transfer full) (element-type TipoffStep): the steps in order; never empty
 */
GPtrArray *
tipoff_advice_get (TipoffAuthorities *authorities,
                   TipoffKind         kind,
                   guint              harms,
                   const char        *country,
                   const char        *language)
{
  JsonObject *kinds = tipoff_json_get_object_or_null (g_hash_table_lookup (get_files (), "steps"), "kinds");
  Advice self = {
    .steps = g_ptr_array_new_with_free_func ((GDestroyNotify) tipoff_step_free),
    .authorities = authorities,
    .received_only = is_received_only (harms),
    .country = country,
    .language = language,
  };

  append_harms (&self, harms);
  append_steps (&self, tipoff_json_get_array_or_null (kinds, tipoff_kind_to_string (kind)));
  return self.steps;
}

static gboolean
has_number (GPtrArray  *steps,
            const char *number)
{
  for (guint i = 0; i < steps->len; i++)
    if (g_strcmp0 (((const TipoffStep *) g_ptr_array_index (steps, i))->number, number) == 0)
      return TRUE;
  return FALSE;
}

/**
 * tipoff_advice_get_contacts:
 * @authorities: (nullable): those to choose from
 * @steps: what tipoff_advice_get() gave; a number that stands there is not said twice
 * @harms: bits `1 << TipoffHarm`
 * @country: (nullable): ISO 3166 alpha-2
 * @settings: what the person turned on
 *
 * Returns: (transfer full) (element-type TipoffContact): whom to tell of it, those that are there for it first;
 *   empty where nothing has happened; borrows from @authorities
 */
GPtrArray *
tipoff_advice_get_contacts (TipoffAuthorities *authorities,
                            GPtrArray         *steps,
                            guint              harms,
                            const char        *country,
                            TipoffSettings    *settings)
{
  g_auto (GStrv) words = tipoff_harms_to_words (harms);
  GPtrArray *contacts;

  if (authorities == NULL || is_received_only (harms))
    return g_ptr_array_new_with_free_func (g_free);

  contacts = tipoff_authorities_for_harms (authorities, country, (const char *const *) words, settings);
  for (guint i = contacts->len; i > 0; i--)
    if (has_number (steps, ((const TipoffContact *) g_ptr_array_index (contacts, i - 1))->route->address))
      g_ptr_array_remove_index (contacts, i - 1);
  return contacts;
}

/**
 * tipoff_advice_get_harm_label:
 * @harm: what has happened
 * @country: (nullable): ISO 3166 alpha-2: the apps that people approve in have names there
 * @language: (nullable): ISO 639-1; English where we do not speak it
 *
 * Returns: (transfer none) (nullable): how a person says it, by which they choose it; %NULL for
 *   %TIPOFF_HARM_RECEIVED, which nobody chooses
 */
const char *
tipoff_advice_get_harm_label (TipoffHarm  harm,
                              const char *country,
                              const char *language)
{
  JsonObject *all = tipoff_json_get_object_or_null (tipoff_advice_get_texts (language), "harms");
  JsonObject *labels = tipoff_json_get_object_or_null (all, tipoff_harm_to_string (harm));

  if (labels == NULL)
    return NULL;
  return tipoff_json_get_string_or (labels, country != NULL ? country : "*", tipoff_json_get_string_or (labels, "*", NULL));
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
  JsonObject *headlines = tipoff_json_get_object_or_null (tipoff_advice_get_texts (language), "headlines");
  JsonObject *of_level = tipoff_json_get_object_or_null (headlines, tipoff_level_to_string (level));
  const char *of_all = tipoff_json_get_string_or (of_level, "*", NULL);

  if (kind == TIPOFF_KIND_NONE)
    return g_strdup (of_all);
  return g_strdup (tipoff_json_get_string_or (of_level, tipoff_kind_to_string (kind), of_all));
}
