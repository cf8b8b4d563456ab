#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# desktop.sh COMMAND…: runs COMMAND on a desktop of its own: an X server on a display number that the
# server chooses, a session bus, and empty home and XDG directories. Works as root and without a
# session; what it started ends with it, by its own process id.
#   DESKTOP_SCREEN   size and depth of the screen (1280x900x24)
#   DESKTOP_SECONDS  the longest that COMMAND may take (100)
#   DESKTOP_PORTALS  a runtime directory where sandboxes expect it, with which portals are used
set -u

folder=$(mktemp -d "${TMPDIR:-/tmp}/tipoff-desktop.XXXXXX")
server=
compositor=
finish () {
  for process in $compositor $server; do
    kill "$process" 2>/dev/null && wait "$process" 2>/dev/null
  done
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT TERM

mkdir -p "$folder"/{run,home,config,data,cache}
chmod 700 "$folder/run"
unset WAYLAND_DISPLAY DISPLAY XAUTHORITY DBUS_SESSION_BUS_ADDRESS AT_SPI_BUS_ADDRESS NO_AT_BRIDGE LANGUAGE G_MESSAGES_DEBUG
export HOME="$folder/home" XDG_RUNTIME_DIR="${DESKTOP_PORTALS:-$folder/run}"
export XDG_CONFIG_HOME="$folder/config" XDG_DATA_HOME="$folder/data" XDG_CACHE_HOME="$folder/cache"
# The cairo renderer starts six times faster than GL in software, and draws the same.
export GDK_BACKEND=x11 GSK_RENDERER=cairo GTK_A11Y=atspi GSETTINGS_BACKEND=memory
export LC_ALL=C.UTF-8 TZ=Europe/Brussels
# A locale in which gettext follows LANGUAGE: from glibc 2.41 on it does not in C.UTF-8.
if command -v localedef >/dev/null && [ -e /usr/share/i18n/locales/en_US ]; then
  mkdir "$folder/locale"
  localedef -i en_US -f UTF-8 "$folder/locale/en_US.UTF-8" 2>/dev/null && export LOCPATH="$folder/locale"
fi
# Each of these would be started by the bus, and costs time.
export GIO_USE_VFS=local GIO_USE_VOLUME_MONITOR=unix
[ -n "${DESKTOP_PORTALS:-}" ] || export GTK_USE_PORTAL=0 ADW_DISABLE_PORTAL=1

Xvfb -displayfd 6 -screen 0 "${DESKTOP_SCREEN:-1280x900x24}" -nolisten tcp -noreset \
  6>"$folder/display" 2>"$folder/xvfb.log" &
server=$!
for _ in $(seq 200); do
  [ -s "$folder/display" ] && break
  kill -0 "$server" 2>/dev/null || break
  sleep 0.05
done
if [ ! -s "$folder/display" ]; then
  echo "Bail out! Xvfb did not start"
  cat "$folder/xvfb.log" >&2
  exit 99
fi
DISPLAY=":$(cat "$folder/display")"
export DISPLAY
# Without one, menus and shadows are drawn on black.
if command -v xcompmgr >/dev/null; then
  xcompmgr >/dev/null 2>&1 &
  compositor=$!
fi

# What the bus starts must not write into the results.
exec 3>&1
timeout --kill-after=5 "${DESKTOP_SECONDS:-100}" dbus-run-session -- bash -c 'exec "$@" 1>&3 3>&-' desktop "$@" \
  >/dev/null 2> >(grep -v -e 'dbus-daemon\[' -e 'Failed to set fd limit' -e 'SpiRegistry daemon' \
    -e 'X connection to .* broken' -e 'XIO: *fatal' -e 'dbind-WARNING' -e 'after [0-9]* requests' >&2)
