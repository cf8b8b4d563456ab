#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The README's first command on a bare Debian 12 without a display: installs, builds, and ends with a receipt.
#   fresh-debian-12.sh BUILD
set -euo pipefail
. "$(dirname "$0")/debian.sh"
WORK=$1-debian-12
mkdir -p "$WORK"
rm -rf "$WORK/root"
bare_debian bookworm "$WORK/root"
fresh_clone "$WORK/clone"
in_debian "$WORK/root" "$WORK/clone" tools/run | tee "$WORK/run.log"
grep -q '"state":"delivered"' "$WORK/run.log"
# Without the window's libraries. (Their headers come all the same: Debian 12's libsoup-3.0-dev asks for them.)
for program in cli/tipoff-cli desk/tipoff-desk; do
  in_debian "$WORK/root" "$WORK/clone" ldd "build/terminal/src/$program" >"$WORK/ldd"
  grep -q libsoup "$WORK/ldd"
  if grep -e libgtk -e libadwaita "$WORK/ldd"; then exit 1; fi
done
# And the second time it is quick.
in_debian "$WORK/root" "$WORK/clone" timeout 30 tools/run >"$WORK/again.log"
grep -q '"state":"delivered"' "$WORK/again.log"
# The other command, in the same clone.
in_debian "$WORK/root" "$WORK/clone" tools/test
