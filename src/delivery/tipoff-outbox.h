/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-report.h"

#include <glib.h>

G_BEGIN_DECLS

/* In: an encoded report that the person approved. Out: a state, in the end a receipt.
 * Never: changes approved bytes, sends what was not approved, calls anything delivered
 * without a receipt. <data>/outbox.sqlite, mode 0600. */

#define TIPOFF_DELIVERY_ERROR (tipoff_delivery_error_quark ())

typedef enum
{
  TIPOFF_DELIVERY_ERROR_DATABASE,     /* cannot read or write: try again */
  TIPOFF_DELIVERY_ERROR_FULL,         /* no room on the disk, or it does not work: make room */
  TIPOFF_DELIVERY_ERROR_READ_ONLY,    /* not allowed to write there: mend the permissions */
  TIPOFF_DELIVERY_ERROR_DAMAGED,      /* is no outbox any more: move it away */
  TIPOFF_DELIVERY_ERROR_NEWER,        /* made by a newer Tipoff: update */
  TIPOFF_DELIVERY_ERROR_UNKNOWN,      /* no report of that id */
  TIPOFF_DELIVERY_ERROR_STATE,        /* not possible in this state */
  TIPOFF_DELIVERY_ERROR_NETWORK,      /* wait and try again */
  TIPOFF_DELIVERY_ERROR_TLS,          /* the certificate is not trusted: stop */
  TIPOFF_DELIVERY_ERROR_REFUSED,      /* the endpoint does not want it: look at it */
  TIPOFF_DELIVERY_ERROR_TOKEN,        /* 401, 403: another token */
  TIPOFF_DELIVERY_ERROR_ANSWER,       /* not a receipt: garbage, HTML, too large */
  TIPOFF_DELIVERY_ERROR_NOT_HTTPS,
} TipoffDeliveryError;

/* Written in the database: values are frozen, new ones are appended. */
typedef enum
{
  TIPOFF_STATE_DRAFT,
  TIPOFF_STATE_APPROVED,
  TIPOFF_STATE_SENDING,
  TIPOFF_STATE_SUBMITTED,
  TIPOFF_STATE_DELIVERED,
  TIPOFF_STATE_WAITING,
  TIPOFF_STATE_ATTENTION,
  TIPOFF_STATE_HANDED_OVER,
  TIPOFF_STATE_EXPIRED,
  TIPOFF_STATE_WITHDRAWN,
} TipoffState;
TIPOFF_DECLARE_NAMES (TipoffState, state)   /* "handed-over" */

/* One row. */
typedef struct
{
  char        *id;
  TipoffState  state;
  char        *kind;          /* word of TipoffKind; "none" where clear */
  char        *summary;       /* one redacted line */
  char        *authority;     /* id, or NULL */
  char        *authority_name; /* as shown when it was approved; for --endpoint its host */
  char        *route;         /* id, or NULL */
  TipoffWay    way;
  char        *format;
  char        *protocol;      /* NULL unless https */
  char        *address;       /* endpoint or mailbox */
  char        *ca_file;       /* NULL: the system's roots */
  char        *media_type;
  gint64       created;
  gint64       not_before;    /* approved: the end of the time to undo */
  guint        attempts;
  gint64       next_at;       /* waiting: when it is tried again; submitted: when its outcome is asked for */
  char        *reason;        /* a word, not a sentence: "network", "tls", "refused", "token",
                                 "answer", "busy", "stopped" (by the person), "damaged", "unknown" (it
                                 may have arrived: the person decides), "taken" (without a receipt); NULL */
  char        *detail;        /* what the endpoint said, plain text, capped; NULL */
  char        *reference;     /* receipt; NULL */
  gint64       received;      /* receipt's time; 0 */
  char        *sha256;        /* of the bytes */
  char        *poll_url;      /* the endpoint took it: its outcome is asked for here; NULL */
  guint        polls;         /* how often that was done */
  gboolean     may_have_arrived; /* nobody knows what became of an attempt, and nobody has looked since */
  char        *corrects;      /* the report that this one takes back; NULL */
  char        *corrects_reference; /* its receipt's reference; NULL */
} TipoffOutboxItem;

/* What is older does not go out by itself: the person has forgotten it. What an endpoint has not
 * settled in that time it has forgotten. */
