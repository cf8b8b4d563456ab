#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Reports to a real Request Tracker 5 (REST 2.0) from Debian 12, with SQLite, in a chroot, on loopback.
#   request-tracker.sh BUILD    a built tree
set -euo pipefail
. "$(dirname "$0")/debian.sh"
BUILD=$1
WORK=$BUILD-request-tracker
RT=$WORK/root
PERL='perl -I/usr/share/request-tracker5/lib -I/usr/local/share/request-tracker5/lib'

as_www_data() { chroot --userspec=www-data:www-data "$RT" "$@"; }

# Mail stays inside.
configure() {
  cat >"$RT/etc/request-tracker5/RT_SiteConfig.d/70-test.pm" <<X
Set(\$rtname, 'cert-test'); Set(\$Organization, 'cert.test');
Set(\$DatabaseType, 'SQLite'); Set(\$DatabaseName, '/var/lib/rt5-test/rt5.sqlite3');
Set(\$WebDomain, '127.0.0.1'); Set(\$WebPort, $1); Set(\$WebPath, '');
Set(\$MailCommand, 'testfile'); Set(\$LogToSyslog, undef); Set(\$LogToSTDERR, 'warning');
1;
X
}

make_tracker() {
  [ -f "$RT/.ready" ] && return
  rm -rf "$RT"
  mmdebstrap --quiet --mode=root --variant=minbase --format=directory --aptopt='APT::Install-Recommends "false"' \
    --aptopt='Acquire::Languages "none"' --dpkgopt='force-unsafe-io' \
    --include="$(grep -v '^#' "$ROOT/tools/packages/request-tracker" | paste -sd,)" bookworm "$RT" "deb $(debian_mirror) bookworm main"
  chroot "$RT" chgrp -R www-data /etc/request-tracker5
  touch "$RT/.ready"
}

# A queue as RTIR has it; one who may make and see tickets there, one who may only make them; a closed queue.
# Prints their tokens as JSON.
make_people() {
  as_www_data $PERL -MRT=-init -MRT::Interface::CLI -MJSON -e '
    my %token; my $root = RT->SystemUser;
    sub must { my ($ok, $message) = @_; die "$message\n" unless $ok; return $ok }
    my %queue;
    for my $name ("Incident Reports", "Closed") {
      $queue{$name} = RT::Queue->new($root);
      must($queue{$name}->Create(Name => $name));
    }
    my %rights = (tipoff => ["SeeQueue", "CreateTicket", "ShowTicket"], blind => ["SeeQueue", "CreateTicket"]);
    for my $name (sort keys %rights) {
      my $user = RT::User->new($root);
      must($user->Create(Name => $name, EmailAddress => "$name\@cert.test", Privileged => 1));
      must($user->PrincipalObj->GrantRight(Right => $_, Object => $queue{"Incident Reports"})) for @{$rights{$name}};
      my ($ok, $message, $secret) = RT::AuthToken->new($root)->Create(Owner => $user->id, Description => "Tipoff");
      must($ok, $message);
      $token{$name} = $secret;
    }
    print encode_json(\%token), "\n"'
}

mkdir -p "$WORK"
make_tracker
port=$(/usr/bin/python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')
configure "$port"
rm -rf "$RT/var/lib/rt5-test"
mkdir "$RT/var/lib/rt5-test"
chroot "$RT" chown www-data:www-data /var/lib/rt5-test
chroot "$RT" chmod -R g+rX /etc/request-tracker5
as_www_data rt-setup-database-5 --action init --skip-create --dba '' --dba-password '' </dev/null
make_people >"$WORK/tokens.json"

# It forks: in a PID namespace of its own all of it ends with the first.
bwrap --bind "$RT" / --dev /dev --proc /proc --tmpfs /run --unshare-pid --die-with-parent --clearenv --setenv PATH /usr/bin:/bin \
  setpriv --reuid=www-data --regid=www-data --init-groups \
  /usr/share/request-tracker5/libexec/rt-server --host 127.0.0.1 --port "$port" >"$WORK/server.log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT
/usr/bin/python3 "$(dirname "$0")/request_tracker.py" "$BUILD" "$port" "$WORK/tokens.json"
