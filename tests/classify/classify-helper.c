/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "classify-helper.h"

TipoffClassifier *
shipped_classifier (void)
{
  static TipoffClassifier *classifier;
  g_autoptr (GError) error = NULL;

  if (classifier == NULL)
    {
      classifier = tipoff_classifier_new (NULL, &error);
      g_assert_no_error (error);
    }
  return classifier;
}

TipoffVerdict *
check_text (const char *text, const char *region, TipoffCase **c)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TipoffCase) made = tipoff_case_new_from_text (text, -1, TIPOFF_CHANNEL_SMS, NULL, NULL, &error);
  TipoffVerdict *verdict;

  g_assert_no_error (error);
  verdict = tipoff_classifier_check (shipped_classifier (), made, region);
  if (c != NULL)
    *c = g_steal_pointer (&made);
  return verdict;
}

const TipoffFlag *
find_flag (const TipoffVerdict *verdict, const char *id)
{
  for (guint i = 0; i < verdict->flags->len; i++)
    {
      const TipoffFlag *flag = g_ptr_array_index (verdict->flags, i);

      if (g_str_equal (flag->id, id))
        return flag;
    }
  return NULL;
}