#define TIPOFF_OUTBOX_LONGEST_SECONDS ((gint64) 30 * 24 * 60 * 60)

typedef struct _TipoffOutbox TipoffOutbox;

GQuark            tipoff_delivery_error_quark (void);
void              tipoff_outbox_item_free (TipoffOutboxItem *self);
/* What the outbox keeps of @report beside its bytes. @authority and @route may be NULL: then way,
 * address, format and authority_name are the caller's to fill. Names are in @tongue. */
TipoffOutboxItem *tipoff_outbox_item_new  (const TipoffReport *report, const TipoffAuthority *authority,
                                           const TipoffRoute *route, const char *media_type, TipoffTongue *tongue);

/* Whether an authority may have it, and can be told that it was a mistake. */
gboolean          tipoff_outbox_item_may_be_corrected (const TipoffOutboxItem *item);
/* The row that takes @id back, or NULL. */
const TipoffOutboxItem *tipoff_outbox_item_find_correction (const GPtrArray *items, const char *id);
/* "I reported this by mistake", for tipoff_outbox_approve(); NULL where the way has no words for it. */
TipoffOutboxItem *tipoff_outbox_item_correct (const TipoffOutboxItem *first, const char *id, gint64 created,
                                              TipoffAuthorities *authorities, TipoffTongue *tongue,
                                              GBytes **bytes, GError **error);

/* @path NULL: the person's own. May be used from any thread; every call is one
 * transaction. Another process may have it open too. */
TipoffOutbox     *tipoff_outbox_open    (const char *path, GError **error);
TipoffOutbox     *tipoff_outbox_ref     (TipoffOutbox *self);
void              tipoff_outbox_unref   (TipoffOutbox *self);

/* Stores the approved bytes; durable when it returns TRUE. Fields of @item that are
 * states, times but created/not_before, receipt and sha256 are set here. */
gboolean          tipoff_outbox_approve (TipoffOutbox *self, const TipoffOutboxItem *item, GBytes *bytes, GError **error);
TipoffOutboxItem *tipoff_outbox_get     (TipoffOutbox *self, const char *id, GError **error);
GBytes           *tipoff_outbox_get_bytes (TipoffOutbox *self, const char *id, GError **error);
/* Newest first. (element-type TipoffOutboxItem) */
GPtrArray        *tipoff_outbox_list    (TipoffOutbox *self, GError **error);
/* How many are approved, sending, submitted or waiting; when the next is due (0: none). */
gboolean          tipoff_outbox_count_due (TipoffOutbox *self, guint *n, gint64 *next_at, GError **error);
/* The network is back: what waits for nothing else is due. */
gboolean          tipoff_outbox_hasten  (TipoffOutbox *self, gint64 now, GError **error);

/* Takes a report for sending, or one that is submitted for asking, under a lease: FALSE with STATE where it is not to be sent
 * now, or another process has it. @id NULL: the oldest that is due. @force: a waiting or attention
 * one before its time (the person asked). */
TipoffOutboxItem *tipoff_outbox_claim   (TipoffOutbox *self, const char *id, gboolean force, gint64 now, GError **error);
gboolean          tipoff_outbox_set_delivered (TipoffOutbox *self, const char *id, const char *reference, gint64 received, GError **error);
gboolean          tipoff_outbox_set_submitted (TipoffOutbox *self, const char *id, const char *poll_url, const char *reason,
                                               const char *detail, gint64 next_at, GError **error);
gboolean          tipoff_outbox_set_waiting   (TipoffOutbox *self, const char *id, const char *reason, const char *detail,
                                               gint64 next_at, gboolean may_have_arrived, GError **error);
gboolean          tipoff_outbox_set_attention (TipoffOutbox *self, const char *id, const char *reason, const char *detail,
                                               const char *poll_url, gboolean may_have_arrived, GError **error);
gboolean          tipoff_outbox_set_handed_over (TipoffOutbox *self, const char *id, GError **error);
/* Undo within not_before, or of one that waits: the row is gone. */
gboolean          tipoff_outbox_withdraw (TipoffOutbox *self, const char *id, GError **error);
gboolean          tipoff_outbox_delete   (TipoffOutbox *self, const char *id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffOutbox, tipoff_outbox_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffOutboxItem, tipoff_outbox_item_free)

G_END_DECLS
