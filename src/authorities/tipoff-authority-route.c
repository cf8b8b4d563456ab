/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-authority-file.h"
#include "tipoff-authority-members.h"

#include <string.h>

/* An SMS has room for so many characters of its plainest alphabet (GSM 03.38). */
#define MAX_SMS_CHARACTERS 160

/* What a route may take over from its authority: all but what makes it this route. */
static const char *const inherited[] = { "way", "format", "protocol", "languages", "takes", "needs", "attach", "forward", "text",
                                         "answer", "hours", "cost", "note", "source", "verified_on", "confidence", NULL };

static gboolean
check_address (const TipoffRoute *route,
               GError           **error)
{
  gboolean ok = FALSE;

  switch (route->way)
    {
    case TIPOFF_WAY_HTTPS:
    case TIPOFF_WAY_WEB_FORM:
      if (!tipoff_member_is_https (route->address))
        return tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_NOT_HTTPS, route->id, "the address does not begin with https://");
      ok = TRUE;
      break;
    case TIPOFF_WAY_EMAIL:
      ok = tipoff_member_is_mailbox (route->address);
      break;
    case TIPOFF_WAY_SMS:
    case TIPOFF_WAY_HOTLINE:
      ok = tipoff_member_is_dialled (route->address);
      break;
    default:
      break;
    }
  return ok || tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, route->id, "address");
}

static gboolean
is_sms_text (const char *text)
{
  return text != NULL && *text != '\0' && strchr (text, '\n') == NULL && g_utf8_strlen (text, -1) <= MAX_SMS_CHARACTERS;
}

/* Nobody can guess what a short code wants: each channel that it takes says so. */
static gboolean
check_sms (const TipoffRoute *route,
           GError           **error)
{
  if (route->way != TIPOFF_WAY_SMS)
    return (route->forward[0] == NULL && route->text == NULL) ||
           tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, route->id, "forward and text are for sms");
  if (route->takes[0] == NULL)
    return tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, route->id, "takes");
  for (gsize i = 0; route->takes[i] != NULL; i++)
    {
      gboolean forwarded = g_strv_contains ((const char *const *) route->forward, route->takes[i]);
      const char *text = route->text == NULL ? NULL : tipoff_json_get_string_or (route->text, route->takes[i], NULL);

      if (forwarded == is_sms_text (text))
        return tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, route->id, "forward or text, for each channel");
    }
  return TRUE;
}

/* What holds between members, and what each origin may do. */
static gboolean
check_route (const TipoffRoute *route,
             const char        *confidence,
             TipoffOrigin       origin,
             GError           **error)
{
  if (!tipoff_member_is_id (route->id))
    return tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, route->id, "id");
  if (origin == TIPOFF_ORIGIN_PERSON && route->way != TIPOFF_WAY_HTTPS)
    return tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_NOT_HTTPS, route->id, "only routes of the way “https” can be added");
  if (!check_address (route, error) || !check_sms (route, error))
    return FALSE;
  if (!g_str_equal (confidence, "A") && !g_str_equal (confidence, "B"))
    return tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, route->id, "confidence");
  if (!tipoff_member_is_date (route->verified_on))
    return tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, route->id, "verified_on");
  if (route->way == TIPOFF_WAY_HTTPS && (route->protocol == NULL || route->format == NULL))
    return tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, route->id, "format and protocol");
  if (route->way != TIPOFF_WAY_HTTPS && route->protocol != NULL)
    return tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, route->id, "protocol");
  if (route->queue != NULL && g_strcmp0 (route->format, "rt") != 0)
    return tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, route->id, "queue");
  if (route->ca_file != NULL &&
      (origin == TIPOFF_ORIGIN_BUILT_IN || route->way != TIPOFF_WAY_HTTPS || !g_path_is_absolute (route->ca_file)))
    return tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, route->id, "ca_file");
  return TRUE;
}

static gboolean
take_cost (JsonObject  *object,
           TipoffRoute *route,
           GError     **error)
{
  g_autofree char *word = NULL;

  return tipoff_member_take_string (object, "cost", TIPOFF_MEMBER_OPTIONAL, route->id, &word, error) &&
         (word == NULL || (tipoff_cost_from_string (word, &route->cost) && route->cost != TIPOFF_COST_UNKNOWN) ||
          tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, route->id, "cost"));
}

