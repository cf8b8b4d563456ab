/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-draft.h"

struct _TipoffDraft
{
  GObject       parent_instance;

  TipoffInput  *input;
  TipoffReport *report;
  char         *place;
  char         *name;
  TipoffChat   *chat;
  TipoffSide   *side;
};

G_DEFINE_FINAL_TYPE (TipoffDraft, tipoff_draft, G_TYPE_OBJECT)

TipoffInput *
tipoff_input_new (GBytes        *bytes,
                  TipoffChannel  channel)
{
  TipoffInput *self = g_new0 (TipoffInput, 1);

  self->bytes = g_bytes_ref (bytes);
  self->channel = channel;
  return self;
}

/**
 * tipoff_input_new_files:
 * @files: (element-type GFile): files and folders, whose content is of whatever kind
 */
TipoffInput *
tipoff_input_new_files (GPtrArray *files)
{
  TipoffInput *self = g_new0 (TipoffInput, 1);

  self->files = g_ptr_array_ref (files);
  self->channel = TIPOFF_CHANNEL_OTHER;
  return self;
}

TipoffInput *
tipoff_input_copy (const TipoffInput *self)
{
  TipoffInput *copy = g_new0 (TipoffInput, 1);

  copy->bytes = self->bytes != NULL ? g_bytes_ref (self->bytes) : NULL;
  copy->files = self->files != NULL ? g_ptr_array_ref (self->files) : NULL;
  copy->channel = self->channel;
  copy->sender = g_strdup (self->sender);
  copy->received = g_strdup (self->received);
  copy->suspect = g_strdup (self->suspect);
  copy->turns = self->turns != NULL ? g_array_ref (self->turns) : NULL;
  return copy;
}

void
tipoff_input_free (TipoffInput *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->turns, g_array_unref);
  g_free (self->suspect);
  g_free (self->sender);
  g_free (self->received);
  g_free (self);
}

static void
tipoff_draft_finalize (GObject *object)
{
  TipoffDraft *self = TIPOFF_DRAFT (object);

  tipoff_input_free (self->input);
  tipoff_report_free (self->report);
  g_free (self->place);
  g_free (self->name);
  tipoff_chat_free (self->chat);
  tipoff_side_free (self->side);

  G_OBJECT_CLASS (tipoff_draft_parent_class)->finalize (object);
}

static void
tipoff_draft_class_init (TipoffDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tipoff_draft_finalize;
}

static void
tipoff_draft_init (TipoffDraft *self)
{
}

TipoffDraft *
tipoff_draft_new (TipoffInput  *input,
                  TipoffReport *report,
                  char         *place)
{
  TipoffDraft *self = g_object_new (TIPOFF_TYPE_DRAFT, NULL);

  self->input = input;
  self->report = report;
  self->place = place;
  return self;
}

const TipoffInput *
tipoff_draft_get_input (TipoffDraft *self)
{
  g_return_val_if_fail (TIPOFF_IS_DRAFT (self), NULL);

  return self->input;
}

TipoffReport *
tipoff_draft_get_report (TipoffDraft *self)
{
  g_return_val_if_fail (TIPOFF_IS_DRAFT (self), NULL);

  return self->report;
}

const char *
tipoff_draft_get_place (TipoffDraft *self)
{
  g_return_val_if_fail (TIPOFF_IS_DRAFT (self), NULL);

  return self->place;
}

void
tipoff_draft_set_name (TipoffDraft *self,
                       const char  *name)
{
  g_return_if_fail (TIPOFF_IS_DRAFT (self));

  g_free (self->name);
  self->name = g_strdup (name);
}

const char *
tipoff_draft_get_name (TipoffDraft *self)
{
  g_return_val_if_fail (TIPOFF_IS_DRAFT (self), NULL);

  return self->name;
}

void
tipoff_draft_set_chat (TipoffDraft *self,
                       TipoffChat  *chat,
                       TipoffSide  *side)
{
  g_return_if_fail (TIPOFF_IS_DRAFT (self));
  g_return_if_fail (self->chat == NULL);

  self->chat = chat;
  self->side = side;
}

const TipoffChat *
tipoff_draft_get_chat (TipoffDraft *self)
{
  g_return_val_if_fail (TIPOFF_IS_DRAFT (self), NULL);

  return self->chat;
}

const TipoffSide *
tipoff_draft_get_side (TipoffDraft *self)
{
  g_return_val_if_fail (TIPOFF_IS_DRAFT (self), NULL);

  return self->side;
}
