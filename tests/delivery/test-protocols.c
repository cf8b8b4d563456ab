/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-answer.h"
#include "tipoff-ids.h"
#include "tipoff-protocol.h"

#include <string.h>

/* Every protocol as the pure function that it is: what it asks, what is answered, how that ends. */

#define ID "3f2b1a60-6c0e-4a60-9f3c-1d6b8c1e7a10"
#define SHA "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define NOW 1795500000
#define JSON "application/json"
#define TAXII "application/taxii+json"
#define HTML "text/html"

/* What happens instead of an answer. */
#define NOT_SENT 1      /* never left */
#define LOST     2      /* left, and the connection broke off */

/* What is known of an earlier attempt. */
#define UNKNOWN 1
#define TAKEN   2
#define OLD     4
/* It is a correction, of ticket 7 or of one without a number. */
#define CORRECTS      8
#define CORRECTS_NONE 16

typedef struct
{
  const char *request;    /* "METHOD path", below the origin of the address; or a whole URL */
  guint       status;
  const char *type;
  const char *body;
  const char *location;
} Turn;

typedef struct
{
  const char *name;
  const char *protocol;
  const char *address;
  guint       before;
  Turn        turns[7];
  const char *outcome;    /* state, reason or reference; "?": it may have arrived; "→": where to ask */
} Case;

#define POLL_URL "https://h.example/root/status/s-1/"

static const Case tipoff_cases[] = {
  { "a receipt", "tipoff", "https://h.example/v1/reports", 0,
    { { "POST /v1/reports", 201, JSON, "{\"reference\":\"TD-1\",\"report_id\":\"" ID "\",\"received\":\"2026-11-24T05:22:00Z\",\"sha256\":\"" SHA "\"}" } },
    "delivered TD-1" },
  { "another report's", "tipoff", "https://h.example/v1/reports", 0,
    { { "POST /v1/reports", 201, JSON, "{\"reference\":\"TD-1\",\"report_id\":\"x\",\"received\":\"2026-11-24T05:22:00Z\",\"sha256\":\"" SHA "\"}" } },
    "waiting answer ?" },
  { "still running", "tipoff", "https://h.example/v1/reports", 0, { { "POST /v1/reports", 409, JSON, "{}" } }, "waiting busy ?" },
  { "lost: the same key", "tipoff", "https://h.example/v1/reports", 0, { { "POST /v1/reports", LOST } }, "waiting network ?" },
  { "never left", "tipoff", "https://h.example/v1/reports", 0, { { "POST /v1/reports", NOT_SENT } }, "waiting network" },
  { "never left, but before that", "tipoff", "https://h.example/v1/reports", UNKNOWN, { { "POST /v1/reports", NOT_SENT } }, "waiting network ?" },
  { "overloaded", "tipoff", "https://h.example/v1/reports", 0, { { "POST /v1/reports", 503, HTML, "" } }, "waiting busy" },
};

#define TICKET "{\"id\":\"7\",\"type\":\"ticket\",\"_url\":\"https://h.example/REST/2.0/ticket/7\"}"
#define SEARCH "GET /REST/2.0/tickets?query=Subject%20LIKE%20%27" ID "%27&fields=Subject,Status"

#define QUEUE "GET /REST/2.0/tickets?query=Queue%20%3D%20%27Incident%20Reports%27&fields=Subject,Status"
#define NOT_FOUND { SEARCH, 200, JSON, "{\"total\":0,\"items\":[]}" }
#define SEEN { QUEUE, 200, JSON, "{\"total\":1,\"items\":[]}" }

