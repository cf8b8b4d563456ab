/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-use.h"

#include "tipoff-owner.h"
#include "tipoff-taxonomy.h"

#include <string.h>

/* What may stand in a URI besides letters, digits and "-._~" (RFC 3986, 2.2), but for brackets. */
#define URI_RESERVED "!#$&'()*+,/:;=?@%"
#define MASK_BEGIN "[redacted:"

/* Whether others than the scam are at that host as well. */
static gboolean
is_shared (const TipoffIndicator *indicator)
{
  TipoffHostFlags flags;
  const TipoffBrand *owner = tipoff_owner_find (indicator, &flags);

  return owner != NULL || (flags & (TIPOFF_HOST_SHORTENER | TIPOFF_HOST_FREE_HOSTING | TIPOFF_HOST_OPEN)) != 0
         || (indicator->url_flags & (TIPOFF_URL_PRIVATE_SUFFIX | TIPOFF_URL_IP_HOST)) != 0
         || indicator->domain == NULL || tipoff_taxonomy_is_popular (indicator->domain);
}

/**
 * tipoff_use_get_domain:
 * @indicator: any
 *
 * Returns: (transfer none) (nullable): the domain, where it may be told for the indicator
 */
const char *
tipoff_use_get_domain (const TipoffIndicator *indicator)
{
  if (indicator->type != TIPOFF_INDICATOR_URL && indicator->type != TIPOFF_INDICATOR_DOMAIN)
    return NULL;
  return is_shared (indicator) ? NULL : indicator->domain;
}

/* "/" and nothing more says no more than the host does. */
static gboolean
has_path (const char *url)
{
  const char *authority = strstr (url, "://");
  const char *path;

  authority = authority != NULL ? authority + 3 : url;
  path = authority + strcspn (authority, "/?#");
  return *path != '\0' && strcmp (path, "/") != 0;
}

static gboolean
is_own_number (const TipoffIndicator *indicator)
{
  TipoffHostFlags flags;

  return indicator->number != NULL && tipoff_phone_number_get_e164 (indicator->number) != NULL
         && tipoff_phone_number_get_number_type (indicator->number) != TIPOFF_PHONE_TYPE_EMERGENCY
         && tipoff_owner_find (indicator, &flags) == NULL;
}

/* A mailbox at a provider is its user's, even where the provider is a brand. */
static gboolean
is_private_mailbox (const TipoffIndicator *indicator)
{
  return indicator->type == TIPOFF_INDICATOR_EMAIL && indicator->host != NULL
         && tipoff_taxonomy_is_mail_provider (indicator->host);
}

static gboolean
is_own_address (const TipoffIndicator *indicator)
{
  TipoffHostFlags flags;

  return is_private_mailbox (indicator) || tipoff_owner_find (indicator, &flags) == NULL;
}

static gboolean
is_detectable (const TipoffIndicator *indicator)
{
  switch (indicator->type)
    {
    case TIPOFF_INDICATOR_URL:
      /* What is masked in part never comes again in that form. */
      if (strstr (indicator->value, MASK_BEGIN) != NULL)
        return FALSE;
      return !is_shared (indicator) || (indicator->url_flags & TIPOFF_URL_IP_HOST) != 0 || has_path (indicator->value);
    case TIPOFF_INDICATOR_DOMAIN:
      return !is_shared (indicator);
    case TIPOFF_INDICATOR_PHONE:
      return is_own_number (indicator);
    case TIPOFF_INDICATOR_EMAIL:
      return is_own_address (indicator);
    case TIPOFF_INDICATOR_IBAN:
    case TIPOFF_INDICATOR_WALLET:
    default:
      return TRUE;
    }
}

/* Where the program recognised nothing, only the person can say that something is the scam's. */
static gboolean
is_blamed (const TipoffIndicator *indicator,
           const TipoffVerdict   *verdict)
{
  return indicator->role == TIPOFF_ROLE_CONTACT && (verdict->level >= TIPOFF_LEVEL_SUSPICIOUS || indicator->role_told);
}

