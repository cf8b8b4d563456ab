/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-handover-box.h"

#include "tipoff-clear-button.h"
#include "tipoff-eml.h"
#include "tipoff-handover.h"
#include "tipoff-heading.h"

G_BEGIN_DECLS

/* Between the files of the box: each way fills @steps. */
struct _TipoffHandoverBox
{
  GtkWidget          parent_instance;

  GtkWidget         *box;
  GtkWidget         *steps;
  TipoffClearButton *clear;
  TipoffHeading     *problem;       /* of opening something, above the steps */
  TipoffHeading     *said;          /* to the person's answer, below it */
  GtkWidget         *question;
  GtkWidget         *answers;       /* TipoffButtonRow */

  TipoffEngine      *engine;
  TipoffReportItem  *item;          /* NULL: hidden */
  char              *id;            /* of what @steps show */
  GBytes            *bytes;
  TipoffEml         *message;       /* by e-mail */
  char              *text;          /* by any other way */
  GCancellable      *cancellable;
  gboolean           begin;

  GtkWidget         *webmail;       /* the steps, by e-mail */
  gboolean           has_tried;     /* by @way */
  TipoffHandover     way;
};

void             tipoff_handover_box_fill_mail    (TipoffHandoverBox *self);
void             tipoff_handover_box_begin_mail   (TipoffHandoverBox *self);
void             tipoff_handover_box_fill_sms     (TipoffHandoverBox *self);
void             tipoff_handover_box_fill_hotline (TipoffHandoverBox *self);
void             tipoff_handover_box_fill_form    (TipoffHandoverBox *self);
void             tipoff_handover_box_begin_form   (TipoffHandoverBox *self);

/* NULL: nothing. */
void             tipoff_handover_box_set_problem  (TipoffHandoverBox *self, const char *problem);
GtkWidget       *tipoff_handover_box_add_words    (TipoffHandoverBox *self, const char *words);
/* With its copy button; @copy names it. */
void             tipoff_handover_box_add_text     (TipoffHandoverBox *self, const char *text, const char *copy);
/* Of our data, or NULL where the authority is not in it any more. */
const TipoffRoute *tipoff_handover_box_get_route  (TipoffHandoverBox *self, const TipoffAuthority **authority);

G_END_DECLS
