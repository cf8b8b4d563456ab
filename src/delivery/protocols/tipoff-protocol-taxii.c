/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-answer.h"
#include "tipoff-endpoint.h"
#include "tipoff-ids.h"
#include "tipoff-json.h"
#include "tipoff-protocol.h"

#include <string.h>

/* TAXII 2.1 (OASIS Standard, 10 June 2021). Discovery, API root and
 * collection are asked first, so that what the server would not take does not
 * leave. The objects have ids and versions of their own, so asking again
 * adds nothing twice. The status is the receipt once it is complete. */

#define TAXII "application/taxii+json;version=2.1"
#define STIX "application/stix+json"
/* Servers keep a status for a day at least (4.3); one that is pending for longer than this is lost. */
#define LONGEST_PENDING TIPOFF_OUTBOX_LONGEST_SECONDS

enum
{
  STEP_START,
  STEP_DISCOVERY,
  STEP_ROOT,
  STEP_COLLECTIONS,
  STEP_COLLECTION,
  STEP_OBJECTS,
  STEP_STATUS,
};

static TipoffOutcome *
refuse (const char *detail)
{
  return tipoff_outcome_attention (TIPOFF_DELIVERY_ERROR_REFUSED, "refused", detail);
}

/* -- addresses -------------------------------------------------------------------------------- */

/* What @address says by itself: talk->base is the API root and talk->target
 * the collection below it; each stays NULL where it has to be asked for. */
static void
read_address (TipoffTalk *talk,
              const char *address)
{
  static const char slash_collections[] = "/collections";
  g_autofree char *path = tipoff_endpoint_get_path (address);
  char *collections, *id = NULL;

  while (g_str_has_suffix (path, "/"))
    path[strlen (path) - 1] = '\0';

  collections = g_strrstr (path, slash_collections);
  if (collections == NULL)
    return;
  if (collections[strlen (slash_collections)] == '/')
    {
      id = collections + strlen (slash_collections) + 1;
      if (g_str_has_suffix (id, "/objects"))
        id[strlen (id) - strlen ("/objects")] = '\0';
    }
  /* A name that only begins like it, or something else below a collection. */
  if (id != NULL ? strchr (id, '/') != NULL : collections[strlen (slash_collections)] != '\0')
    return;

  if (id != NULL)
    talk->target = g_strdup_printf ("collections/%s/", id);
  collections[1] = '\0';
  talk->base = tipoff_endpoint_resolve (address, path);
}

/* Where a server is asked what it has: every address of TAXII ends in a slash. */
static char *
make_discovery (const char *address)
{
  g_autofree char *path = tipoff_endpoint_get_path (address);
  g_autofree char *folder = NULL;

  if (g_str_equal (path, "/"))
    return tipoff_endpoint_resolve (address, "/taxii2/");
  folder = g_strconcat (path, g_str_has_suffix (path, "/") ? "" : "/", NULL);
  return tipoff_endpoint_resolve (address, folder);
}

static TipoffRequest *
look (TipoffTalk *talk,
      guint       step,
      const char *url)
{
  talk->step = step;
  return tipoff_talk_look (talk, url, TAXII);
}

/* @path below the API root. */
static TipoffRequest *
look_below (TipoffTalk *talk,
            guint       step,
            const char *path)
{
  g_autofree char *url = g_strconcat (talk->base, path, NULL);

  return look (talk, step, url);
}

/* -- before it is sent ------------------------------------------------------------------------ */

static TipoffRequest *
look_at_collection (TipoffTalk *talk)
{
  return talk->target != NULL ? look_below (talk, STEP_COLLECTION, talk->target)
                              : look_below (talk, STEP_COLLECTIONS, "collections/");
}

static TipoffRequest *
read_root (TipoffTalk     *talk,
           JsonObject     *root,
           TipoffOutcome **outcome)
{
  gint64 most = tipoff_json_get_int_or (root, "max_content_length", 0);

  if (most > 0 && g_bytes_get_size (talk->bytes) > (guint64) most)
    {
      g_autofree char *detail = g_strdup_printf ("The report has %" G_GSIZE_FORMAT " bytes, and it takes %" G_GINT64_FORMAT ".",
                                                 g_bytes_get_size (talk->bytes), most);

      *outcome = refuse (detail);
      return NULL;
    }
  return look_at_collection (talk);
}

/* The default API root, or the only one; NULL where there are several. */
static char *
choose_root (JsonObject *discovery)
{
  const char *usual = tipoff_json_get_string_or (discovery, "default", NULL);
  g_auto (GStrv) roots = NULL;

  if (usual != NULL)
    return g_strdup (usual);
  roots = tipoff_json_get_strv (discovery, "api_roots", NULL);
  return roots != NULL && g_strv_length (roots) == 1 ? g_strdup (roots[0]) : NULL;
}

