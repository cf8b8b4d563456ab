#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A sender killed at 200 random instants against each kind of server: tests/delivery/test_kills.py.
#   kills.sh BUILD
set -euo pipefail
TIPOFF_TEST_KILLS=200 meson test -C "$1" --no-rebuild --timeout-multiplier 4 kills