static const Case rt_cases[] = {
  { "a ticket", "rt", "https://h.example/", 0, { { "POST /REST/2.0/ticket", 201, JSON, TICKET } }, "delivered 7" },
  { "a number for an id", "rt", "https://h.example/rt", 0, { { "POST /rt/REST/2.0/ticket", 201, JSON, "{\"id\":7}" } }, "delivered 7" },
  { "addressed by REST", "rt", "https://h.example/rt/REST/2.0", 0, { { "POST /rt/REST/2.0/ticket", 201, JSON, TICKET } }, "delivered 7" },
  { "addressed by ticket", "rt", "https://h.example/REST/2.0/ticket", 0, { { "POST /REST/2.0/ticket", 201, JSON, TICKET } }, "delivered 7" },
  { "201 without an id", "rt", "https://h.example/", 0, { { "POST /REST/2.0/ticket", 201, JSON, "{}" } }, "waiting answer ?" },
  { "200 is no ticket", "rt", "https://h.example/", 0, { { "POST /REST/2.0/ticket", 200, JSON, TICKET } }, "waiting answer ?" },
  { "a login page", "rt", "https://h.example/", 0, { { "POST /REST/2.0/ticket", 201, HTML, TICKET } }, "waiting answer ?" },
  { "a wrong token", "rt", "https://h.example/", 0, { { "POST /REST/2.0/ticket", 401, JSON, "{\"message\":\"Unauthorized\"}" } }, "attention token" },
  { "a queue not for us", "rt", "https://h.example/", 0, { { "POST /REST/2.0/ticket", 403, JSON, "{\"message\":\"No\"}" } }, "attention refused" },
  { "a wrong type", "rt", "https://h.example/", 0, { { "POST /REST/2.0/ticket", 415, HTML, "" } }, "attention refused" },
  { "lost", "rt", "https://h.example/", 0, { { "POST /REST/2.0/ticket", LOST } }, "waiting network ?" },
  { "a gateway gave up", "rt", "https://h.example/", 0, { { "POST /REST/2.0/ticket", 504, HTML, "" } }, "waiting busy ?" },
  { "taken back", "rt", "https://h.example/", CORRECTS,
    { { "POST /REST/2.0/ticket/7/correspond", 201, JSON, "[\"Correspondence added\"]" } }, "delivered 7" },
  { "taken back, no such ticket", "rt", "https://h.example/", CORRECTS,
    { { "POST /REST/2.0/ticket/7/correspond", 404, JSON, "{\"message\":\"Not Found\"}" } }, "attention refused" },
  { "taken back, lost", "rt", "https://h.example/", CORRECTS, { { "POST /REST/2.0/ticket/7/correspond", LOST } }, "waiting network ?" },
  { "taken back, perhaps before", "rt", "https://h.example/", CORRECTS | UNKNOWN, { { NULL } }, "attention unknown ?" },
  { "taken back, without a number", "rt", "https://h.example/", CORRECTS_NONE, { { NULL } }, "attention refused" },
  { "found", "rt", "https://h.example/", UNKNOWN,
    { { SEARCH, 200, JSON, "{\"total\":1,\"items\":[null,{\"id\":\"3\",\"Subject\":\"x\"},{\"id\":\"9\",\"Subject\":\"[scam-report] " ID " parcel\"}]}" } },
    "delivered 9" },
  { "not there, as others are", "rt", "https://h.example/", UNKNOWN,
    { NOT_FOUND, { QUEUE, 200, JSON, "{\"total\":5,\"items\":[]}" }, { "POST /REST/2.0/ticket", 201, JSON, TICKET } }, "delivered 7" },
  { "not there, nor is any", "rt", "https://h.example/", UNKNOWN,
    { NOT_FOUND, { QUEUE, 200, JSON, "{\"total\":0,\"items\":[]}" }, { "GET /REST/2.0/ticket/1", 404, JSON, "{}" },
      { "POST /REST/2.0/ticket", 201, JSON, TICKET } }, "delivered 7" },
  { "not to be seen", "rt", "https://h.example/", UNKNOWN,
    { NOT_FOUND, { QUEUE, 200, JSON, "{\"total\":0,\"items\":[]}" }, { "GET /REST/2.0/ticket/1", 403, JSON, "{}" } }, "attention unknown ?" },
  { "not there, the queue not to be asked", "rt", "https://h.example/", UNKNOWN,
    { NOT_FOUND, { QUEUE, 400, JSON, "{}" }, { "GET /REST/2.0/ticket/1", 200, JSON, TICKET }, { "POST /REST/2.0/ticket", 201, JSON, TICKET } },
    "delivered 7" },
  { "looked half-way", "rt", "https://h.example/", UNKNOWN, { NOT_FOUND, { QUEUE, LOST } }, "waiting network ?" },
  { "not there, and then refused", "rt", "https://h.example/", UNKNOWN,
    { NOT_FOUND, SEEN, { "POST /REST/2.0/ticket", 400, JSON, "{\"message\":\"Unable to find queue\"}" } }, "attention refused" },
  { "not there, never left", "rt", "https://h.example/", UNKNOWN,
    { NOT_FOUND, SEEN, { "POST /REST/2.0/ticket", NOT_SENT } }, "waiting network" },
  { "not there, lost again", "rt", "https://h.example/", UNKNOWN,
    { NOT_FOUND, SEEN, { "POST /REST/2.0/ticket", LOST } }, "waiting network ?" },
  { "there, but hidden", "rt", "https://h.example/", UNKNOWN, { { SEARCH, 200, JSON, "{\"total\":1,\"items\":[]}" } }, "attention unknown ?" },
  { "cannot search", "rt", "https://h.example/", UNKNOWN, { { SEARCH, 500, HTML, "" } }, "waiting busy ?" },
  { "may not search", "rt", "https://h.example/", UNKNOWN, { { SEARCH, 401, JSON, "{}" } }, "attention token ?" },
  { "a search without an answer", "rt", "https://h.example/", UNKNOWN, { { SEARCH, LOST } }, "waiting network ?" },
  { "a search that gives garbage", "rt", "https://h.example/", UNKNOWN, { { SEARCH, 200, JSON, "[]" } }, "waiting answer ?" },
};

