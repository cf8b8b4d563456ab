/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-draft.h"

struct _TipoffDraft
{
  GObject       parent_instance;

  TipoffInput  *input;
  TipoffReport *report;
  char         *place;
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

TipoffInput *
tipoff_input_copy (const TipoffInput *self)
{
  TipoffInput *copy = tipoff_input_new (self->bytes, self->channel);

  copy->sender = g_strdup (self->sender);
  copy->received = g_strdup (self->received);
  return copy;
}

void
tipoff_input_free (TipoffInput *self)
{
  if (self == NULL)
    return;
  g_bytes_unref (self->bytes);
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
