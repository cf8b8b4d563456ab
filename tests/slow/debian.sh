# SPDX-License-Identifier: GPL-3.0-or-later
# Shared by the tests in bare Debian chroots. Sourced.
#   bare_debian SUITE DIR              makes DIR, a minimal SUITE with apt
#   in_debian DIR CLONE COMMAND...     runs COMMAND in DIR, with CLONE writable at /tipoff and a private /tmp, /run, /proc
NAME=tests/slow
. "$(dirname "${BASH_SOURCE[0]}")/../../tools/lib.sh"

bare_debian() {
  local suite=$1 dir=$2 mirror
  [ -f "$dir/.ready" ] && return
  rm -rf "$dir"
  mirror=$(debian_mirror)
  mmdebstrap --quiet --mode=root --variant=minbase --format=directory --include=ca-certificates,git \
    --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' --aptopt='Acquire::Check-Valid-Until "false"' \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='force-unsafe-io' \
    "$suite" "$dir" "deb $mirror $suite main"
  # A machine has this from its installer.
  printf '127.0.0.1 localhost\n::1 localhost\n' >"$dir/etc/hosts"
  touch "$dir/.ready"
}

# The tree as a clone has it: what is committed, and nothing else.
fresh_clone() {
  rm -rf "$1"
  git clone --quiet --no-hardlinks "$ROOT" "$1"
}

in_debian() {
  local dir=$1 clone=$2; shift 2
  bwrap --bind "$dir" / --dev /dev --proc /proc --perms 1777 --tmpfs /tmp --tmpfs /run --ro-bind-try /etc/resolv.conf /etc/resolv.conf \
    --bind "$clone" /tipoff --unshare-pid --unshare-ipc --unshare-uts --die-with-parent --clearenv \
    --setenv PATH /usr/sbin:/usr/bin:/sbin:/bin --setenv HOME /root --setenv LC_ALL C.UTF-8 --chdir /tipoff "$@"
}