/**
 * tipoff_use_decide:
 * @indicator: as it may leave
 * @verdict: that it belongs to
 *
 * Returns: what may be said of it
 */
TipoffUse
tipoff_use_decide (const TipoffIndicator *indicator,
                   const TipoffVerdict   *verdict)
{
  switch (indicator->role)
    {
    case TIPOFF_ROLE_IMPERSONATED:
      return is_private_mailbox (indicator) ? TIPOFF_USE_OBSERVE : TIPOFF_USE_TARGET;
    case TIPOFF_ROLE_RECIPIENT:
    case TIPOFF_ROLE_BYSTANDER:
      return TIPOFF_USE_CONTEXT;
    case TIPOFF_ROLE_CONTACT:
      return is_blamed (indicator, verdict) && is_detectable (indicator) ? TIPOFF_USE_DETECT : TIPOFF_USE_OBSERVE;
    case TIPOFF_ROLE_SHOWN_SENDER:
    case TIPOFF_ROLE_UNKNOWN:
    default:
      return TIPOFF_USE_OBSERVE;
    }
}

static void
finding_free (gpointer data)
{
  TipoffFinding *self = data;

  g_free (self->value);
  g_free (self);
}

/* A mask holds brackets, and the text around it may hold anything. */
static char *
make_uri (const char *url)
{
  const char *authority = strstr (url, "://");
  gsize length = authority != NULL ? (gsize) (authority - url) + 3 : 0;
  g_autofree char *rest = NULL;

  length += strcspn (url + length, "/?#");
  rest = g_uri_escape_string (url + length, URI_RESERVED, FALSE);
  return g_strdup_printf ("%.*s%s", (int) length, url, rest);
}

static void
add_finding (GPtrArray             *findings,
             TipoffUse              use,
             TipoffIndicatorType    type,
             const char            *value,
             const TipoffIndicator *indicator,
             gboolean               derived)
{
  TipoffFinding *finding;

  for (guint i = 0; i < findings->len; i++)
    {
      TipoffFinding *old = g_ptr_array_index (findings, i);

      if (old->type != type || !g_str_equal (old->value, value))
        continue;
      /* In the order of TipoffUse: whom it belongs to outweighs where the scam points. */
      if (use < old->use)
        {
          old->use = use;
          old->indicator = indicator;
        }
      old->derived = old->derived && derived;
      return;
    }
  finding = g_new0 (TipoffFinding, 1);
  finding->use = use;
  finding->type = type;
  finding->value = g_strdup (value);
  finding->indicator = indicator;
  finding->derived = derived;
  g_ptr_array_add (findings, finding);
}

/**
 * tipoff_findings_new:
 * @masked: what may leave
 * @verdict: of the same report
 *
 * Returns: (transfer full) (element-type TipoffFinding): in the order of the message; behind a URL its
 *   domain, where that may be looked for
 */
GPtrArray *
tipoff_findings_new (TipoffMasked        *masked,
                     const TipoffVerdict *verdict)
{
  const GPtrArray *indicators = tipoff_masked_get_indicators (masked);
  GPtrArray *findings = g_ptr_array_new_with_free_func (finding_free);

  for (guint i = 0; i < indicators->len; i++)
    {
      const TipoffIndicator *indicator = g_ptr_array_index (indicators, i);
      const char *domain = is_blamed (indicator, verdict) ? tipoff_use_get_domain (indicator) : NULL;
      g_autofree char *uri = indicator->type == TIPOFF_INDICATOR_URL ? make_uri (indicator->value) : NULL;

      add_finding (findings, tipoff_use_decide (indicator, verdict), indicator->type, uri != NULL ? uri : indicator->value,
                   indicator, FALSE);
      if (domain != NULL)
        add_finding (findings, TIPOFF_USE_DETECT, TIPOFF_INDICATOR_DOMAIN, domain, indicator, TRUE);
    }
  return findings;
}