#define EVENT "{\"Event\":{\"id\":\"41\",\"uuid\":\"" ID "\",\"info\":\"x\"}}"
#define VIEW "GET /events/view/" ID
#define EXISTS "{\"name\":\"Event already exists, if you would like to edit it, use the url in the location header.\"," \
               "\"message\":\"Event already exists, if you would like to edit it, use the url in the location header.\",\"url\":\"/events/add\"}"

static const Case misp_cases[] = {
  { "an event", "misp", "https://h.example", 0, { { "POST /events/add", 200, JSON, EVENT } }, "delivered 41" },
  { "below a folder", "misp", "https://h.example/misp/", 0, { { "POST /misp/events/add", 200, JSON, EVENT } }, "delivered 41" },
  { "addressed by events/add", "misp", "https://h.example/events/add", 0, { { "POST /events/add", 200, JSON, EVENT } }, "delivered 41" },
  { "another event", "misp", "https://h.example/", 0,
    { { "POST /events/add", 200, JSON, "{\"Event\":{\"id\":\"41\",\"uuid\":\"4f2b1a60-6c0e-4a60-9f3c-1d6b8c1e7a10\"}}" } }, "waiting answer ?" },
  { "its own description", "misp", "https://h.example/", 0, { { "POST /events/add", 200, JSON, "{\"name\":\"/events/add API description\"}" } }, "waiting answer ?" },
  { "a wrong key", "misp", "https://h.example/", 0,
    { { "POST /events/add", 403, JSON, "{\"name\":\"Authentication failed.\",\"message\":\"Authentication failed.\",\"url\":\"/events/add\"}" } },
    "attention token" },
  { "an event that it does not take", "misp", "https://h.example/", 0,
    { { "POST /events/add", 403, JSON, "{\"saved\":false,\"message\":\"Could not add Event\",\"errors\":{\"Event\":{\"info\":[\"valueNotEmpty\"]}}}" } },
    "attention refused" },
  { "lost", "misp", "https://h.example/", 0, { { "POST /events/add", LOST } }, "waiting network ?" },
  { "found", "misp", "https://h.example/", UNKNOWN, { { VIEW, 200, JSON, EVENT } }, "delivered 41" },
  { "not there", "misp", "https://h.example/", UNKNOWN,
    { { VIEW, 404, JSON, "{\"name\":\"Invalid event\"}" }, { "POST /events/add", 200, JSON, EVENT } }, "delivered 41" },
  { "not there, lost again", "misp", "https://h.example/", UNKNOWN,
    { { VIEW, 404, JSON, "{\"name\":\"Invalid event\"}" }, { "POST /events/add", LOST } }, "waiting network ?" },
  { "cannot look", "misp", "https://h.example/", UNKNOWN, { { VIEW, 502, HTML, "" } }, "waiting busy ?" },
  { "may not look", "misp", "https://h.example/", UNKNOWN, { { VIEW, 403, JSON, "{}" } }, "attention token ?" },
  { "exists already", "misp", "https://h.example/", 0,
    { { "POST /events/add", 404, JSON, EXISTS }, { VIEW, 200, JSON, EVENT } }, "delivered 41" },
  { "exists already, in French", "misp", "https://h.example/", 0,
    { { "POST /events/add", 404, JSON, "{\"name\":\"Existe\"}", "https://h.example/events/41" }, { VIEW, 200, JSON, EVENT } }, "delivered 41" },
  { "exists, but is not to be seen", "misp", "https://h.example/", 0,
    { { "POST /events/add", 404, JSON, EXISTS }, { VIEW, 404, JSON, "{\"name\":\"Invalid event\"}" } }, "attention refused" },
  { "exists, and then lost", "misp", "https://h.example/", 0, { { "POST /events/add", 404, JSON, EXISTS }, { VIEW, LOST } }, "waiting network" },
  { "no MISP", "misp", "https://h.example/", 0, { { "POST /events/add", 404, HTML, "" } }, "attention refused" },
};

