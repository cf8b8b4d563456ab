#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The README's first command on a bare Debian 12 without a display and without GTK: installs, builds, and ends with a receipt.
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
[ ! -e "$WORK/root/usr/include/gtk-4.0" ]
# And the second time it is quick.
in_debian "$WORK/root" "$WORK/clone" timeout 30 tools/run | grep -q '"state":"delivered"'
# The other command, in the same clone.
in_debian "$WORK/root" "$WORK/clone" tools/test
