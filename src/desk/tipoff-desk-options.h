/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The command line. */
typedef struct
{
  char           *host;         /* the ADDRESS of --listen */
  GSocketAddress *address;
  char           *data_dir;     /* absolute */
  char           *tls_cert;
  char           *tls_key;
  gboolean        self_signed;
  char           *token_file;   /* NULL: anybody may submit */
  guint           deadline;     /* seconds, for a request to arrive */
  guint           rate;         /* reports a minute and network without a token; 0: no limit */
  guint           keep_days;    /* 0: for ever */
} TipoffDeskOptions;

/* FALSE with an error: wrong usage. */
gboolean tipoff_desk_options_parse (TipoffDeskOptions *self, int *argc, char ***argv, GError **error);
void     tipoff_desk_options_clear (TipoffDeskOptions *self);
/* "[::1]:8443" or "127.0.0.1:8443" or "localhost:8443". */
gboolean tipoff_desk_parse_listen  (const char *text, char **host, GSocketAddress **address);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TipoffDeskOptions, tipoff_desk_options_clear)

G_END_DECLS
