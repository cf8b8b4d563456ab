#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The whole suite but the window's under AddressSanitizer, LeakSanitizer and UndefinedBehaviorSanitizer.
#   sanitizers.sh BUILD    builds in BUILD-sanitizers
set -euo pipefail
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
DIR=$1-sanitizers
[ "$(cat "$DIR/.tipoff-root" 2>/dev/null)" = "$ROOT" ] || rm -rf "$DIR"
[ -f "$DIR/build.ninja" ] || meson setup "$DIR" "$ROOT" --werror -Dgui=false -Db_sanitize=address,undefined -Db_lundef=false
echo "$ROOT" >"$DIR/.tipoff-root"
ninja -C "$DIR"
export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
export LSAN_OPTIONS=suppressions=$ROOT/tests/lib/lsan.supp:print_suppressions=0
meson test -C "$DIR" --no-rebuild --timeout-multiplier 4 --print-errorlogs