#define DISCOVERY "{\"title\":\"t\",\"default\":\"/root/\",\"api_roots\":[\"/root/\",\"/other/\"]}"
#define ROOT "{\"title\":\"r\",\"versions\":[\"application/taxii+json;version=2.1\"],\"max_content_length\":1000}"
#define COLLECTION "{\"id\":\"c-1\",\"title\":\"c\",\"can_read\":false,\"can_write\":true,\"media_types\":[\"application/stix+json;version=2.1\"]}"
#define READ_ONLY "{\"id\":\"c-2\",\"title\":\"c\",\"can_read\":true,\"can_write\":false}"
#define COLLECTIONS "{\"collections\":[" READ_ONLY "," COLLECTION "]}"
#define COMPLETE "{\"id\":\"s-1\",\"status\":\"complete\",\"request_timestamp\":\"2026-11-24T05:22:00.123Z\",\"total_count\":2,\"success_count\":2,\"failure_count\":0,\"pending_count\":0}"
#define PENDING "{\"id\":\"s-1\",\"status\":\"pending\",\"total_count\":2,\"success_count\":0,\"failure_count\":0,\"pending_count\":2}"
#define FAILED "{\"id\":\"s-1\",\"status\":\"complete\",\"total_count\":2,\"success_count\":1,\"failure_count\":1,\"pending_count\":0,\"failures\":[{\"id\":\"url--1\",\"version\":\"v\",\"message\":\"No such\"}]}"
#define ASK_ROOT { "GET /root/", 200, TAXII, ROOT }
#define ASK_COLLECTION { "GET /root/collections/c-1/", 200, TAXII, COLLECTION }
#define ADDRESS "https://h.example/root/collections/c-1/"
#define OBJECTS "POST /root/collections/c-1/objects/"

