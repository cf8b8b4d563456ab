/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-case.h"
#include "tipoff-json.h"

G_BEGIN_DECLS

/* The talk between tipoff-read, which writes it, and the station, which reads it as it reads any
 * hostile JSON. tipoff-read gets the file as standard input, and answers on standard output: one
 * object a line, each with one member that says what it is.
 *
 *   {"progress":0.25}                 how much of the file is read
 *   {"case":{…}}                      one case: an e-mail, or one of many
 *   {"refused":"too-large"}           one of many e-mails could not be read; the next ones follow
 *   {"author":"Mia"}                  of a conversation, numbered from 0
 *   {"turns":[[0,1764000000,"Hi"],…]} author, when (seconds as the phone's clock showed them, as if
 *                                     UTC), text
 *   {"error":"locked"}                the last line: it could not be read
 *   {"end":true}                      the last line of an answer that is whole
 *
 * Evidence that is no text goes to a descriptor of its own, 3, which the caller opened on memory
 * without a name; a part says with "evidence":[start,end] which bytes of it are its own. No reader
 * of today writes any: what is text needs none. */

/* One line of the answer, and all of it. */
#define TIPOFF_WIRE_LINE_BYTES ((gsize) 12 * 1024 * 1024)
#define TIPOFF_WIRE_ANSWER_BYTES ((guint64) 1024 * 1024 * 1024)
/* Turns in one line. */
#define TIPOFF_WIRE_TURNS 512
/* Seconds without a line after which the reader is taken to hang. */
#define TIPOFF_WIRE_SILENCE_SECONDS 20

/* Why something could not be read. */
typedef enum
{
  TIPOFF_WIRE_EMPTY,
  TIPOFF_WIRE_TOO_LARGE,
  TIPOFF_WIRE_DAMAGED,
  TIPOFF_WIRE_LOCKED,             /* a password opens it */
  TIPOFF_WIRE_UNSAFE,             /* made to harm who unpacks it */
  TIPOFF_WIRE_NO_CONVERSATION,    /* an archive with no conversation in it */
  TIPOFF_WIRE_UNKNOWN_DATES,      /* a conversation whose lines are not understood */
  TIPOFF_WIRE_UNPROTECTED,        /* the system does not let the reader lock itself in */
  TIPOFF_WIRE_NO_MAIL_READER,     /* this build has none */
  TIPOFF_WIRE_NO_ARCHIVE_READER,
  TIPOFF_WIRE_UNSUPPORTED,
} TipoffWireError;
TIPOFF_DECLARE_NAMES (TipoffWireError, wire_error)

void        tipoff_wire_write_part (TipoffJsonWriter *writer, const TipoffPart *part);
void        tipoff_wire_write_case (TipoffJsonWriter *writer, const TipoffCase *c);
TipoffCase *tipoff_wire_read_case  (JsonObject *object, GError **error);
/* The error of the station that a word of the answer stands for. */
void        tipoff_wire_set_error  (GError **error, const char *word);

G_END_DECLS