static gboolean
take_words_and_texts (JsonObject  *object,
                      TipoffRoute *route,
                      GError     **error)
{
  return tipoff_member_take_words (object, "languages", tipoff_member_is_language, route->id, &route->languages, error) &&
         tipoff_member_take_words (object, "takes", tipoff_member_is_channel, route->id, &route->takes, error) &&
         tipoff_member_take_words (object, "needs", tipoff_member_is_need, route->id, &route->needs, error) &&
         tipoff_member_take_words (object, "attach", tipoff_member_is_attached, route->id, &route->attach, error) &&
         tipoff_member_take_words (object, "forward", tipoff_member_is_channel, route->id, &route->forward, error) &&
         tipoff_member_take_texts (object, "text", TIPOFF_MEMBER_OPTIONAL, route->id, &route->text, error) &&
         tipoff_member_take_texts (object, "answer", TIPOFF_MEMBER_OPTIONAL, route->id, &route->answer, error) &&
         tipoff_member_take_texts (object, "hours", TIPOFF_MEMBER_OPTIONAL, route->id, &route->hours, error) &&
         tipoff_member_take_texts (object, "note", TIPOFF_MEMBER_OPTIONAL, route->id, &route->note, error);
}

TipoffRoute *
tipoff_route_parse (JsonObject  *object,
                    const char  *where,
                    TipoffOrigin origin,
                    GError     **error)
{
  static const char *const own[] = { "id", "address", "queue", "ca_file", NULL };
  g_autofree const char **known = g_new0 (const char *, G_N_ELEMENTS (own) + G_N_ELEMENTS (inherited));
  TipoffRoute *route = g_new0 (TipoffRoute, 1);
  g_autofree char *way = NULL;
  g_autofree char *confidence = NULL;

  memcpy (known, own, sizeof own - sizeof *own);
  memcpy (known + G_N_ELEMENTS (own) - 1, inherited, sizeof inherited);
  if (tipoff_member_check_known (object, known, where, error) &&
      tipoff_member_take_string (object, "id", TIPOFF_MEMBER_REQUIRED, where, &route->id, error) &&
      tipoff_member_take_string (object, "way", TIPOFF_MEMBER_REQUIRED, route->id, &way, error) &&
      tipoff_member_take_string (object, "address", TIPOFF_MEMBER_REQUIRED, route->id, &route->address, error) &&
      tipoff_member_take_string (object, "format", TIPOFF_MEMBER_OPTIONAL, route->id, &route->format, error) &&
      tipoff_member_take_string (object, "protocol", TIPOFF_MEMBER_OPTIONAL, route->id, &route->protocol, error) &&
      take_words_and_texts (object, route, error) && take_cost (object, route, error) &&
      tipoff_member_take_string (object, "source", TIPOFF_MEMBER_REQUIRED, route->id, &route->source, error) &&
      tipoff_member_take_string (object, "verified_on", TIPOFF_MEMBER_REQUIRED, route->id, &route->verified_on, error) &&
      tipoff_member_take_string (object, "confidence", TIPOFF_MEMBER_REQUIRED, route->id, &confidence, error) &&
      tipoff_member_take_string (object, "queue", TIPOFF_MEMBER_OPTIONAL, route->id, &route->queue, error) &&
      tipoff_member_take_string (object, "ca_file", TIPOFF_MEMBER_OPTIONAL, route->id, &route->ca_file, error) &&
      (tipoff_way_from_string (way, &route->way) ||
       tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, route->id, "way")) &&
      check_route (route, confidence, origin, error))
    {
      route->confidence = confidence[0];
      return route;
    }
  tipoff_route_free (route);
  return NULL;
}

static void
copy_members (JsonObject *from,
              JsonObject *to)
{
  g_autoptr (GList) members = json_object_get_members (from);

  for (GList *l = members; l != NULL; l = l->next)
    json_object_set_member (to, l->data, json_node_ref (json_object_get_member (from, l->data)));
}

JsonObject *
tipoff_route_inherit (JsonObject  *route,
                      JsonObject  *defaults,
                      const char  *where,
                      GError     **error)
{
  JsonObject *whole;

  if (defaults != NULL && !tipoff_member_check_known (defaults, inherited, where, error))
    return NULL;
  whole = json_object_new ();
  if (defaults != NULL)
    copy_members (defaults, whole);
  copy_members (route, whole);
  return whole;
}