static const Case taxii_cases[] = {
  { "from discovery", "taxii", "https://h.example/taxii2/", 0,
    { { "GET /taxii2/", 200, TAXII, DISCOVERY }, ASK_ROOT, { "GET /root/collections/", 200, TAXII, COLLECTIONS }, { OBJECTS, 202, TAXII, COMPLETE } },
    "delivered s-1" },
  { "from discovery without a slash", "taxii", "https://h.example/taxii2", 0, { { "GET /taxii2/", 404, HTML, "" } }, "attention refused" },
  { "from the host", "taxii", "https://h.example", 0, { { "GET /taxii2/", 404, HTML, "" } }, "attention refused" },
  { "the only root, absolute, without a slash", "taxii", "https://h.example/taxii2/", 0,
    { { "GET /taxii2/", 200, TAXII, "{\"api_roots\":[\"https://h.example:443/root\"]}" }, { "GET /root/", 200, TAXII, ROOT },
      { "GET /root/collections/", 404, TAXII, "{}" } }, "attention refused" },
  { "several roots, none usual", "taxii", "https://h.example/taxii2/", 0,
    { { "GET /taxii2/", 200, TAXII, "{\"api_roots\":[\"/a/\",\"/b/\"]}" } }, "attention refused" },
  { "a root elsewhere", "taxii", "https://h.example/taxii2/", 0,
    { { "GET /taxii2/", 200, TAXII, "{\"default\":\"https://evil.example/root/\"}" } }, "attention refused" },
  { "a root at another port", "taxii", "https://h.example/taxii2/", 0,
    { { "GET /taxii2/", 200, TAXII, "{\"default\":\"https://h.example:8443/root/\"}" } }, "attention refused" },
  { "a root without TLS", "taxii", "https://h.example/taxii2/", 0,
    { { "GET /taxii2/", 200, TAXII, "{\"default\":\"http://h.example/root/\"}" } }, "attention refused" },
  { "from a root", "taxii", "https://h.example/root", 0,
    { ASK_ROOT, { "GET /root/collections/", 200, TAXII, COLLECTIONS }, { OBJECTS, 202, TAXII, COMPLETE } }, "delivered s-1" },
  { "from collections", "taxii", "https://h.example/root/collections", 0,
    { ASK_ROOT, { "GET /root/collections/", 200, TAXII, COLLECTIONS }, { OBJECTS, 202, TAXII, COMPLETE } }, "delivered s-1" },
  { "from a collection", "taxii", ADDRESS, 0, { ASK_ROOT, ASK_COLLECTION, { OBJECTS, 202, TAXII, COMPLETE } }, "delivered s-1" },
  { "from objects", "taxii", "https://h.example/root/collections/c-1/objects", 0,
    { ASK_ROOT, ASK_COLLECTION, { OBJECTS, 202, TAXII, COMPLETE } }, "delivered s-1" },
  { "a root whose name begins like collections", "taxii", "https://h.example/collectionsX/", 0, { { "GET /collectionsX/", 404, HTML, "" } }, "attention refused" },
  { "several to write in", "taxii", "https://h.example/root/", 0,
    { ASK_ROOT, { "GET /root/collections/", 200, TAXII, "{\"collections\":[" COLLECTION "," COLLECTION "]}" } }, "attention refused" },
  { "none to write in", "taxii", "https://h.example/root/", 0,
    { ASK_ROOT, { "GET /root/collections/", 200, TAXII, "{\"collections\":[" READ_ONLY ",7,null]}" } }, "attention refused" },
  { "no collections", "taxii", "https://h.example/root/", 0, { ASK_ROOT, { "GET /root/collections/", 200, TAXII, "{}" } }, "attention refused" },
  { "a hostile id", "taxii", "https://h.example/root/", 0,
    { ASK_ROOT, { "GET /root/collections/", 200, TAXII, "{\"collections\":[{\"id\":\"../../x?y#z\",\"can_write\":true}]}" },
      { "POST /root/collections/..%2F..%2Fx%3Fy%23z/objects/", 404, TAXII, "{}" } }, "attention refused" },
  { "read-only", "taxii", ADDRESS, 0, { ASK_ROOT, { "GET /root/collections/c-1/", 200, TAXII, READ_ONLY } }, "attention refused" },
  { "no STIX", "taxii", ADDRESS, 0,
    { ASK_ROOT, { "GET /root/collections/c-1/", 200, TAXII, "{\"can_write\":true,\"media_types\":[\"application/stix+json;version=2.0\"]}" } }, "attention refused" },
  { "STIX with a space", "taxii", ADDRESS, 0,
    { ASK_ROOT, { "GET /root/collections/c-1/", 200, TAXII, "{\"can_write\":true,\"media_types\":[\"application/stix+json; version=2.1\"]}" },
      { OBJECTS, 202, TAXII, COMPLETE } }, "delivered s-1" },
  { "too large", "taxii", ADDRESS, 0, { { "GET /root/", 200, TAXII, "{\"versions\":[],\"max_content_length\":10}" } }, "attention refused" },
  { "a wrong password", "taxii", ADDRESS, 0, { { "GET /root/", 401, HTML, "" } }, "attention token" },
  { "a busy root", "taxii", ADDRESS, 0, { { "GET /root/", 500, HTML, "" } }, "waiting busy" },
  { "a root that breaks off", "taxii", ADDRESS, 0, { { "GET /root/", LOST } }, "waiting network" },
  { "a portal's page", "taxii", ADDRESS, 0, { { "GET /root/", 200, HTML, "" } }, "waiting answer" },
  { "a redirect", "taxii", ADDRESS, 0, { { "GET /root/", 302, HTML, "", "https://evil.example/" } }, "attention refused" },
  { "lost", "taxii", ADDRESS, 0, { ASK_ROOT, ASK_COLLECTION, { OBJECTS, LOST } }, "waiting network ?" },
  { "lost before, and again", "taxii", ADDRESS, UNKNOWN, { ASK_ROOT, ASK_COLLECTION, { OBJECTS, 202, TAXII, COMPLETE } }, "delivered s-1" },
  { "202 without a status", "taxii", ADDRESS, 0, { ASK_ROOT, ASK_COLLECTION, { OBJECTS, 202, TAXII, "{}" } }, "waiting answer ?" },
  { "a status that is none", "taxii", ADDRESS, 0, { ASK_ROOT, ASK_COLLECTION, { OBJECTS, 202, TAXII, "{\"id\":\"s\",\"status\":\"done\"}" } }, "waiting answer ?" },
  { "refused", "taxii", ADDRESS, 0, { ASK_ROOT, ASK_COLLECTION, { OBJECTS, 422, TAXII, "{\"title\":\"Bad\"}" } }, "attention refused" },
  { "objects that failed", "taxii", ADDRESS, 0, { ASK_ROOT, ASK_COLLECTION, { OBJECTS, 202, TAXII, FAILED } }, "attention refused" },
  { "failures that are not counted", "taxii", ADDRESS, 0,
    { ASK_ROOT, ASK_COLLECTION, { OBJECTS, 202, TAXII, "{\"id\":\"s\",\"status\":\"complete\",\"failures\":[{}]}" } }, "attention refused" },
  { "pending", "taxii", ADDRESS, 0, { ASK_ROOT, ASK_COLLECTION, { OBJECTS, 202, TAXII, PENDING } }, "submitted → " POLL_URL },
  { "still pending", "taxii", ADDRESS, TAKEN, { { "GET /root/status/s-1/", 200, TAXII, PENDING } }, "submitted → " POLL_URL },
  { "pending no more", "taxii", ADDRESS, TAKEN, { { "GET /root/status/s-1/", 200, TAXII, COMPLETE } }, "delivered s-1" },
  { "failed in the end", "taxii", ADDRESS, TAKEN, { { "GET /root/status/s-1/", 200, TAXII, FAILED } }, "attention refused" },
  { "asked in vain", "taxii", ADDRESS, TAKEN, { { "GET /root/status/s-1/", LOST } }, "submitted network → " POLL_URL },
  { "asked while busy", "taxii", ADDRESS, TAKEN, { { "GET /root/status/s-1/", 503, HTML, "" } }, "submitted busy → " POLL_URL },
  { "asked, garbage", "taxii", ADDRESS, TAKEN, { { "GET /root/status/s-1/", 200, HTML, "" } }, "submitted answer → " POLL_URL },
  { "asked without a token", "taxii", ADDRESS, TAKEN, { { "GET /root/status/s-1/", 401, HTML, "" } }, "attention token → " POLL_URL },
  { "forgotten", "taxii", ADDRESS, TAKEN, { { "GET /root/status/s-1/", 404, TAXII, "{}" } }, "attention unknown ?" },
  { "pending for ever", "taxii", ADDRESS, TAKEN | OLD, { { "GET /root/status/s-1/", 200, TAXII, PENDING } }, "attention unknown ?" },
};

