/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-message-view.h"

#include "tipoff-words.h"


/* Tints that let any text and any ground through; the underline says the same without colour. */
#define TINT "rgba(255,160,0,0.28)"
#define TINT_STRESSED "rgba(255,140,0,0.60)"

typedef struct
{
  guint flag;
  int   start;       /* characters in the buffer */
  int   end;
} Mark;

/* Where a part stands in the buffer. */
typedef struct
{
  const char *text;
  gsize       shown; /* bytes */
  int         start; /* characters */
} Place;

struct _TipoffMessageView
{
  TipoffReading  parent_instance;

  GArray      *marks;      /* of Mark */
  GtkTextTag  *marked;
  GtkTextTag  *stressed;
};

enum
{
  SIGNAL_FLAG_CLICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TipoffMessageView, tipoff_message_view, TIPOFF_TYPE_READING)

static void
get_iters (TipoffMessageView *self,
           const Mark        *mark,
           GtkTextIter       *start,
           GtkTextIter       *end)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));

  gtk_text_buffer_get_iter_at_offset (buffer, start, mark->start);
  gtk_text_buffer_get_iter_at_offset (buffer, end, mark->end);
}

/* A mail program shows who wrote and what about above the text; what the servers wrote it shows nobody. */
static gboolean
is_above (TipoffPartType type)
{
  return type == TIPOFF_PART_SENDER || type == TIPOFF_PART_SUBJECT;
}

/* An SMS or a text shows its sender below. */
static gboolean
has_head (const TipoffCase    *c,
          const TipoffMessage *message)
{
  return c->origin == TIPOFF_CASE_CONVERSATION || message->channel == TIPOFF_CHANNEL_EMAIL;
}

/* Puts a part below what is there and notes where it begins. */
static void
add_part (TipoffMessageView *self,
          const TipoffPart  *part,
          Place             *place,
          gsize             *left)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  const char *label = tipoff_words_part (part->type);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  if (gtk_text_iter_get_offset (&end) > 0 && *left > 0)
    gtk_text_buffer_insert (buffer, &end, "\n", 1);
  if (label != NULL && *left > 0)
    {
      gtk_text_buffer_insert (buffer, &end, label, -1);
      gtk_text_buffer_insert (buffer, &end, " ", 1);
    }
  place->start = gtk_text_iter_get_offset (&end);
  place->shown = tipoff_reading_cut (part->text, part->length, *left);
  gtk_text_buffer_insert (buffer, &end, part->text, (int) place->shown);
  *left -= place->shown;
}

static void
set_apart (TipoffMessageView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  if (gtk_text_iter_get_offset (&end) > 0)
    gtk_text_buffer_insert (buffer, &end, "\n", 1);
}

/* The parts of one message, into @places; FALSE where not all is shown. */
static gboolean
add_message (TipoffMessageView   *self,
             const TipoffMessage *message,
             gboolean             head_first,
             Place               *places,
             gsize               *left)
{
  gboolean whole = TRUE, has_above = FALSE;

  for (guint pass = 0; pass < 2; pass++)
    {
      if (pass == 1 && has_above)
        set_apart (self);
      for (guint i = 0; i < message->parts->len; i++)
        {
          const TipoffPart *part = g_ptr_array_index (message->parts, i);

          places[i].text = part->text;
          if (part->type == TIPOFF_PART_HEADER || (head_first && is_above (part->type)) != (pass == 0))
            continue;
          add_part (self, part, &places[i], left);
          has_above = has_above || pass == 0;
          whole = whole && places[i].shown == part->length;
        }
    }
  return whole;
}

/* Where each part begins; FALSE in @whole where not all is shown. */
static GArray *
fill_buffer (TipoffMessageView *self,
             const TipoffCase  *c,
             gboolean          *whole)
{
  GArray *places = g_array_new (FALSE, TRUE, sizeof (Place));
  gsize left = TIPOFF_READING_MESSAGE_BYTES;
  guint first = 0;

  *whole = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), "", 0);
  g_array_set_size (places, tipoff_case_get_n_parts (c));
  for (guint i = 0; i < c->messages->len; i++)
    {
      const TipoffMessage *message = g_ptr_array_index (c->messages, i);

      if (i > 0 && c->origin != TIPOFF_CASE_CONVERSATION)
        set_apart (self);
      *whole = add_message (self, message, has_head (c, message), &g_array_index (places, Place, first), &left) && *whole;
      first += message->parts->len;
    }
  return places;
}

