/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tricks with links, for scams that have one, and honest text around a scam. */
#include "robust.h"

#include <string.h>

static gboolean
is_link (const TipoffIndicator *indicator)
{
  return indicator->span.part == 0
         && (indicator->type == TIPOFF_INDICATOR_URL || indicator->type == TIPOFF_INDICATOR_DOMAIN);
}

typedef char *(*LinkTrick) (const RobustScam *scam, const char *link, GRand *rand);

/* Every link of the message. */
static char *
rewrite_links (const RobustScam *scam, GRand *rand, LinkTrick trick)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gsize at = 0;

  for (guint i = 0; i < scam->verdict->indicators->len; i++)
    {
      const TipoffIndicator *indicator = g_ptr_array_index (scam->verdict->indicators, i);
      g_autofree char *link = NULL;
      g_autofree char *changed = NULL;

      if (!is_link (indicator))
        continue;
      link = g_strndup (scam->text + indicator->span.start, indicator->span.end - indicator->span.start);
      changed = trick (scam, link, rand);
      g_string_append_len (out, scam->text + at, (gssize) (indicator->span.start - at));
      g_string_append (out, changed != NULL ? changed : link);
      at = indicator->span.end;
    }
  g_string_append (out, scam->text + at);
  return g_str_equal (out->str, scam->text) ? NULL : g_string_free (g_steal_pointer (&out), FALSE);
}

/* Where the host of a written link stands. */
static void
find_host (const char *link, const char **start, const char **end)
{
  const char *scheme = strstr (link, "://");

  *start = scheme != NULL ? scheme + 3 : link;
  *end = *start + strcspn (*start, "/?#:\\");
}

static char *
path_of_letters (GRand *rand)
{
  static const char letters[] = "abcdefghkmnpqrstuvwxyz23456789";
  char path[8] = "";

  for (gsize i = 0; i + 1 < sizeof path; i++)
    path[i] = letters[g_rand_int_range (rand, 0, sizeof letters - 1)];
  return g_strdup (path);
}

/* Not in the ending: nobody can register such a one. */
static char *
homoglyph_host (const RobustScam *scam, const char *link, GRand *rand)
{
  static const char from[] = "aeopcxyi";
  static const char *const to[] = { "а", "е", "о", "р", "с", "х", "у", "і" };
  const char *start, *end;

  find_host (link, &start, &end);
  while (end > start && *end != '.')
    end--;
  for (const char *p = start; p < end; p++)
    {
      const char *found = strchr (from, *p);

      if (found != NULL)
        return g_strdup_printf ("%.*s%s%s", (int) (p - link), link, to[found - from], p + 1);
    }
  return NULL;
}

static char *
defang (const RobustScam *scam, const char *link, GRand *rand)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *start, *end;

  find_host (link, &start, &end);
  if (g_str_has_prefix (link, "http"))
    g_string_append_printf (out, "hxxp%.*s", (int) (start - link - 4), link + 4);
  for (const char *p = start; p < end; p++)
    {
      if (*p == '.')
        g_string_append (out, "[.]");
      else
        g_string_append_c (out, *p);
    }
  g_string_append (out, end);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
full_width_link (const RobustScam *scam, const char *link, GRand *rand)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *start, *end;

  find_host (link, &start, &end);
  g_string_append_len (out, link, start - link);
  for (const char *p = start; p < end; p++)
    g_string_append_unichar (out, *p > 0x20 && *p < 0x7f ? (gunichar) *p + 0xfee0 : (gunichar) (guchar) *p);
  g_string_append (out, end);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
hidden_in_link (const RobustScam *scam, const char *link, GRand *rand)
{
  const char *start, *end;

  find_host (link, &start, &end);
  return g_strdup_printf ("%.*s\342\200\213%s", (int) (start + 2 - link), link, start + 2);
}

static char *
shorten (const RobustScam *scam, const char *link, GRand *rand)
{
  static const char *const hosts[] = { "bit.ly", "tinyurl.com", "t.ly", "is.gd", "cutt.ly", "rb.gy" };
  g_autofree char *path = path_of_letters (rand);

  return g_strdup_printf ("https://%s/%s", hosts[g_rand_int_range (rand, 0, G_N_ELEMENTS (hosts))], path);
}

static char *
host_freely (const RobustScam *scam, const char *link, GRand *rand)
{
  static const char *const hosts[] = { "web.app", "weebly.com", "pages.dev", "netlify.app", "vercel.app", "blogspot.com" };
  g_autofree char *name = path_of_letters (rand);

  return g_strdup_printf ("https://%s.%s/", name, hosts[g_rand_int_range (rand, 0, G_N_ELEMENTS (hosts))]);
}