static const Case ask_cases[] = {
  { "a reference", "post", "https://h.example/in?x=y", 0, { { "POST /in?x=y", 200, JSON, "{\"reference\":\"R-1\",\"id\":5}" } }, "delivered R-1" },
  { "an id", "post", "https://h.example/in", 0, { { "POST /in", 201, JSON, "{\"id\":5}" } }, "delivered 5" },
  { "no reference", "post", "https://h.example/in", 0, { { "POST /in", 200, JSON, "{\"ok\":true}" } }, "attention taken" },
  { "no content", "post", "https://h.example/in", 0, { { "POST /in", 204, NULL, "" } }, "attention taken" },
  { "a portal's page", "post", "https://h.example/in", 0, { { "POST /in", 200, HTML, "" } }, "attention unknown ?" },
  { "see other", "post", "https://h.example/in", 0, { { "POST /in", 303, HTML, "", "https://h.example/thanks" } }, "attention unknown ?" },
  { "a redirect", "post", "https://h.example/in", 0, { { "POST /in", 307, HTML, "", "https://evil.example/" } }, "attention refused" },
  { "lost", "post", "https://h.example/in", 0, { { "POST /in", LOST } }, "attention unknown ?" },
  { "never left", "post", "https://h.example/in", 0, { { "POST /in", NOT_SENT } }, "waiting network" },
  { "failed half-way", "post", "https://h.example/in", 0, { { "POST /in", 500, HTML, "" } }, "attention unknown ?" },
  { "overloaded", "post", "https://h.example/in", 0, { { "POST /in", 503, HTML, "" } }, "waiting busy" },
  { "too often", "post", "https://h.example/in", 0, { { "POST /in", 429, HTML, "" } }, "waiting busy" },
  { "refused", "post", "https://h.example/in", 0, { { "POST /in", 422, JSON, "{}" } }, "attention refused" },
  { "interrupted before", "post", "https://h.example/in", UNKNOWN, { { NULL } }, "attention unknown ?" },

  { "taken", "signal-spam", "https://h.example/api/signaler", 0, { { "POST /api/signaler", 202, JSON, "{\"statut\":\"ok\"}" } }, "attention taken" },
  { "no JSON", "signal-spam", "https://h.example/api/signaler", 0, { { "POST /api/signaler", 200, HTML, "" } }, "attention unknown ?" },
  { "a wrong password", "signal-spam", "https://h.example/api/signaler", 0, { { "POST /api/signaler", 401, HTML, "" } }, "attention token" },
  { "lost", "signal-spam", "https://h.example/api/signaler", 0, { { "POST /api/signaler", LOST } }, "attention unknown ?" },
  { "interrupted before", "signal-spam", "https://h.example/api/signaler", UNKNOWN, { { NULL } }, "attention unknown ?" },

  { "hyphens", "netcraft", "https://h.example/api/v3/report/urls", 0,
    { { "POST /api/v3/report/urls", 200, JSON, "{\"message\":\"Successfully reported\",\"uuid\":\"3F2b1a60-6c0e-4a60-9f3c-1d6b8c1e7a10\"}" } },
    "delivered 3F2b1a60-6c0e-4a60-9f3c-1d6b8c1e7a10" },
  { "opaque", "netcraft", "https://h.example/api/v3/report/mail", 0,
    { { "POST /api/v3/report/mail", 200, JSON, "{\"uuid\":\"aZ09aZ09aZ09aZ09aZ09aZ09aZ09aZ09\"}" } }, "delivered aZ09aZ09aZ09aZ09aZ09aZ09aZ09aZ09" },
  { "no uuid", "netcraft", "https://h.example/r", 0, { { "POST /r", 200, JSON, "{\"message\":\"Successfully reported\"}" } }, "attention unknown ?" },
  { "refused", "netcraft", "https://h.example/r", 0, { { "POST /r", 400, JSON, "{\"message\":\"Bad\"}" } }, "attention refused" },
  { "lost", "netcraft", "https://h.example/r", 0, { { "POST /r", LOST } }, "attention unknown ?" },
};

static GBytes *
make_bytes (const char *protocol)
{
  const char *text = "{\"objects\":[{\"type\":\"url\"}]}";

  if (g_str_equal (protocol, "misp"))
    text = "{\"Event\":{\"uuid\":\"" ID "\",\"info\":\"x\",\"published\":false}}";
  else if (g_str_equal (protocol, "rt"))
    text = "{\"Queue\":\"Incident Reports\",\"Subject\":\"[scam-report] " ID " parcel\"}";
  return g_bytes_new_static (text, strlen (text));
}

static const char *
find_header (const TipoffRequest *request,
             const char          *name)
{
  for (gsize i = 0; request->headers[i] != NULL; i += 2)
    if (g_str_equal (request->headers[i], name))
      return request->headers[i + 1];
  return NULL;
}

