/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A place where the person would get by a click. */
typedef struct
{
  char *target;
  gsize start;      /* of what is shown of it, in the text; equal: nothing is */
  gsize end;
} ReadLink;

/* At most so many links of one message. */
#define READ_MAX_LINKS 256

/* (element-type ReadLink) */
GArray *read_links_new    (void);
/* Drops what leads nowhere, and cuts what is too long. */
void    read_links_add    (GArray *links, const char *target, gsize start, gsize end);

G_END_DECLS