/* A letter of the brand's domain doubled, left out, or changed for its neighbour in the alphabet. */
static char *
change_a_letter (const RobustScam *scam, const char *link, GRand *rand)
{
  const char *domain = tipoff_brand_get_domains (scam->brand);
  const gsize label = strcspn (domain, ".");
  g_autoptr (GString) out = g_string_new (domain);
  const gsize at = (gsize) g_rand_int_range (rand, label > 2 ? 1 : 0, (gint32) label);

  switch (g_rand_int_range (rand, 0, 3))
    {
    case 0:
      g_string_insert_c (out, (gssize) at, domain[at]);
      break;
    case 1:
      g_string_erase (out, (gssize) at, 1);
      break;
    default:
      out->str[at] = (char) (domain[at] == 'z' ? 'y' : domain[at] + 1);
      break;
    }
  return g_strdup_printf ("https://%s/", out->str);
}

static char *
brand_in_subdomain (const RobustScam *scam, const char *link, GRand *rand)
{
  g_autofree char *name = path_of_letters (rand);

  return g_strdup_printf ("https://%s.%s.com/", tipoff_brand_get_domains (scam->brand), name);
}

static char *
brand_in_path (const RobustScam *scam, const char *link, GRand *rand)
{
  g_autofree char *name = path_of_letters (rand);

  return g_strdup_printf ("https://%s.com/%s/", name, tipoff_brand_get_domains (scam->brand));
}

static char *
add_port (const RobustScam *scam, const char *link, GRand *rand)
{
  g_autofree char *name = path_of_letters (rand);

  return g_strdup_printf ("https://%s.com:8443/", name);
}

static char *
add_credentials (const RobustScam *scam, const char *link, GRand *rand)
{
  g_autofree char *name = path_of_letters (rand);

  return g_strdup_printf ("https://%s@%s.com/", tipoff_brand_get_domains (scam->brand), name);
}

static char *
plain_host (const RobustScam *scam, const char *link, GRand *rand)
{
  g_autofree char *name = path_of_letters (rand);

  return g_strdup_printf ("https://%s.com/", name);
}

#define TRICK(name, link_trick) \
  static char * \
  name (const RobustBench *bench, const RobustScam *scam, GRand *rand) \
  { \
    return rewrite_links (scam, rand, link_trick); \
  }

TRICK (trick_homoglyph, homoglyph_host)
TRICK (trick_defang, defang)
TRICK (trick_full_width, full_width_link)
TRICK (trick_hidden, hidden_in_link)
TRICK (trick_shorten, shorten)
TRICK (trick_free, host_freely)
TRICK (trick_letter, change_a_letter)
TRICK (trick_subdomain, brand_in_subdomain)
TRICK (trick_path, brand_in_path)
TRICK (trick_port, add_port)
TRICK (trick_credentials, add_credentials)
TRICK (trick_plain, plain_host)

const RobustTrickEntry robust_link_tricks[] = {
  { "link: Cyrillic letter in the host", trick_homoglyph },
  { "link: full-width host", trick_full_width },
  { "link: zero-width character in the host", trick_hidden },
  { "link: defanged (hxxp, [.])", trick_defang },
  { "link: a shortener", trick_shorten },
  { "link: free hosting", trick_free },
  { "link: the brand but for one letter", trick_letter },
  { "link: brand in the subdomain", trick_subdomain },
  { "link: brand in the path", trick_path },
  { "link: a port", trick_port },
  { "link: brand as credentials", trick_credentials },
  { "link: a host that says nothing", trick_plain },
  { NULL },
};

static char *
wrap (const RobustBench *bench, const RobustScam *scam, GRand *rand, const char *between, gboolean before, gboolean after)
{
  g_autofree char *first = robust_bench_honest (bench, scam, rand);
  g_autofree char *last = robust_bench_honest (bench, scam, rand);

  if (first == NULL || last == NULL)
    return NULL;
  return g_strconcat (before ? first : "", before ? between : "", scam->text, after ? between : "", after ? last : "", NULL);
}

#define WRAP(name, between, before, after) \
  static char * \
  name (const RobustBench *bench, const RobustScam *scam, GRand *rand) \
  { \
    return wrap (bench, scam, rand, between, before, after); \
  }

WRAP (before_same, " ", TRUE, FALSE)
WRAP (after_same, " ", FALSE, TRUE)
WRAP (both_same, " ", TRUE, TRUE)
WRAP (before_line, "\n\n", TRUE, FALSE)
WRAP (after_line, "\n\n", FALSE, TRUE)
WRAP (both_lines, "\n\n", TRUE, TRUE)

static char *
add_true_site (const RobustBench *bench, const RobustScam *scam, GRand *rand)
{
  return g_strdup_printf ("%s https://www.%s/", scam->text, tipoff_brand_get_domains (scam->brand));
}

const RobustTrickEntry robust_honest_tricks[] = {
  { "honest text before, same line", before_same },
  { "honest text after, same line", after_same },
  { "honest text on both sides, same line", both_same },
  { "honest text before, own line", before_line },
  { "honest text after, own line", after_line },
  { "honest text on both sides, own lines", both_lines },
  { "a true site of a brand appended", add_true_site },
  { NULL },
};
