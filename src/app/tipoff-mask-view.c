/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-mask-view.h"

#include "tipoff-words.h"


#define TINT_MASKED "rgba(128,128,128,0.35)"
#define TINT_KEPT "rgba(128,128,128,0.15)"

/* A run of the buffer: text of a part as it stands, or a redaction. */
typedef struct
{
  TipoffSpan       source;
  int              start;       /* characters in the buffer */
  int              end;
  TipoffRedaction *redaction;   /* NULL: plain text */
} Run;

struct _TipoffMaskView
{
  TipoffReading  parent_instance;

  TipoffReport *report;
  GArray       *runs;           /* of Run, in order */
  GtkTextTag   *masked;
  GtkTextTag   *kept;
  gsize         left;           /* bytes that may still be shown */
  gboolean      whole;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_SELECTION_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TipoffMaskView, tipoff_mask_view, TIPOFF_TYPE_READING)

static void
add_run (TipoffMaskView   *self,
         const TipoffPart *part,
         TipoffSpan        source,
         TipoffRedaction  *redaction)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  Run run = { .source = source, .redaction = redaction };
  gsize length = source.end - source.start;
  gsize shown = tipoff_reading_cut (part->text + source.start, length, self->left);
  GtkTextIter end;

  if (length == 0)
    return;
  self->whole = self->whole && shown == length;
  if (shown == 0)
    return;
  self->left -= shown;
  run.source.end = source.start + shown;
  gtk_text_buffer_get_end_iter (buffer, &end);
  run.start = gtk_text_iter_get_offset (&end);
  if (redaction != NULL && redaction->masked)
    {
      g_autofree char *word = g_strdup_printf ("\xE2\x80\xB9%s\xE2\x80\xBA", tipoff_words_redaction (redaction->type));

      gtk_text_buffer_insert_with_tags (buffer, &end, word, -1, self->masked, NULL);
    }
  else
    {
      gtk_text_buffer_insert_with_tags (buffer, &end, part->text + source.start, (int) shown,
                                        redaction != NULL ? self->kept : NULL, NULL);
    }
  gtk_text_buffer_get_end_iter (buffer, &end);
  run.end = gtk_text_iter_get_offset (&end);
  g_array_append_val (self->runs, run);
}

static void
add_part (TipoffMaskView   *self,
          guint             number,
          const TipoffPart *part)
{
  GPtrArray *redactions = self->report->redactions;
  gsize at = 0;

  for (guint i = 0; i < redactions->len; i++)
    {
      TipoffRedaction *redaction = g_ptr_array_index (redactions, i);

      if (redaction->span.part != number || redaction->span.start < at)
        continue;
      add_run (self, part, (TipoffSpan) { number, at, redaction->span.start }, NULL);
      add_run (self, part, redaction->span, redaction);
      at = redaction->span.end;
    }
  add_run (self, part, (TipoffSpan) { number, at, part->length }, NULL);
}

void
tipoff_mask_view_update (TipoffMaskView *self)
{
  GtkTextBuffer *buffer;
  guint n_parts;

  g_return_if_fail (TIPOFF_IS_MASK_VIEW (self));

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  gtk_text_buffer_set_text (buffer, "", 0);
  g_array_set_size (self->runs, 0);
  self->left = TIPOFF_READING_MESSAGE_BYTES;
  self->whole = TRUE;
  n_parts = self->report != NULL ? tipoff_case_get_n_parts (self->report->c) : 0;
  for (guint i = 0; i < n_parts; i++)
    {
      const TipoffPart *part = tipoff_case_get_part (self->report->c, i);
      GtkTextIter end;

      gtk_text_buffer_get_end_iter (buffer, &end);
      if (i > 0)
        gtk_text_buffer_insert (buffer, &end, "\n", 1);
      if (tipoff_words_part (part->type) != NULL)
        {
          gtk_text_buffer_insert (buffer, &end, tipoff_words_part (part->type), -1);
          gtk_text_buffer_insert (buffer, &end, " ", 1);
        }
      add_part (self, i, part);
    }
  tipoff_reading_show_hidden (TIPOFF_READING (self));
}

