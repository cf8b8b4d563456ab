#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the Flatpak (flatpak/build-local), installs it, and uses it in its sandbox as somebody without privileges.
#   flatpak.sh BUILD    a build with tipoff-desk; works in BUILD-flatpak; as root, in a place that others can read
set -euo pipefail
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
BUILD=$1 DIR=$1-flatpak
setpriv --reuid=65534 --regid=65534 --clear-groups test -r "$ROOT/tests/flatpak/test_sandbox.py" ||
  { echo "others cannot read $ROOT: clone to another place" >&2; exit 1; }
"$ROOT/flatpak/build-local" "$DIR"

# Both things that people are given install on a machine that has only the runtime.
FLATPAK_USER_DIR=$DIR/another dbus-run-session -- bash -euo pipefail -c '
  cd "$1" && rm -rf "$FLATPAK_USER_DIR"
  branch=$(sed -n "s/^runtime-version: .\(.*\)./\1/p" "$2/flatpak/org.tipoff.Tipoff.yml")
  flatpak --user remote-add --no-gpg-verify --no-enumerate stand-in "file://$1/runtime"
  flatpak --user install -y --noninteractive --no-related stand-in "org.gnome.Platform//$branch"
  for given in "--bundle org.tipoff.Tipoff.flatpak" "--from org.tipoff.Tipoff.flatpakref"; do
    flatpak --user install -y --noninteractive $given
    flatpak --user run --command=tipoff-cli org.tipoff.Tipoff --version | grep "^tipoff-cli "
    flatpak --user uninstall -y --noninteractive org.tipoff.Tipoff
  done
  rm -rf "$FLATPAK_USER_DIR"
' both "$DIR" "$ROOT" >"$DIR/both.log" 2>&1 || { tail -n 20 "$DIR/both.log"; echo "not ok - the bundle and the reference install"; exit 1; }
echo "ok - the bundle and the reference install"

# From here on as somebody else. Flatpak keeps an installation from others: this one is to be used.
FLATPAK_USER_DIR=$DIR/installation
chmod a+rx "$FLATPAK_USER_DIR"
chmod a+r "$FLATPAK_USER_DIR/repo/.lock"
SCREENSHOTS=$(mktemp -d)
chown 65534:65534 "$SCREENSHOTS"
export ROOT BUILD FLATPAK_USER_DIR SCREENSHOTS

# In mounts of its own, with what a desktop machine has: everybody may use FUSE, and the runtime directory is where sandboxes
# expect it.
status=0
unshare --mount bash -euo pipefail -c '
  mknod "$SCREENSHOTS/fuse" c 10 229
  chmod 666 "$SCREENSHOTS/fuse"
  mount --bind "$SCREENSHOTS/fuse" /dev/fuse
  mkdir -p /run/user
  mount -t tmpfs tmpfs /run/user
  install -d -m 700 -o 65534 -g 65534 /run/user/65534
  for place in srv mnt media; do
    mount -t tmpfs tmpfs "/$place"
    echo here >"/$place/something"
  done
  # A system bus, as far as a sandbox looks.
  mkdir -p /run/dbus
  mount -t tmpfs tmpfs /run/dbus
  dbus-daemon --session --fork --nopidfile --address=unix:path=/run/dbus/system_bus_socket >/dev/null 2>&1
  chmod 666 /run/dbus/system_bus_socket
  exec setpriv --reuid=65534 --regid=65534 --clear-groups env TMPDIR=/tmp \
    TIPOFF_BUILD="$BUILD" TIPOFF_SCREENSHOTS="$SCREENSHOTS" PYTHONDONTWRITEBYTECODE=1 \
    DESKTOP_PORTALS=/run/user/65534 DESKTOP_SECONDS=300 \
    "$ROOT/tests/gui/desktop.sh" /usr/bin/python3 "$ROOT/tests/flatpak/test_sandbox.py"
' || status=$?
rm -rf "$DIR/screenshots" "$SCREENSHOTS/fuse"
mv "$SCREENSHOTS" "$DIR/screenshots"
chmod a+rX "$DIR/screenshots"
exit "$status"