/* The address answered: it is discovery, or an API root already. */
static TipoffRequest *
read_discovery (TipoffTalk     *talk,
                JsonObject     *discovery,
                TipoffOutcome **outcome)
{
  g_autofree char *url = make_discovery (talk->item->address);
  g_autofree char *root = NULL;

  if (!json_object_has_member (discovery, "api_roots") && !json_object_has_member (discovery, "default") &&
      json_object_has_member (discovery, "versions"))
    {
      talk->base = g_steal_pointer (&url);
      return read_root (talk, discovery, outcome);
    }

  root = choose_root (discovery);
  if (root == NULL)
    {
      *outcome = refuse ("It names no API root, or several of which none is the usual one. "
                         "The address of the collection is needed.");
      return NULL;
    }
  talk->base = tipoff_endpoint_resolve (url, root);
  if (talk->base == NULL)
    {
      *outcome = tipoff_outcome_elsewhere (root);
      return NULL;
    }
  if (!g_str_has_suffix (talk->base, "/"))
    {
      char *without = talk->base;

      talk->base = g_strconcat (without, "/", NULL);
      g_free (without);
    }
  return look (talk, STEP_ROOT, talk->base);
}

/* Whether "application/stix+json;version=2.1", or no version, is among the media types; whoever
 * names none takes it. */
static gboolean
takes_stix (JsonObject *collection)
{
  g_auto (GStrv) types = tipoff_json_get_strv (collection, "media_types", NULL);
  gboolean found = types == NULL || types[0] == NULL;

  for (gsize i = 0; types != NULL && types[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (types[i], " ", -1);
      g_autofree char *type = g_strjoinv ("", words);

      found = found || g_ascii_strcasecmp (type, STIX) == 0 || g_ascii_strcasecmp (type, STIX ";version=2.1") == 0;
    }
  return found;
}

static TipoffRequest *
read_collection (TipoffTalk     *talk,
                 JsonObject     *collection,
                 TipoffOutcome **outcome)
{
  g_autofree char *url = NULL;

  if (!tipoff_json_get_boolean_or (collection, "can_write", FALSE))
    *outcome = refuse ("Its collection cannot be written with this token.");
  else if (!takes_stix (collection))
    *outcome = refuse ("Its collection takes no STIX 2.1.");
  if (*outcome != NULL)
    return NULL;

  url = g_strconcat (talk->base, talk->target, "objects/", NULL);
  talk->step = STEP_OBJECTS;
  return tipoff_talk_carry (talk, url, TAXII, TAXII);
}

/* The only collection that can be written. */
static TipoffRequest *
read_collections (TipoffTalk     *talk,
                  JsonObject     *answer,
                  TipoffOutcome **outcome)
{
  JsonArray *collections = tipoff_json_get_array_or_null (answer, "collections");
  JsonObject *writable = NULL;
  g_autofree char *id = NULL;
  guint n_writable = 0;

  for (guint i = 0; collections != NULL && i < json_array_get_length (collections); i++)
    {
      JsonNode *node = json_array_get_element (collections, i);
      JsonObject *collection = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

      if (collection == NULL || !tipoff_json_get_boolean_or (collection, "can_write", FALSE))
        continue;
      writable = collection;
      n_writable++;
    }
  if (n_writable != 1)
    {
      *outcome = refuse (n_writable == 0 ? "None of its collections can be written with this token."
                                         : "Several of its collections can be written. The address of one is needed.");
      return NULL;
    }

  id = g_uri_escape_string (tipoff_json_get_string_or (writable, "id", ""), NULL, FALSE);
  talk->target = g_strdup_printf ("collections/%s/", id);
  return read_collection (talk, writable, outcome);
}

/* -- after it was sent ------------------------------------------------------------------------ */

/* What the first that failed says, and how many did. */
static TipoffOutcome *
read_failures (JsonObject *status,
               gint64      n_failures)
{
  JsonArray *failures = tipoff_json_get_array_or_null (status, "failures");
  JsonNode *node = failures != NULL && json_array_get_length (failures) > 0 ? json_array_get_element (failures, 0) : NULL;
  JsonObject *first = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *message = first != NULL ? tipoff_json_get_string_or (first, "message", NULL) : NULL;
  g_autofree char *detail = NULL;

  detail = g_strdup_printf ("It did not take %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " objects%s%s",
                            n_failures, MAX (n_failures, tipoff_json_get_int_or (status, "total_count", 0)),
                            message != NULL ? ": " : ".", message != NULL ? message : "");
  return refuse (detail);
}

static gint64
count_failures (JsonObject *status)
{
  JsonArray *failures = tipoff_json_get_array_or_null (status, "failures");
  gint64 listed = failures != NULL ? json_array_get_length (failures) : 0;

  return MAX (listed, tipoff_json_get_int_or (status, "failure_count", 0));
}

/* A status resource (4.3), or NULL where it is none. */
static TipoffOutcome *
read_status (TipoffTalk         *talk,
             const TipoffAnswer *answer,
             gint64              now)
{
  g_autoptr (JsonObject) status = answer->status >= 200 && answer->status <= 202 ? tipoff_answer_read_object (answer) : NULL;
  g_autofree char *id = status != NULL ? tipoff_answer_dup_reference (status, "id") : NULL;
  const char *word = status != NULL ? tipoff_json_get_string_or (status, "status", "") : "";
  gint64 received = now;

  if (id == NULL)
    return NULL;
  if (g_str_equal (word, "pending"))
    {
      g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);
      g_autofree char *url = talk->poll_url != NULL ? g_strdup (talk->poll_url)
                                                    : g_strconcat (talk->base, "status/", escaped, "/", NULL);

      if (talk->poll_url != NULL && talk->item->created < now - LONGEST_PENDING)
        {
          g_clear_pointer (&talk->poll_url, g_free);
          return tipoff_outcome_unknown ("It has been at it for thirty days.");
        }
      return tipoff_outcome_submitted (url);
    }
  if (!g_str_equal (word, "complete"))
    return NULL;
  if (count_failures (status) > 0)
    {
      g_clear_pointer (&talk->poll_url, g_free);
      talk->carries_report = FALSE;
      talk->may_have_arrived = FALSE;
      return read_failures (status, count_failures (status));
    }

  (void) tipoff_time_parse (tipoff_json_get_string_or (status, "request_timestamp", ""), &received);
  return tipoff_outcome_delivered (id, received);
}

