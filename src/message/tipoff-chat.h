/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-case.h"

G_BEGIN_DECLS

/* A whole conversation as it was exported: more than a case can hold, and written by more than the
 * suspect. A case is made of what one author wrote in a piece of it. */

typedef struct
{
  guint  author;        /* index into authors */
  gint64 time;          /* seconds as the phone's clock showed them, as if UTC */
  gsize  start;         /* into text */
  gsize  length;
} TipoffTurn;

typedef struct
{
  GPtrArray *authors;   /* of char*: as the phone named them */
  GArray    *turns;     /* of TipoffTurn, in the order of the export */
  GString   *text;      /* all of them, one behind the other; valid UTF-8 */
} TipoffChat;

/* More of them are no conversation. */
#define TIPOFF_CHAT_MAX_AUTHORS 2048
#define TIPOFF_CHAT_MAX_TURNS 1000000
#define TIPOFF_CHAT_MAX_BYTES ((gsize) 64 * 1024 * 1024)

TipoffChat *tipoff_chat_new         (void);
void        tipoff_chat_free        (TipoffChat *self);
/* FALSE where there is no room for it, or no such author. */
gboolean    tipoff_chat_add_author  (TipoffChat *self, const char *name);
gboolean    tipoff_chat_add_turn    (TipoffChat *self, guint author, gint64 time, const char *text, gsize length);
/* Case and white space do not matter; FALSE where nobody is called so. */
gboolean    tipoff_chat_find_author (const TipoffChat *self, const char *name, guint *author);
/* The numbers of the turns of @author, in order. (element-type guint) */
GArray     *tipoff_chat_list_turns  (const TipoffChat *self, guint author);
/* A message for each of @n turns of one author, as far as TIPOFF_LIMIT_PARTS and TIPOFF_LIMIT_TEXT_BYTES allow;
 * never without one. */
TipoffCase *tipoff_chat_make_case   (const TipoffChat *self, const guint *turns, guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffChat, tipoff_chat_free)

G_END_DECLS
