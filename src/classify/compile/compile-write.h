/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "compile-brands.h"

G_BEGIN_DECLS

/* The tables of tipoff-tables.h as a C source. */
void compile_write_text      (GString *out, const CompileText *text);
void compile_write_brands    (GString *out, const CompileBrands *brands);
void compile_write_phrases   (GString *out, const TipoffPhrases *phrases);
void compile_write_greetings (GString *out, const GArray *greetings);

G_END_DECLS