gboolean
tipoff_mask_view_set_report (TipoffMaskView *self,
                             TipoffReport   *report)
{
  g_return_val_if_fail (TIPOFF_IS_MASK_VIEW (self), TRUE);

  self->report = report;
  tipoff_mask_view_update (self);
  return self->whole;
}

gboolean
tipoff_mask_view_has_selection (TipoffMaskView *self)
{
  g_return_val_if_fail (TIPOFF_IS_MASK_VIEW (self), FALSE);

  return gtk_text_buffer_get_has_selection (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)));
}

/* The bytes of a run's source that stand at a character of the buffer. */
static gsize
source_offset (TipoffMaskView *self,
               const Run      *run,
               int             offset)
{
  const TipoffPart *part = tipoff_case_get_part (self->report->c, run->source.part);
  const char *text = part->text + run->source.start;

  return run->source.start + (gsize) (g_utf8_offset_to_pointer (text, offset - run->start) - text);
}

/**
 * tipoff_mask_view_hide_selection:
 *
 * Masks what is selected, and emits "changed".
 */
void
tipoff_mask_view_hide_selection (TipoffMaskView *self)
{
  GtkTextIter start, end;
  g_autoptr (GArray) spans = NULL;
  int from, to;

  g_return_if_fail (TIPOFF_IS_MASK_VIEW (self));

  if (self->report == NULL
      || !gtk_text_buffer_get_selection_bounds (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), &start, &end))
    return;
  from = gtk_text_iter_get_offset (&start);
  to = gtk_text_iter_get_offset (&end);
  /* First all places: adding makes the redactions that the runs point to anew. */
  spans = g_array_new (FALSE, FALSE, sizeof (TipoffSpan));
  for (guint i = 0; i < self->runs->len; i++)
    {
      const Run *run = &g_array_index (self->runs, Run, i);
      TipoffSpan span = run->source;

      if (run->end <= from || run->start >= to || (run->redaction != NULL && run->redaction->masked))
        continue;
      if (run->redaction == NULL)
        {
          span.start = source_offset (self, run, MAX (from, run->start));
          span.end = source_offset (self, run, MIN (to, run->end));
        }
      g_array_append_val (spans, span);
    }
  for (guint i = 0; i < spans->len; i++)
    tipoff_redactions_add (self->report->redactions, g_array_index (spans, TipoffSpan, i));
  tipoff_mask_view_update (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            TipoffMaskView  *self)
{
  GtkTextIter iter;
  int buffer_x, buffer_y, offset;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y,
                                         &buffer_x, &buffer_y);
  if (!gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self), &iter, buffer_x, buffer_y))
    return;
  offset = gtk_text_iter_get_offset (&iter);
  for (guint i = 0; i < self->runs->len; i++)
    {
      Run *run = &g_array_index (self->runs, Run, i);

      if (run->redaction == NULL || offset < run->start || offset >= run->end)
        continue;
      run->redaction->masked = !run->redaction->masked;
      run->redaction->told = TRUE;
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      tipoff_mask_view_update (self);
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
      return;
    }
}

static void
has_selection_cb (TipoffMaskView *self)
{
  g_signal_emit (self, signals[SIGNAL_SELECTION_CHANGED], 0);
}

static void
tipoff_mask_view_finalize (GObject *object)
{
  g_clear_pointer (&TIPOFF_MASK_VIEW (object)->runs, g_array_unref);

  G_OBJECT_CLASS (tipoff_mask_view_parent_class)->finalize (object);
}

static void
tipoff_mask_view_class_init (TipoffMaskViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tipoff_mask_view_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SELECTION_CHANGED] = g_signal_new ("selection-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tipoff_mask_view_init (TipoffMaskView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));

  self->runs = g_array_new (FALSE, FALSE, sizeof (Run));
  self->masked = gtk_text_buffer_create_tag (buffer, NULL, "background", TINT_MASKED, NULL);
  self->kept = gtk_text_buffer_create_tag (buffer, NULL, "background", TINT_KEPT, "underline", PANGO_UNDERLINE_SINGLE,
                                           NULL);
  /* Who has no pointer selects with the cursor. */
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (self), TRUE);
  g_signal_connect_object (buffer, "notify::has-selection", G_CALLBACK (has_selection_cb), self, G_CONNECT_SWAPPED);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}
