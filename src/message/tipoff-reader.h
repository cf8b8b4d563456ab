/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-chat.h"
#include "tipoff-content-type.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* In: an open file of whatever kind. Out: the cases in it, one after the other, or a conversation.
 * What is more than plain text is read by tipoff-read, a program apart that can reach nothing. */

typedef struct
{
  /* What it is, before anything of it is taken. (nullable) */
  void     (*begin)        (TipoffContentType type, gpointer user_data);
  /* @number: from 0, of many; FALSE with @error set ends the reading. @c is theirs. */
  gboolean (*take_case)    (TipoffCase *c, guint number, gpointer user_data, GError **error);
  /* One of many could not be read. (nullable) */
  void     (*take_refusal) (const GError *refusal, guint number, gpointer user_data);
  gboolean (*take_chat)    (TipoffChat *chat, gpointer user_data, GError **error);    /* @chat is theirs */
  /* 0 to 1; in the thread that reads. (nullable) */
  void     (*progress)     (double fraction, gpointer user_data);
} TipoffReaderFuncs;

/* What the person said of it; all but the channel may be NULL. It does not overrule what an e-mail or an
 * export itself says. */
typedef struct
{
  TipoffChannel  channel;
  const char    *sender;
  const char    *received;
} TipoffReaderHints;

/* A larger file is not read. */
#define TIPOFF_READER_MAX_FILE_BYTES ((guint64) 4 * 1024 * 1024 * 1024)

gboolean tipoff_reader_read       (int fd, const TipoffReaderHints *hints, const TipoffReaderFuncs *funcs,
                                   gpointer user_data, GCancellable *cancellable, GError **error);
/* Of bytes that are in memory: what was pasted, or came through a pipe. */
gboolean tipoff_reader_read_bytes (GBytes *bytes, const TipoffReaderHints *hints, const TipoffReaderFuncs *funcs,
                                   gpointer user_data, GCancellable *cancellable, GError **error);

G_END_DECLS
