/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compile-write.h"
#include "tipoff-tables.h"

#include <string.h>

/* Breaks lines: so many values stand in one. */
static const char *
between (guint i, guint in_line)
{
  return i % in_line == 0 ? "\n  " : " ";
}

/* @width: bytes of one number, 2 or 4. */
static void
write_numbers (GString *out, const char *name, gconstpointer numbers, gsize width, guint n)
{
  g_string_append_printf (out, "\nstatic const guint%u %s[] = {", (guint) width * 8, name);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (out, "%s0x%x,", between (i, 40 / (guint) width),
                            width == 2 ? ((const guint16 *) numbers)[i] : ((const guint32 *) numbers)[i]);
  g_string_append (out, "\n};\n");
}

static void
write_string (GString *out, const char *string)
{
  g_string_append (out, "\n  \"");
  for (const guchar *byte = (const guchar *) string; *byte != '\0'; byte++)
    if (g_ascii_isprint ((char) *byte) && *byte != '"' && *byte != '\\' && *byte != '?')
      g_string_append_c (out, (char) *byte);
    else
      g_string_append_printf (out, "\\%03o", *byte);
  g_string_append (out, "\\0\"");
}

void
compile_write_text (GString *out, const CompileText *text)
{
  g_string_append (out, "\nconst char tipoff_table_text[] =");
  for (gsize i = 0; i < text->bytes->len; i += strlen (text->bytes->str + i) + 1)
    write_string (out, text->bytes->str + i);
  g_string_append (out, ";\n");
}

static void
write_known (GString *out, const CompileBrands *brands)
{
  g_autoptr (GArray) slots = compile_brands_make_slots (brands);

  g_string_append (out, "\nstatic const TipoffKnown known[] = {");
  for (guint i = 0; i < slots->len; i++)
    {
      const TipoffKnown *known = &g_array_index (slots, TipoffKnown, i);

      g_string_append_printf (out, "%s{ %u, %u, %u },", between (i, 6), known->text, known->owner, known->flags);
    }
  g_string_append_printf (out, "\n};\n#define N_KNOWN %u\n", slots->len);
}

void
compile_write_brands (GString *out, const CompileBrands *brands)
{
  write_known (out, brands);
  g_string_append (out, "\nstatic const TipoffBrand brands[] = {");
  for (guint i = 0; i < brands->brands->len; i++)
    {
      const TipoffBrand *brand = &g_array_index (brands->brands, TipoffBrand, i);

      g_string_append_printf (out, "%s{ %u, %u, %u, %u },", between (i, 6), brand->name, brand->domains, brand->kind,
                              brand->global);
    }
  g_string_append (out, "\n};\n\nstatic const TipoffBrandLabel labels[] = {");
  for (guint i = 0; i < brands->labels->len; i++)
    {
      const TipoffBrandLabel *label = &g_array_index (brands->labels, TipoffBrandLabel, i);

      g_string_append_printf (out, "%s{ %u, 0x%x, %u, %u, %u },", between (i, 4), label->text, label->letters, label->brand,
                              label->length, label->alone);
    }
  g_string_append_printf (out, "\n};\n\nconst TipoffBrands tipoff_table_brands = { brands, labels, known, %u, %u, N_KNOWN };\n",
                          brands->brands->len, brands->labels->len);
}

void
compile_write_phrases (GString *out, const TipoffPhrases *phrases)
{
  const guint n_buckets = 1u << phrases->bits;
  const guint n_keys = phrases->buckets[n_buckets];

  write_numbers (out, "buckets", phrases->buckets, sizeof *phrases->buckets, n_buckets + 1);
  write_numbers (out, "checks", phrases->checks, sizeof *phrases->checks, n_keys);
  write_numbers (out, "numbers", phrases->numbers, sizeof *phrases->numbers, n_keys);
  g_string_append (out, "\nstatic const TipoffPhraseNode nodes[] = {");
  for (guint i = 0; i < phrases->n_nodes; i++)
    g_string_append_printf (out, "%s{ %u, 0x%x },", between (i, 8), phrases->nodes[i].endings, phrases->nodes[i].ways);
  g_string_append (out, "\n};\n\nstatic const TipoffPhraseEnding endings[] = {");
  for (guint i = 0; i < phrases->n_endings; i++)
    g_string_append_printf (out, "%s{ 0x%x, 0x%x },", between (i, 8), phrases->endings[i].value, phrases->endings[i].languages);
  g_string_append_printf (out, "\n};\n\nconst TipoffPhrases tipoff_table_phrases = {\n"
                          "  buckets, checks, numbers, nodes, endings, %u, %u, %u\n};\n",
                          phrases->bits, phrases->n_nodes, phrases->n_endings);
}

void
compile_write_greetings (GString *out, const GArray *greetings)
{
  g_string_append (out, "\nconst TipoffGreetings tipoff_table_greetings[] = {\n");
  for (guint i = 0; i < greetings->len; i++)
    {
      const TipoffGreetings *entry = &g_array_index (greetings, TipoffGreetings, i);

      g_string_append_printf (out, "  { \"%s\", %u },\n", entry->language, entry->words);
    }
  g_string_append (out, "  { \"\", 0 },\n};\n");
}
