/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <time.h>

#include <glib.h>

/* Bounds on time are loose and in the processor's time, so that a busy machine does
 * not fail them: they tell linear from square, not fast from slow. A sanitizer costs
 * ten times as much. */
#if defined (__SANITIZE_ADDRESS__) || defined (__SANITIZE_THREAD__)
#define TIPOFF_TEST_SLOWER 10
#else
#define TIPOFF_TEST_SLOWER 1
#endif

#define TIPOFF_TEST_BEGIN_TIME() clock_t tipoff_test_began = clock ()

#define TIPOFF_TEST_ASSERT_SECONDS(limit)                                                 \
  g_assert_cmpfloat ((double) (clock () - tipoff_test_began) / CLOCKS_PER_SEC, <,         \
                     (double) (limit) * TIPOFF_TEST_SLOWER)