static void
add_mark (TipoffMessageView *self,
          GArray            *places,
          guint              flag,
          const TipoffSpan  *span)
{
  const Place *place;
  GtkTextIter start, end;
  Mark mark = { .flag = flag };

  if (span->part >= places->len)
    return;
  place = &g_array_index (places, Place, span->part);
  if (span->start >= span->end || span->start >= place->shown)
    return;
  mark.start = place->start + (int) g_utf8_pointer_to_offset (place->text, place->text + span->start);
  mark.end = place->start + (int) g_utf8_pointer_to_offset (place->text, place->text + MIN (span->end, place->shown));
  g_array_append_val (self->marks, mark);
  get_iters (self, &mark, &start, &end);
  gtk_text_buffer_apply_tag (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), self->marked, &start, &end);
}

gboolean
tipoff_message_view_show (TipoffMessageView   *self,
                          const TipoffCase    *c,
                          const TipoffVerdict *verdict)
{
  g_autoptr (GArray) places = NULL;
  gboolean whole;

  g_return_val_if_fail (TIPOFF_IS_MESSAGE_VIEW (self), TRUE);

  g_array_set_size (self->marks, 0);
  places = fill_buffer (self, c, &whole);
  tipoff_reading_show_hidden (TIPOFF_READING (self));
  for (guint i = 0; i < verdict->flags->len; i++)
    {
      const TipoffFlag *flag = g_ptr_array_index (verdict->flags, i);

      for (guint j = 0; flag->spans != NULL && j < flag->spans->len; j++)
        add_mark (self, places, i, &g_array_index (flag->spans, TipoffSpan, j));
    }
  return whole;
}

void
tipoff_message_view_stress_flag (TipoffMessageView *self,
                                 int                flag)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  g_return_if_fail (TIPOFF_IS_MESSAGE_VIEW (self));

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag (buffer, self->stressed, &start, &end);
  for (guint i = 0; i < self->marks->len; i++)
    {
      const Mark *mark = &g_array_index (self->marks, Mark, i);

      if ((int) mark->flag != flag)
        continue;
      get_iters (self, mark, &start, &end);
      gtk_text_buffer_apply_tag (buffer, self->stressed, &start, &end);
      gtk_text_view_scroll_to_iter (GTK_TEXT_VIEW (self), &start, 0.0, FALSE, 0.0, 0.0);
    }
}

static void
pressed_cb (GtkGestureClick   *gesture,
            int                n_press,
            double             x,
            double             y,
            TipoffMessageView *self)
{
  GtkTextIter iter;
  int buffer_x, buffer_y, offset;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y,
                                         &buffer_x, &buffer_y);
  if (!gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self), &iter, buffer_x, buffer_y))
    return;
  offset = gtk_text_iter_get_offset (&iter);
  for (guint i = 0; i < self->marks->len; i++)
    {
      const Mark *mark = &g_array_index (self->marks, Mark, i);

      if (offset >= mark->start && offset < mark->end)
        {
          g_signal_emit (self, signals[SIGNAL_FLAG_CLICKED], 0, mark->flag);
          return;
        }
    }
}

static void
tipoff_message_view_finalize (GObject *object)
{
  g_clear_pointer (&TIPOFF_MESSAGE_VIEW (object)->marks, g_array_unref);

  G_OBJECT_CLASS (tipoff_message_view_parent_class)->finalize (object);
}

static void
tipoff_message_view_class_init (TipoffMessageViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tipoff_message_view_finalize;

  signals[SIGNAL_FLAG_CLICKED] = g_signal_new ("flag-clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                               NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
tipoff_message_view_init (TipoffMessageView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));

  self->marks = g_array_new (FALSE, FALSE, sizeof (Mark));
  self->marked = gtk_text_buffer_create_tag (buffer, NULL, "underline", PANGO_UNDERLINE_SINGLE, "background", TINT, NULL);
  self->stressed = gtk_text_buffer_create_tag (buffer, NULL, "underline", PANGO_UNDERLINE_DOUBLE,
                                               "background", TINT_STRESSED, NULL);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}
