/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "train-fit.h"

G_BEGIN_DECLS

typedef struct
{
  double slope, intercept;
  double suspicious, scam;   /* of the calibrated score */
} TrainCalibration;

/* From @weighings of rows that were not learnt from (NAN: no margin). */
TrainCalibration train_calibrate (const TrainSet *set, const TipoffWeighing *weighings);
double           train_calibration_score (const TrainCalibration *self, double margin);

G_END_DECLS
