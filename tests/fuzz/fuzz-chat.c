/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "read-chat.h"

#include "tipoff-content-type.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  TipoffWireError why;
  g_autoptr (TipoffChat) chat = read_chat ((const char *) data, size, &why);

  tipoff_content_type_recognise ((const char *) data, size);
  if (chat == NULL)
    return 0;
  for (guint i = 0; i < chat->authors->len; i++)
    {
      g_autoptr (GArray) turns = tipoff_chat_list_turns (chat, i);
      g_autoptr (TipoffCase) c = tipoff_chat_make_case (chat, (const guint *) (gpointer) turns->data, turns->len);

      g_assert_true (g_utf8_validate (g_ptr_array_index (chat->authors, i), -1, NULL));
      for (guint k = 0; k < tipoff_case_get_n_parts (c); k++)
        g_assert_true (g_utf8_validate_len (tipoff_case_get_part (c, k)->text, tipoff_case_get_part (c, k)->length, NULL));
    }
  return 0;
}
