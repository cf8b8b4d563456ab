#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tools/test on Debian 13: GTK 4.18, libadwaita 1.7, libphonenumber 8.13.
#   debian-13.sh BUILD
set -euo pipefail
. "$(dirname "$0")/debian.sh"
WORK=$1-debian-13
mkdir -p "$WORK"
bare_debian trixie "$WORK/root"
fresh_clone "$WORK/clone"
in_debian "$WORK/root" "$WORK/clone" tools/test
