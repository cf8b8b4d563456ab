#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The release tarball of what is committed: where there is no git it configures, builds, passes its tests but the window's,
# installs, and works.
#   tarball.sh BUILD    a configured build; leaves the tarball in BUILD/meson-dist
set -euo pipefail
BUILD=$1
# Not below a clone, which would lend its git to what asks for one.
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT

rm -rf "$BUILD/meson-dist"
meson dist -C "$BUILD" --no-tests --allow-dirty --formats xztar
cd "$BUILD/meson-dist"
sha256sum --check ./*.sha256sum
tar --extract --file ./*.tar.xz --directory "$WORK"

cd "$WORK"/tipoff-*
[ ! -e .git ]
meson setup "$WORK/build" --prefix=/usr --werror -Dgui=false -Dgeocoder=enabled
ninja -C "$WORK/build"
meson test -C "$WORK/build" --no-rebuild --print-errorlogs
meson install -C "$WORK/build" --no-rebuild --strip --destdir "$WORK/stage"
printf 'bpost: uw pakket wordt vastgehouden. Betaal via https://bpost-levering.top/be\n' |
  "$WORK/stage/usr/bin/tipoff-cli" check --json | grep '"verdict":"scam"'
