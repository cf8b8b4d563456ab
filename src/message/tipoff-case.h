/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-ids.h"
#include "tipoff-names.h"
#include "tipoff-span.h"

#include <glib.h>

G_BEGIN_DECLS

/* In: whatever the person has, as bytes. Out: one case of messages, each a list
 * of parts in valid UTF-8. Never: opens, fetches or renders anything in it. */

#define TIPOFF_MESSAGE_ERROR (tipoff_message_error_quark ())

typedef enum
{
  TIPOFF_MESSAGE_ERROR_EMPTY,         /* ask for a message */
  TIPOFF_MESSAGE_ERROR_TOO_LARGE,     /* ask for the message alone */
  TIPOFF_MESSAGE_ERROR_BINARY,        /* not text: say what to bring instead */
  TIPOFF_MESSAGE_ERROR_UNSUPPORTED,   /* a kind of file that we know but cannot read */
  TIPOFF_MESSAGE_ERROR_DAMAGED,       /* it should be readable, and is not: ask for the text */
} TipoffMessageError;

typedef enum
{
  TIPOFF_CHANNEL_SMS,
  TIPOFF_CHANNEL_WHATSAPP,
  TIPOFF_CHANNEL_SIGNAL,
  TIPOFF_CHANNEL_TELEGRAM,
  TIPOFF_CHANNEL_MESSENGER,
  TIPOFF_CHANNEL_EMAIL,
  TIPOFF_CHANNEL_CALL,
  TIPOFF_CHANNEL_WEB,
  TIPOFF_CHANNEL_OTHER,
} TipoffChannel;
#define TIPOFF_N_CHANNELS (TIPOFF_CHANNEL_OTHER + 1)
TIPOFF_DECLARE_NAMES (TipoffChannel, channel)

typedef enum
{
  TIPOFF_PART_BODY,
  TIPOFF_PART_SUBJECT,
  TIPOFF_PART_SENDER,
  TIPOFF_PART_HEADER,
  TIPOFF_PART_LINK_TARGET,
  TIPOFF_PART_ATTACHMENT_NAME,
  TIPOFF_PART_TURN,
} TipoffPartType;
TIPOFF_DECLARE_NAMES (TipoffPartType, part_type)

/* What an attachment is by its bytes, whatever its name says. Written in the reader's answer. */
typedef enum
{
  TIPOFF_ATTACHMENT_PROGRAM,        /* runs when it is opened */
  TIPOFF_ATTACHMENT_WEB_PAGE,
  TIPOFF_ATTACHMENT_LOCKED,         /* an archive or document that opens with a password only */
} TipoffAttachmentTrait;
#define TIPOFF_N_ATTACHMENT_TRAITS (TIPOFF_ATTACHMENT_LOCKED + 1)
TIPOFF_DECLARE_NAMES (TipoffAttachmentTrait, attachment_trait)

typedef struct
{
  char    *media_type;      /* as the message says it, small letters */
  guint64  size;            /* bytes, decoded */
  char    *sha256;          /* of them */
  guint    traits;          /* bits 1 << TipoffAttachmentTrait */
} TipoffAttachment;

typedef struct
{
  TipoffPartType    type;
  char             *text;       /* valid UTF-8 without NUL, exactly as classified */
  gsize             length;
  TipoffAttachment *attachment; /* of an attachment-name; NULL: only the name is known */
  gsize             shown_start;/* of a link-target: where its words stand in the message's body; */
  gsize             shown_end;  /* equal: nowhere */
} TipoffPart;

typedef struct
{
  TipoffChannel  channel;
  char          *sender;    /* as shown, can be forged; NULL: not known */
  char          *received;  /* RFC 3339; NULL: not known */
  TipoffPrecision precision; /* how exactly received is known */
  GPtrArray     *parts;     /* of TipoffPart; the body is first, a known sender last */
} TipoffMessage;

/* Why these messages are the case. Written in the reader's answer. */
typedef enum
{
  TIPOFF_CASE_BROUGHT,        /* they are what was brought */
  TIPOFF_CASE_ATTACHED,       /* an e-mail that was attached to the one brought */
  TIPOFF_CASE_QUOTED,         /* an e-mail that was passed on in the text of the one brought */
  TIPOFF_CASE_CONVERSATION,   /* one author's side of a conversation */
} TipoffCaseOrigin;
TIPOFF_DECLARE_NAMES (TipoffCaseOrigin, case_origin)

typedef struct
{
  GPtrArray   *messages;        /* of TipoffMessage */
  TipoffCaseOrigin origin;
} TipoffCase;

GQuark            tipoff_message_error_quark (void);

/* A case of one message from pasted or read bytes. @channel is what the person
 * said, or OTHER; @sender and @received may be NULL. Bytes are repaired to valid UTF-8,
 * line ends become \n. A sender also becomes the last part (type sender). */
TipoffCase       *tipoff_case_new_from_text (const char    *bytes,
                                             gssize         length,
                                             TipoffChannel  channel,
                                             const char    *sender,
                                             const char    *received,
                                             GError       **error);
/* FALSE with UNSUPPORTED where we know such a file, and cannot read it; the error says what to bring instead. */
gboolean          tipoff_case_accepts_file  (const char *bytes, gsize length, GError **error);
TipoffCase       *tipoff_case_copy          (const TipoffCase *self);
/* The messages of @other too, behind its own: copies. FALSE, and nothing is added, where there is no room. */
gboolean          tipoff_case_append        (TipoffCase *self, const TipoffCase *other);
void              tipoff_case_free          (TipoffCase *self);

/* For readers that put a case together themselves: a case without messages, a message
 * without parts (owned by the case), and one part more, repaired like any other text. */
TipoffCase       *tipoff_case_new           (void);
TipoffMessage    *tipoff_case_add_message   (TipoffCase *self, TipoffChannel channel);
TipoffPart       *tipoff_message_add_part   (TipoffMessage  *message,
                                             TipoffPartType  type,
                                             const char     *bytes,
                                             gssize          length);
/* What is known of the attachment that @part names; copies. */
void              tipoff_part_set_attachment (TipoffPart *part, const TipoffAttachment *attachment);

/* Parts, counted through all messages. */
guint             tipoff_case_get_n_parts   (const TipoffCase *self);
const TipoffPart *tipoff_case_get_part      (const TipoffCase *self, guint part);
const TipoffMessage *tipoff_case_get_message_of_part (const TipoffCase *self, guint part);
/* TRUE for one message whose only part is its body. */
gboolean          tipoff_case_is_plain_text (const TipoffCase *self);

/* Changes what the person told afterwards; a sender part is added, changed or
 * removed as needed, always last in its message. */
void              tipoff_message_set_sender (TipoffMessage *message, const char *sender);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffCase, tipoff_case_free)

G_END_DECLS