/* The bytes go as they are, in the media type that the endpoint takes, and only where it is meant. */
static void
check_request (const Case          *c,
               const Turn          *turn,
               const TipoffRequest *request,
               GBytes              *bytes)
{
  const char *target = strchr (turn->request, ' ') + 1;
  g_autofree char *method = g_strndup (turn->request, (gsize) (target - turn->request) - 1);
  g_autofree char *url = *target == '/' ? g_strconcat ("https://h.example", target, NULL) : g_strdup (target);
  const char *json = g_str_equal (c->protocol, "taxii") ? "application/taxii+json;version=2.1" : JSON;

  g_assert_cmpstr (request->method, ==, method);
  g_assert_cmpstr (request->url, ==, url);
  g_assert_null (request->token);
  if (g_str_equal (method, "GET"))
    {
      g_assert_null (request->body);
      g_assert_null (find_header (request, "Idempotency-Key"));
      g_assert_cmpstr (find_header (request, "Accept"), ==, json);
      return;
    }
  g_assert_true (g_bytes_equal (request->body, bytes));
  g_assert_cmpstr (find_header (request, "Idempotency-Key"), ==, "\"" ID "\"");
  if (g_str_equal (c->protocol, "tipoff") || g_str_equal (c->protocol, "post"))
    json = "text/x-test";
  else if (g_str_equal (c->protocol, "signal-spam"))
    json = "application/x-www-form-urlencoded";
  g_assert_cmpstr (request->content_type, ==, json);
}

static char *
describe (const TipoffOutcome *outcome)
{
  GString *text = g_string_new (tipoff_state_to_string (outcome->state));

  if (outcome->state == TIPOFF_STATE_DELIVERED)
    g_string_append_printf (text, " %s", outcome->reference);
  if (outcome->reason != NULL)
    g_string_append_printf (text, " %s", outcome->reason);
  if (outcome->may_have_arrived)
    g_string_append (text, " ?");
  if (outcome->poll_url != NULL)
    g_string_append_printf (text, " → %s", outcome->poll_url);
  return g_string_free (text, FALSE);
}

static TipoffOutcome *
answer_turn (TipoffTalk     *talk,
             const Turn     *turn,
             TipoffRequest **next)
{
  const char *text = turn->body != NULL ? turn->body : "";
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
  TipoffAnswer answer = { turn->status, (char *) turn->type, NULL, (char *) turn->location, body };
  g_autoptr (GError) error = g_error_new (TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_NETWORK, "broken");
  TipoffOutcome *outcome = NULL;

  *next = NULL;
  if (turn->status == NOT_SENT || turn->status == LOST)
    return tipoff_talk_break (talk, error, turn->status == LOST);
  *next = tipoff_talk_next (talk, &answer, NOW, &outcome);
  return outcome;
}

static void
run_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GBytes) bytes = make_bytes (c->protocol);
  TipoffOutboxItem item = {
    .id = (char *) ID, .sha256 = (char *) SHA, .protocol = (char *) c->protocol, .address = (char *) c->address,
    .media_type = (char *) "text/x-test", .may_have_arrived = (c->before & UNKNOWN) != 0,
    .poll_url = c->before & TAKEN ? (char *) POLL_URL : NULL,
    .corrects = c->before & (CORRECTS | CORRECTS_NONE) ? (char *) SHA : NULL,
    .corrects_reference = c->before & CORRECTS ? (char *) "7" : NULL,
    .created = NOW - (c->before & OLD ? TIPOFF_OUTBOX_LONGEST_SECONDS + 1 : 60),
  };
  g_autoptr (TipoffTalk) talk = tipoff_talk_new (&item, bytes);
  g_autoptr (TipoffOutcome) outcome = NULL;
  g_autoptr (TipoffRequest) request = tipoff_talk_next (talk, NULL, NOW, &outcome);
  g_autofree char *text = NULL;
  guint n = 0;

  for (; request != NULL; n++)
    {
      const Turn *turn = &c->turns[n];

      if (turn->request == NULL)
        g_error ("It also asked for %s", request->url);
      g_assert_null (outcome);
      check_request (c, turn, request, bytes);
      g_clear_pointer (&request, tipoff_request_free);
      outcome = answer_turn (talk, turn, &request);
    }

  g_assert_null (c->turns[n].request);
  text = describe (outcome);
  g_assert_cmpstr (text, ==, c->outcome);
}

