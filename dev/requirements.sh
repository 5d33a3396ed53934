# What `run` and `test` need on the machine. Sourced by them; speaks to people, changes nothing unless started as root.

say() { printf '%s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit 2; }

# A newer SDK in the home folder is not on everybody's PATH.
need_dotnet() {
  local place
  for place in "" "${DOTNET_ROOT:-}" "$HOME/.dotnet" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet; do
    if (PATH="${place:+$place:}$PATH"; cd "$root" && dotnet --version) >/dev/null 2>&1; then
      PATH="${place:+$place:}$PATH"
      return
    fi
  done
  die "EventTicket needs the .NET SDK 10. Install it (Ubuntu: sudo apt-get install -y dotnet-sdk-10.0; elsewhere: https://dotnet.microsoft.com/download/dotnet/10.0), then start again."
}

# The same places, in the same order, as dev/Postgres/PostgresBinaries.cs.
has_postgres_programs() {
  local bin
  for bin in "${PG_BIN:-}" "$(pg_config --bindir 2>/dev/null)" /usr/lib/postgresql/*/bin /usr/pgsql-*/bin \
    /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin /home/linuxbrew/.linuxbrew/opt/postgresql@*/bin /usr/bin; do
    [ -n "$bin" ] && [ -x "$bin/initdb" ] && [ -x "$bin/postgres" ] && return 0
  done
  return 1
}

# `docker info`, not `which docker`: the client is often there without an engine.
has_docker() { command -v docker >/dev/null && docker info >/dev/null 2>&1; }

# install_or_tell WHAT PACKAGE...: as root installs Debian packages, else prints the one line that does and exits 2.
install_or_tell() {
  local what=$1
  shift
  if ! command -v apt-get >/dev/null; then
    die "EventTicket needs $what. Install it with your package manager (Debian's names: $*; Homebrew: brew install postgresql@17), then start again."
  fi
  if [ "$(id -u)" != 0 ]; then
    say "sudo apt-get install -y $*"
    exit 2
  fi
  say "Installing $what: $*"
  # Debian's package would make and start a cluster of its own on port 5432. Ours is private, so that one is not made.
  if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    mkdir -p /etc/postgresql-common
    say "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
  fi
  export DEBIAN_FRONTEND=noninteractive
  local log
  log=$(mktemp)
  if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends -o Dpkg::Options::=--force-confold "$@"; } </dev/null >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    die "apt-get could not install $*. Install $what yourself, then start again."
  fi
  rm -f "$log"
}

# Compilers and build nodes that outlive the build would be left behind when we are stopped.
build() {
  local log
  log=$(mktemp)
  say "Restoring packages"
  quietly dotnet restore "$1" --disable-build-servers
  say "Building (the first time takes about a minute)"
  quietly dotnet build "$1" --configuration Release --no-restore --disable-build-servers
  rm -f "$log"
}

# Shows what a command wrote only when it fails.
quietly() {
  if ! "$@" --nologo </dev/null >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    exit 1
  fi
}