static TipoffOutcome *
read_poll (TipoffTalk         *talk,
           const TipoffAnswer *answer,
           gint64              now)
{
  TipoffOutcome *outcome = read_status (talk, answer, now);

  if (outcome != NULL)
    return outcome;
  if (answer->status == 404 || answer->status == 410)
    {
      g_clear_pointer (&talk->poll_url, g_free);
      return tipoff_outcome_unknown ("It took the report, and no longer knows what became of it.");
    }
  return tipoff_outcome_of_status (answer, now);
}

static TipoffRequest *
start (TipoffTalk *talk)
{
  g_autofree char *discovery = NULL;

  if (talk->poll_url != NULL)
    return look (talk, STEP_STATUS, talk->poll_url);

  read_address (talk, talk->item->address);
  if (talk->base != NULL)
    return look (talk, STEP_ROOT, talk->base);
  discovery = make_discovery (talk->item->address);
  return look (talk, STEP_DISCOVERY, discovery);
}

/* What was asked before the report is sent has to be answered with 200 and an object. */
static TipoffRequest *
read_answer (TipoffTalk          *talk,
             const TipoffAnswer  *answer,
             gint64               now,
             TipoffOutcome      **outcome)
{
  g_autoptr (JsonObject) object = answer->status == 200 ? tipoff_answer_read_object (answer) : NULL;

  if (object == NULL)
    {
      *outcome = tipoff_outcome_of_status (answer, now);
      return NULL;
    }
  switch (talk->step)
    {
    case STEP_DISCOVERY:
      return read_discovery (talk, object, outcome);
    case STEP_ROOT:
      return read_root (talk, object, outcome);
    case STEP_COLLECTIONS:
      return read_collections (talk, object, outcome);
    default:
      return read_collection (talk, object, outcome);
    }
}

static TipoffRequest *
next (TipoffTalk          *talk,
      const TipoffAnswer  *answer,
      gint64               now,
      TipoffOutcome      **outcome)
{
  switch (talk->step)
    {
    case STEP_START:
      return start (talk);
    case STEP_OBJECTS:
      *outcome = read_status (talk, answer, now);
      if (*outcome == NULL)
        *outcome = tipoff_outcome_of_status (answer, now);
      return NULL;
    case STEP_STATUS:
      *outcome = read_poll (talk, answer, now);
      return NULL;
    default:
      return read_answer (talk, answer, now, outcome);
    }
}

const TipoffProtocol tipoff_protocol_taxii = {
  .name = "taxii",
  .settlement = TIPOFF_SETTLEMENT_SAME_KEY,
  .authorisation = TIPOFF_AUTHORISATION_BASIC_OR_BEARER,
  .next = next,
};