static gboolean
is_detected_domain (GPtrArray  *findings,
                    const char *domain)
{
  for (guint i = 0; domain != NULL && i < findings->len; i++)
    {
      const TipoffFinding *finding = g_ptr_array_index (findings, i);

      if (finding->type == TIPOFF_INDICATOR_DOMAIN && finding->use == TIPOFF_USE_DETECT && g_str_equal (finding->value, domain))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_page (GPtrArray           *findings,
         const TipoffFinding *finding)
{
  if (finding->indicator->role != TIPOFF_ROLE_CONTACT || finding->derived)
    return FALSE;
  if (finding->type == TIPOFF_INDICATOR_DOMAIN)
    return finding->use == TIPOFF_USE_DETECT;
  return finding->type == TIPOFF_INDICATOR_URL
         && (finding->use == TIPOFF_USE_DETECT || is_detected_domain (findings, tipoff_use_get_domain (finding->indicator)));
}

/**
 * tipoff_findings_get_pages:
 * @findings: (element-type TipoffFinding): of a report
 *
 * Returns: (transfer full) (array zero-terminated=1): URLs; a domain that was written alone as its front page
 */
char **
tipoff_findings_get_pages (GPtrArray *findings)
{
  g_autoptr (GStrvBuilder) pages = g_strv_builder_new ();

  for (guint i = 0; i < findings->len; i++)
    {
      const TipoffFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *front = NULL;

      if (!is_page (findings, finding))
        continue;
      if (finding->type == TIPOFF_INDICATOR_DOMAIN)
        front = g_strdup_printf ("http://%s/", finding->value);
      g_strv_builder_add (pages, front != NULL ? front : finding->value);
    }
  return g_strv_builder_end (pages);
}

/**
 * tipoff_findings_get_source:
 * @findings: (element-type TipoffFinding): of a report
 * @page: %TRUE: of its first page
 *
 * Returns: (transfer none) (nullable): whose host, number or address others can act upon
 */
const TipoffIndicator *
tipoff_findings_get_source (GPtrArray *findings,
                            gboolean   page)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const TipoffFinding *finding = g_ptr_array_index (findings, i);
      gboolean reached = finding->type == TIPOFF_INDICATOR_PHONE || finding->type == TIPOFF_INDICATOR_EMAIL;

      if (page ? is_page (findings, finding) : reached && finding->use == TIPOFF_USE_DETECT)
        return finding->indicator;
    }
  return NULL;
}

static void
add_brand (GPtrArray  *names,
           const char *name)
{
  if (name != NULL && *name != '\0' && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, g_strdup (name));
}

/**
 * tipoff_use_get_brands:
 * @masked: what may leave
 * @verdict: of the same report
 *
 * Returns: (transfer full): those who are imitated, by the red flags and by what is theirs in the message
 */
char **
tipoff_use_get_brands (TipoffMasked        *masked,
                       const TipoffVerdict *verdict)
{
  const GPtrArray *indicators = tipoff_masked_get_indicators (masked);
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < verdict->flags->len; i++)
    {
      const TipoffFlag *flag = g_ptr_array_index (verdict->flags, i);

      for (char **p = flag->arguments; p != NULL && p[0] != NULL && p[1] != NULL; p += 2)
        if (g_str_equal (p[0], "brand"))
          {
            g_autofree char *name = tipoff_masked_scrub (masked, p[1]);

            add_brand (names, name);
          }
    }
  for (guint i = 0; i < indicators->len; i++)
    {
      const TipoffIndicator *indicator = g_ptr_array_index (indicators, i);
      TipoffHostFlags flags;
      const TipoffBrand *owner = tipoff_owner_find (indicator, &flags);

      if (owner != NULL && tipoff_use_decide (indicator, verdict) == TIPOFF_USE_TARGET)
        add_brand (names, tipoff_brand_get_name (owner));
    }
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}
