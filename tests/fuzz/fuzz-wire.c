/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "tipoff-wire.h"

/* What a reader that was taken over might say. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (JsonObject) object = tipoff_json_parse_object ((const char *) data, (gssize) size, TIPOFF_WIRE_LINE_BYTES, NULL);
  g_autoptr (TipoffCase) c = object != NULL ? tipoff_wire_read_case (object, NULL) : NULL;

  if (c == NULL)
    return 0;
  for (guint i = 0; i < tipoff_case_get_n_parts (c); i++)
    {
      const TipoffPart *part = tipoff_case_get_part (c, i);
      const TipoffMessage *message = tipoff_case_get_message_of_part (c, i);
      const TipoffPart *body = g_ptr_array_index (message->parts, 0);

      g_assert_true (g_utf8_validate_len (part->text, part->length, NULL));
      g_assert_cmpuint (part->shown_start, <=, part->shown_end);
      g_assert_true (part->shown_end == 0 || part->shown_end <= body->length);
    }
  return 0;
}
