/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "train-rows.h"

G_BEGIN_DECLS

/* How much a row teaches. Sources are weighed so that what a scam is, not who collected it, is
 * learnt: the reasons stand with each in the table. */

/* How often @row counts when scams are told from honest messages; 0: not at all. */
guint    train_policy_weight          (const TrainRow *row);
/* The same for kinds and for languages. */
guint    train_policy_kind_weight     (const TrainRow *row);
gboolean train_policy_teaches_language (const TrainRow *row);
/* The class of @row when scams are told from honest messages. */
gboolean train_policy_is_scam         (const TrainRow *row);
/* Messages between people who know each other: fewer false alarms are borne there. */
gboolean train_policy_is_personal     (const TrainRow *row);

G_END_DECLS
