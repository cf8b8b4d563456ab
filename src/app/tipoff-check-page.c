/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-check-page.h"

#include "tipoff-heading.h"
#include "tipoff-limits.h"
#include "tipoff-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

/* More than this is held aside and shown by its name and size: a view of it would stall. */
#define SHOWN_BYTES ((gsize) 16 * 1024)

struct _TipoffCheckPage
{
  GtkWidget         parent_instance;

  GtkScrolledWindow *scrolled;
  GtkTextView       *message;
  GtkTextBuffer     *buffer;
  GtkWidget         *placeholder;
  GtkWidget         *message_card;
  GtkRevealer       *held_revealer;
  GtkLabel          *held_label;
  GtkRevealer       *problem_revealer;
  TipoffHeading     *problem_label;
  GtkStack          *check_stack;
  GtkWidget         *spinner;
  GtkRevealer       *progress_revealer;
  GtkProgressBar    *progress;
  AdwEntryRow       *number;

  TipoffInput       *held;          /* what is not shown as a text; NULL */
  gboolean           filling;
};

enum
{
  SIGNAL_CHECK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TipoffCheckPage, tipoff_check_page, GTK_TYPE_WIDGET)

static void
set_held (TipoffCheckPage   *self,
          const TipoffInput *input,
          const char        *words)
{
  g_clear_pointer (&self->held, tipoff_input_free);
  if (input != NULL)
    {
      self->held = tipoff_input_copy (input);
      gtk_label_set_text (self->held_label, words);
    }
  gtk_revealer_set_reveal_child (self->held_revealer, input != NULL);
  gtk_widget_set_visible (self->message_card, input == NULL);
}

static void
hold_bytes (TipoffCheckPage *self,
            GBytes          *bytes,
            const char      *name)
{
  g_autoptr (TipoffInput) input = tipoff_input_new (bytes, TIPOFF_CHANNEL_OTHER);
  g_autofree char *size = tipoff_words_size (g_bytes_get_size (bytes));
  /* Translators: a long text that is held aside: its file's name, its size. */
  g_autofree char *words = g_strdup_printf (_("%s, %s"), name != NULL ? name : _("A long text"), size);

  set_held (self, input, words);
}

void
tipoff_check_page_set_problem (TipoffCheckPage *self,
                               const char      *problem)
{
  g_return_if_fail (TIPOFF_IS_CHECK_PAGE (self));

  if (problem != NULL)
    tipoff_heading_set_label (self->problem_label, problem);
  gtk_revealer_set_reveal_child (self->problem_revealer, problem != NULL);
  /* Unless another page is in front: the focus stays where somebody reads. */
  if (problem != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self->problem_label));
}

void
tipoff_check_page_set_busy (TipoffCheckPage *self,
                            gboolean         busy)
{
  g_return_if_fail (TIPOFF_IS_CHECK_PAGE (self));

  gtk_stack_set_visible_child_name (self->check_stack, busy ? "busy" : "idle");
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), busy);
  tipoff_check_page_set_progress (self, 0);
}

void
tipoff_check_page_set_progress (TipoffCheckPage *self,
                                double           fraction)
{
  g_return_if_fail (TIPOFF_IS_CHECK_PAGE (self));

  gtk_revealer_set_reveal_child (self->progress_revealer, fraction > 0);
  gtk_progress_bar_set_fraction (self->progress, fraction);
}

void
tipoff_check_page_clear (TipoffCheckPage *self)
{
  g_return_if_fail (TIPOFF_IS_CHECK_PAGE (self));

  set_held (self, NULL, NULL);
  gtk_text_buffer_set_text (self->buffer, "", 0);
  gtk_editable_set_text (GTK_EDITABLE (self->number), "");
  tipoff_check_page_set_problem (self, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->message));
}

static void
emit_input (TipoffCheckPage   *self,
            const TipoffInput *held)
{
  g_autoptr (TipoffInput) input = tipoff_input_copy (held);

  tipoff_check_page_set_problem (self, NULL);
  g_signal_emit (self, signals[SIGNAL_CHECK], 0, input);
}

static void
emit_check (TipoffCheckPage *self,
            GBytes          *bytes,
            TipoffChannel    channel)
{
  g_autoptr (TipoffInput) input = tipoff_input_new (bytes, channel);

  emit_input (self, input);
}

/**
 * tipoff_check_page_check:
 *
 * Checks what is on the page.
 */
void
tipoff_check_page_check (TipoffCheckPage *self)
{
  g_autoptr (GBytes) bytes = NULL;
  GtkTextIter start, end;
  char *text;

  g_return_if_fail (TIPOFF_IS_CHECK_PAGE (self));

  if (self->held != NULL)
    {
      emit_input (self, self->held);
      return;
    }
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  text = gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
  bytes = g_bytes_new_take (text, strlen (text));
  emit_check (self, bytes, TIPOFF_CHANNEL_OTHER);
}

void
tipoff_check_page_take_files (TipoffCheckPage   *self,
                              const TipoffInput *input,
                              const char        *name)
{
  g_return_if_fail (TIPOFF_IS_CHECK_PAGE (self));

  set_held (self, input, name);
  emit_input (self, input);
}

