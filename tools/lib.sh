# SPDX-License-Identifier: GPL-3.0-or-later
# What tools/run and tools/test share. Sourced by bash; sets ROOT.
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '%s: %s\n' "$NAME" "$*"; }
fail() { printf '%s: %s\n' "$NAME" "$*" >&2; exit 1; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else fail "installing packages needs root or sudo"
  fi
}

# install_packages LIST...: installs what is missing of tools/packages/LIST, quietly.
install_packages() {
  command -v dpkg-query >/dev/null || { say "this is no Debian: install what tools/packages names yourself"; return 0; }
  local wanted missing=() package log
  mapfile -t wanted < <(cd "$ROOT/tools/packages" && cat "$@" | grep -v '^#')
  for package in "${wanted[@]}"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  say "installing ${#missing[@]} packages"
  log=$(mktemp)
  { as_root apt-get -q update &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install "${missing[@]}"; } >"$log" 2>&1 ||
    { tail -n 20 "$log" >&2; rm -f "$log"; fail "the packages could not be installed"; }
  rm -f "$log"
}

# debian_mirror: the mirror that this machine takes Debian from.
debian_mirror() {
  local uri
  uri=$(apt-get indextargets --format '$(REPO_URI)' 'Origin: Debian' 'Label: Debian' | grep -m 1 -E '^https?://' || true)
  [ -n "$uri" ] || fail "apt knows no mirror of Debian"
  echo "$uri"
}

# build DIR OPTION...: sets DIR up once, builds it, and prints only what goes wrong.
build() {
  local dir=$1 log; shift
  mkdir -p "$dir"
  log=$dir/build.log
  # Meson keeps absolute paths: a tree that was moved is set up anew.
  [ "$(cat "$dir/.tipoff-root" 2>/dev/null)" = "$ROOT" ] || { rm -rf "$dir"; mkdir -p "$dir"; }
  if [ ! -f "$dir/build.ninja" ]; then
    say "setting up $(basename "$dir")"
    meson setup "$dir" "$ROOT" "$@" >"$log" 2>&1 || { tail -n 30 "$log" >&2; fail "setting up failed: $log"; }
    echo "$ROOT" >"$dir/.tipoff-root"
  fi
  say "building"
  ninja -C "$dir" >"$log" 2>&1 || { grep -E -A8 'FAILED|error:' "$log" | head -n 60 >&2; fail "building failed: $log"; }
}
