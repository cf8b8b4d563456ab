/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-country-row.h"

#include "tipoff-words.h"

struct _TipoffCountryRow
{
  AdwComboRow parent_instance;

  GPtrArray  *countries;     /* of their codes, in the order of the list */
  gboolean    filling;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TipoffCountryRow, tipoff_country_row, ADW_TYPE_COMBO_ROW)

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_utf8_collate (tipoff_words_country (*(const char *const *) a), tipoff_words_country (*(const char *const *) b));
}

/* By name, as a person looks for theirs. */
static void
collect_countries (TipoffCountryRow *self,
                   TipoffEngine     *engine,
                   const char       *current)
{
  TipoffAuthorities *authorities = tipoff_engine_get_authorities (engine);
  g_auto (GStrv) known = authorities != NULL ? tipoff_authorities_get_countries (authorities) : NULL;

  g_ptr_array_set_size (self->countries, 0);
  for (gsize i = 0; known != NULL && known[i] != NULL; i++)
    if (!g_str_equal (known[i], "*"))
      g_ptr_array_add (self->countries, g_strdup (known[i]));
  /* A country that we know nobody in is still the person's. */
  if (known == NULL || !g_strv_contains ((const char *const *) known, current))
    g_ptr_array_add (self->countries, g_strdup (current));
  g_ptr_array_sort (self->countries, compare_names);
}

void
tipoff_country_row_fill (TipoffCountryRow *self,
                         TipoffEngine     *engine,
                         const char       *current)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  g_return_if_fail (TIPOFF_IS_COUNTRY_ROW (self));

  collect_countries (self, engine, current);
  for (guint i = 0; i < self->countries->len; i++)
    {
      const char *country = g_ptr_array_index (self->countries, i);

      gtk_string_list_append (names, tipoff_words_country (country));
      if (g_str_equal (country, current))
        selected = i;
    }
  self->filling = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), selected);
  self->filling = FALSE;
}

const char *
tipoff_country_row_get_country (TipoffCountryRow *self)
{
  guint selected;

  g_return_val_if_fail (TIPOFF_IS_COUNTRY_ROW (self), NULL);

  selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  return selected < self->countries->len ? g_ptr_array_index (self->countries, selected) : NULL;
}

static void
selected_cb (TipoffCountryRow *self)
{
  if (!self->filling && tipoff_country_row_get_country (self) != NULL)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
tipoff_country_row_finalize (GObject *object)
{
  g_clear_pointer (&TIPOFF_COUNTRY_ROW (object)->countries, g_ptr_array_unref);

  G_OBJECT_CLASS (tipoff_country_row_parent_class)->finalize (object);
}

static void
tipoff_country_row_class_init (TipoffCountryRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tipoff_country_row_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
tipoff_country_row_init (TipoffCountryRow *self)
{
  self->countries = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
}