void
tipoff_check_page_take (TipoffCheckPage *self,
                        GBytes          *bytes,
                        const char      *name)
{
  gconstpointer data;
  gsize length;

  g_return_if_fail (TIPOFF_IS_CHECK_PAGE (self));

  data = g_bytes_get_data (bytes, &length);
  /* Inserted text must be UTF-8 and is edited as such: anything else is held as it came. */
  if (length <= SHOWN_BYTES && g_utf8_validate_len (data, length, NULL))
    {
      /* GTK 4.8 tells the accessibility bus of what is inserted as if it ended with a NUL. */
      g_autofree char *text = g_strndup (data != NULL ? data : "", length);

      set_held (self, NULL, NULL);
      self->filling = TRUE;
      gtk_text_buffer_set_text (self->buffer, text, (int) length);
      self->filling = FALSE;
    }
  else
    {
      hold_bytes (self, bytes, name);
    }
  emit_check (self, bytes, TIPOFF_CHANNEL_OTHER);
}

void
tipoff_check_page_insert (TipoffCheckPage *self,
                          const char      *text)
{
  gsize length = strlen (text);

  g_return_if_fail (TIPOFF_IS_CHECK_PAGE (self));

  if (length + (gsize) gtk_text_buffer_get_char_count (self->buffer) > SHOWN_BYTES)
    {
      tipoff_check_page_set_problem (self, _("This is too long to add. Start a new check with it alone."));
      return;
    }
  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_delete_selection (self->buffer, TRUE, TRUE);
  gtk_text_buffer_insert_interactive_at_cursor (self->buffer, text, (int) length, TRUE);
  gtk_text_buffer_end_user_action (self->buffer);
}

static void
buffer_changed_cb (TipoffCheckPage *self)
{
  gtk_widget_set_visible (self->placeholder, gtk_text_buffer_get_char_count (self->buffer) == 0);
  if (!self->filling)
    tipoff_check_page_set_problem (self, NULL);
}

/* Pasted into the empty field, it is checked at once, as anywhere else in the window. */
static void
paste_clipboard_cb (GtkTextView     *view,
                    TipoffCheckPage *self)
{
  g_signal_stop_emission_by_name (view, "paste-clipboard");
  if (gtk_text_buffer_get_char_count (self->buffer) == 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.paste", NULL);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.paste-more", NULL);
}

static void
check_number_cb (TipoffCheckPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->number));
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  if (*text == '\0')
    tipoff_check_page_set_problem (self, _("Type the number first, as it was shown."));
  else
    emit_check (self, bytes, TIPOFF_CHANNEL_CALL);
}

static void
forget_held_cb (TipoffCheckPage *self)
{
  tipoff_check_page_clear (self);
}

static gboolean
tipoff_check_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TIPOFF_CHECK_PAGE (widget)->message));
}

static void
tipoff_check_page_dispose (GObject *object)
{
  TipoffCheckPage *self = TIPOFF_CHECK_PAGE (object);

  g_clear_pointer ((GtkWidget **) &self->scrolled, gtk_widget_unparent);
  g_clear_pointer (&self->held, tipoff_input_free);

  G_OBJECT_CLASS (tipoff_check_page_parent_class)->dispose (object);
}

static void
tipoff_check_page_class_init (TipoffCheckPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tipoff_check_page_dispose;
  widget_class->grab_focus = tipoff_check_page_grab_focus;

  signals[SIGNAL_CHECK] = g_signal_new ("check", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/tipoff/Tipoff/tipoff-check-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TipoffCheckPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, TipoffCheckPage, message);
  gtk_widget_class_bind_template_child (widget_class, TipoffCheckPage, buffer);
  gtk_widget_class_bind_template_child (widget_class, TipoffCheckPage, placeholder);
  gtk_widget_class_bind_template_child (widget_class, TipoffCheckPage, message_card);
  gtk_widget_class_bind_template_child (widget_class, TipoffCheckPage, held_revealer);
  gtk_widget_class_bind_template_child (widget_class, TipoffCheckPage, held_label);
  gtk_widget_class_bind_template_child (widget_class, TipoffCheckPage, problem_revealer);
  gtk_widget_class_bind_template_child (widget_class, TipoffCheckPage, problem_label);
  gtk_widget_class_bind_template_child (widget_class, TipoffCheckPage, check_stack);
  gtk_widget_class_bind_template_child (widget_class, TipoffCheckPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, TipoffCheckPage, progress_revealer);
  gtk_widget_class_bind_template_child (widget_class, TipoffCheckPage, progress);
  gtk_widget_class_bind_template_child (widget_class, TipoffCheckPage, number);
  gtk_widget_class_bind_template_callback (widget_class, buffer_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, check_number_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_held_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  g_type_ensure (TIPOFF_TYPE_HEADING);
}

static void
tipoff_check_page_init (TipoffCheckPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->message, "paste-clipboard", G_CALLBACK (paste_clipboard_cb), self, 0);
}