/* What the endpoint says reaches the person as one line. */
static void
test_details (void)
{
  const struct { const char *protocol; const char *address; const char *request; Turn turns[3]; const char *detail; } cases[] = {
    { "taxii", ADDRESS, NULL, { ASK_ROOT, ASK_COLLECTION, { NULL, 202, TAXII, FAILED } }, "It did not take 1 of 2 objects: No such" },
    { "rt", "https://h.example/", NULL, { { NULL, 403, JSON, "{\"message\":\"No permission\\nhere\"}" } }, "No permission here" },
    { "taxii", "https://h.example/taxii2/", NULL, { { NULL, 200, TAXII, "{\"default\":\"https://evil.example/\"}" } },
      "It wanted to pass the report on to https://evil.example/, which is not done." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = make_bytes (cases[i].protocol);
      TipoffOutboxItem item = { .id = (char *) ID, .protocol = (char *) cases[i].protocol, .address = (char *) cases[i].address, .created = NOW };
      g_autoptr (TipoffTalk) talk = tipoff_talk_new (&item, bytes);
      g_autoptr (TipoffOutcome) outcome = NULL;
      TipoffRequest *request = tipoff_talk_next (talk, NULL, NOW, &outcome);

      for (guint n = 0; request != NULL; n++)
        {
          tipoff_request_free (request);
          outcome = answer_turn (talk, &cases[i].turns[n], &request);
        }
      g_assert_cmpstr (outcome->detail, ==, cases[i].detail);
    }
}

/* A talk that goes round in circles ends. */
static TipoffRequest *
next_endless (TipoffTalk          *talk,
              const TipoffAnswer  *answer,
              gint64               now,
              TipoffOutcome      **outcome)
{
  return tipoff_talk_look (talk, talk->item->address, JSON);
}

static void
test_ends (void)
{
  const TipoffProtocol endless = { "endless", TIPOFF_SETTLEMENT_SAME_KEY, TIPOFF_AUTHORISATION_NONE, next_endless };
  const Turn turn = { NULL, 200, JSON, "{}" };
  TipoffOutboxItem item = { .id = (char *) ID, .protocol = (char *) "post", .address = (char *) "https://h.example/" };
  g_autoptr (GBytes) bytes = make_bytes ("post");
  g_autoptr (TipoffTalk) talk = tipoff_talk_new (&item, bytes);
  g_autoptr (TipoffOutcome) outcome = NULL;
  TipoffRequest *request;
  guint n = 0;

  talk->protocol = &endless;
  request = tipoff_talk_next (talk, NULL, NOW, &outcome);
  for (; request != NULL && n < 100; n++)
    {
      tipoff_request_free (request);
      outcome = answer_turn (talk, &turn, &request);
    }
  g_assert_cmpuint (n, <, 20);
  g_assert_cmpint (outcome->state, ==, TIPOFF_STATE_WAITING);
}

static void
test_names (void)
{
  g_autofree char *names = tipoff_protocol_names ();
  g_auto (GStrv) list = g_strsplit (names, ", ", -1);

  g_assert_cmpstr (names, ==, "tipoff, misp, taxii, rt, post, signal-spam, netcraft");
  for (gsize i = 0; list[i] != NULL; i++)
    g_assert_cmpstr (tipoff_protocol_find (list[i])->name, ==, list[i]);
  g_assert_null (tipoff_protocol_find ("pigeon"));
  g_assert_null (tipoff_protocol_find (NULL));
}

static void
test_misp_without_event (void)
{
  const char *const bodies[] = { "{}", "{\"Event\":{}}", "{\"Event\":{\"uuid\":\"../../x\"}}", "x", "[]" };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      TipoffOutboxItem item = { .id = (char *) ID, .protocol = (char *) "misp", .address = (char *) "https://h.example/" };
      g_autoptr (GBytes) bytes = g_bytes_new_static (bodies[i], strlen (bodies[i]));
      g_autoptr (TipoffTalk) talk = tipoff_talk_new (&item, bytes);
      g_autoptr (TipoffOutcome) outcome = NULL;

      g_assert_null (tipoff_talk_next (talk, NULL, NOW, &outcome));
      g_assert_cmpstr (outcome->reason, ==, "refused");
    }
}

static void
add_cases (const Case *cases,
           gsize       n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdelimit (g_strdup (cases[i].name), " ", '-');
      g_autofree char *path = g_strdup_printf ("/delivery/protocols/%s/%s", cases[i].protocol, name);

      g_test_add_data_func (path, &cases[i], run_case);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_cases (tipoff_cases, G_N_ELEMENTS (tipoff_cases));
  add_cases (rt_cases, G_N_ELEMENTS (rt_cases));
  add_cases (misp_cases, G_N_ELEMENTS (misp_cases));
  add_cases (taxii_cases, G_N_ELEMENTS (taxii_cases));
  add_cases (ask_cases, G_N_ELEMENTS (ask_cases));
  g_test_add_func ("/delivery/protocols/details", test_details);
  g_test_add_func ("/delivery/protocols/ends", test_ends);
  g_test_add_func ("/delivery/protocols/names", test_names);
  g_test_add_func ("/delivery/protocols/misp-without-event", test_misp_without_event);
  return g_test_run ();
}
