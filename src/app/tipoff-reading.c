/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-reading.h"

#include "tipoff-utf8.h"

#define HIGHEST 280

typedef struct
{
  GtkTextTag *plain;
  gboolean    has_hidden;
  int         width;       /* that the height was worked out for; -1: not yet */
  int         height;
  guint       idle;
} TipoffReadingPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (TipoffReading, tipoff_reading, GTK_TYPE_TEXT_VIEW)

/* -- as high as its text -------------------------------------------------------------------- */

/* GtkTextView knows its height only for the width that it last had, one layout too late. */
static int
measure_text (TipoffReading *self,
              int            width)
{
  TipoffReadingPrivate *priv = tipoff_reading_get_instance_private (self);
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  int margins = gtk_text_view_get_top_margin (view) + gtk_text_view_get_bottom_margin (view);
  int line = width - gtk_text_view_get_left_margin (view) - gtk_text_view_get_right_margin (view);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  g_autoptr (PangoLayout) layout = NULL;
  g_autofree char *text = NULL;
  GtkTextIter start, end;
  int height;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  pango_layout_set_width (layout, MAX (line, 1) * PANGO_SCALE);
  pango_layout_set_wrap (layout, gtk_text_view_get_wrap_mode (view) == GTK_WRAP_CHAR ? PANGO_WRAP_CHAR
                                                                                    : PANGO_WRAP_WORD_CHAR);
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  if (priv->has_hidden)
    pango_attr_list_insert (attributes, pango_attr_show_new (PANGO_SHOW_IGNORABLES));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, NULL, &height);
  return height + margins;
}

static gboolean
set_height_cb (gpointer user_data)
{
  TipoffReading *self = user_data;
  TipoffReadingPrivate *priv = tipoff_reading_get_instance_private (self);
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  int height = MIN (priv->height, HIGHEST);

  priv->idle = 0;
  if (GTK_IS_SCROLLED_WINDOW (parent))
    {
      GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (parent);

      /* The least may never be more than the most, not even in between. */
      gtk_scrolled_window_set_max_content_height (scrolled, MAX (height, gtk_scrolled_window_get_min_content_height (scrolled)));
      gtk_scrolled_window_set_min_content_height (scrolled, height);
      gtk_scrolled_window_set_max_content_height (scrolled, height);
    }
  return G_SOURCE_REMOVE;
}

static void
tipoff_reading_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  TipoffReading *self = TIPOFF_READING (widget);
  TipoffReadingPrivate *priv = tipoff_reading_get_instance_private (self);

  GTK_WIDGET_CLASS (tipoff_reading_parent_class)->size_allocate (widget, width, height, baseline);

  if (priv->width == width)
    return;
  priv->width = width;
  priv->height = measure_text (self, width);
  if (priv->idle == 0)
    priv->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, set_height_cb, self, NULL);
}

static void
changed_cb (TipoffReading *self)
{
  TipoffReadingPrivate *priv = tipoff_reading_get_instance_private (self);

  priv->width = -1;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
buffer_cb (TipoffReading *self)
{
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* -- what it shows -------------------------------------------------------------------------- */

/* What draws nothing or turns the direction; not the joiners that emoji and scripts need. */
static gboolean
is_hidden (gunichar c)
{
  return c == 0x00AD || c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E)
         || (c >= 0x2060 && c <= 0x2064) || (c >= 0x2066 && c <= 0x206F) || c == 0xFEFF
         || (c >= 0xE0000 && c <= 0xE007F);
}

/* A hyphen at the end of a line would be a letter that nobody wrote, most of all in a link. */
static void
forbid_hyphens (TipoffReading *self)
{
  TipoffReadingPrivate *priv = tipoff_reading_get_instance_private (self);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter start, end;

  if (priv->plain == NULL)
    priv->plain = gtk_text_buffer_create_tag (buffer, NULL, "insert-hyphens", FALSE, NULL);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_apply_tag (buffer, priv->plain, &start, &end);
}

/**
 * tipoff_reading_show_hidden:
 *
 * Draws characters that hide as what they are, without changing the text. To be called when the
 * text is complete.
 */
void
tipoff_reading_show_hidden (TipoffReading *self)
{
  TipoffReadingPrivate *priv = tipoff_reading_get_instance_private (self);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), "hidden");
  GtkTextIter iter;

  forbid_hyphens (self);
  priv->has_hidden = FALSE;
  if (tag == NULL)
    tag = gtk_text_buffer_create_tag (buffer, "hidden", "show-spaces", PANGO_SHOW_IGNORABLES, NULL);
  gtk_text_buffer_get_start_iter (buffer, &iter);
  while (!gtk_text_iter_is_end (&iter))
    {
      GtkTextIter next = iter;

      gtk_text_iter_forward_char (&next);
      if (is_hidden (gtk_text_iter_get_char (&iter)))
        {
          gtk_text_buffer_apply_tag (buffer, tag, &iter, &next);
          priv->has_hidden = TRUE;
        }
      iter = next;
    }
}

/**
 * tipoff_reading_cut:
 *
 * Returns: how many of @length bytes to show: at most @limit, up to a character border
 */
gsize
tipoff_reading_cut (const char *text,
                    gsize       length,
                    gsize       limit)
{
  return length <= limit ? length : tipoff_utf8_floor (text, length, limit);
}

gboolean
tipoff_reading_set_bytes (TipoffReading *self,
                          GBytes        *bytes)
{
  g_autofree char *text = NULL;
  gconstpointer data;
  gsize length, repaired;

  g_return_val_if_fail (TIPOFF_IS_READING (self), TRUE);

  data = g_bytes_get_data (bytes, &length);
  text = tipoff_utf8_repair (data, MIN (length, TIPOFF_READING_RAW_BYTES), &repaired, NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), text, (int) repaired);
  forbid_hyphens (self);
  return length <= TIPOFF_READING_RAW_BYTES;
}

/* -- the object ----------------------------------------------------------------------------- */

/* Ctrl+V means the window here too, although this view cannot be pasted into. */
static void
tipoff_reading_paste_clipboard (GtkTextView *view)
{
  gtk_widget_activate_action (GTK_WIDGET (view), "win.paste", NULL);
}

static void
tipoff_reading_dispose (GObject *object)
{
  TipoffReadingPrivate *priv = tipoff_reading_get_instance_private (TIPOFF_READING (object));

  g_clear_handle_id (&priv->idle, g_source_remove);

  G_OBJECT_CLASS (tipoff_reading_parent_class)->dispose (object);
}

static void
tipoff_reading_class_init (TipoffReadingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tipoff_reading_dispose;
  GTK_WIDGET_CLASS (klass)->size_allocate = tipoff_reading_size_allocate;
  GTK_TEXT_VIEW_CLASS (klass)->paste_clipboard = tipoff_reading_paste_clipboard;
}

static void
tipoff_reading_init (TipoffReading *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  TipoffReadingPrivate *priv = tipoff_reading_get_instance_private (self);

  priv->width = -1;
  gtk_text_view_set_editable (view, FALSE);
  gtk_text_view_set_cursor_visible (view, FALSE);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_top_margin (view, 12);
  gtk_text_view_set_bottom_margin (view, 12);
  gtk_text_view_set_left_margin (view, 12);
  gtk_text_view_set_right_margin (view, 12);
  g_signal_connect (self, "notify::buffer", G_CALLBACK (buffer_cb), NULL);
  buffer_cb (self);
}
