/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "train-calibrate.h"

G_BEGIN_DECLS

/* Alarms by source, language and label, of rows that were not learnt from. */
void train_figures_print         (const TrainSet *set, const TipoffWeighing *weighings, const TrainCalibration *calibration);
/* The weights of the signals, heaviest first. */
void train_figures_print_signals (const double *weights);

G_END_DECLS
