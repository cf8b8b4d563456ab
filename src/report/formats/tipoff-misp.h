/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-masked.h"

G_BEGIN_DECLS

/* Inside the format misp: attributes and objects of an event. */

typedef struct
{
  TipoffJsonWriter    writer;
  const TipoffReport *report;
  TipoffMasked       *masked;
  TipoffTongue       *tongue;
  const char         *id;           /* that all others are derived from */
  guint               n_uuids;
} TipoffMispEvent;

typedef struct
{
  const char *relation;             /* in an object; NULL */
  const char *type;
  const char *category;
  const char *comment;              /* NULL */
  gboolean    to_ids;
  gboolean    ordinary;             /* equal to those of many events, which says nothing */
} TipoffMispAttribute;

void     tipoff_misp_write_attribute      (TipoffMispEvent *event, const TipoffMispAttribute *attribute, const char *value);
/* An object of one of MISP's templates; attributes are written between the two. */
void     tipoff_misp_begin_object         (TipoffMispEvent *event, const char *name, const char *category,
                                           const char *template_uuid, const char *template_version);
void     tipoff_misp_end_object           (TipoffMispEvent *event);
/* Whether there is a template for messages that come so. */
gboolean tipoff_misp_has_object           (TipoffChannel channel);
/* A message as an object, where there is one for it. @first: number of its first part. */
void     tipoff_misp_write_message_object (TipoffMispEvent *event, const TipoffMessage *message, guint first);

G_END_DECLS
