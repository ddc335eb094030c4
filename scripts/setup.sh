#!/usr/bin/env bash
# Installs what is missing: setup.sh run | setup.sh test. Says plainly what, and stops with one sentence
# where it cannot. Quick when nothing is missing.
set -euo pipefail
cd "$(dirname "$0")/.."
for_what=${1:-run}
say() { printf 'setup: %s\n' "$*"; }
stop() { printf 'setup: %s\n' "$*" >&2; exit 1; }

wanted=$(sed -e 's/#.*//' scripts/packages.txt | awk -v what="$for_what" 'NF && (what == "test" || $2 == "run") {print $1}')
command -v npm >/dev/null 2>&1 && command -v node >/dev/null 2>&1 || wanted="$wanted nodejs npm"
missing=""
for package in $wanted; do
  [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)" = installed ] || missing="$missing $package"
done
if [ -n "$missing" ]; then
  command -v apt-get >/dev/null 2>&1 || stop "this needs Debian 12 (apt-get): please install by hand:$missing"
  as_root=""
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 || stop "these Debian packages are missing and need root or sudo to install:$missing"
    as_root=sudo
  fi
  say "installing Debian packages:$missing"
  log=$(mktemp)
  if ! { $as_root apt-get update -qq && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing; } >"$log" 2>&1; then
    tail -n 5 "$log" >&2
    stop "Debian's packages could not be installed (is the network there?); the whole log is $log"
  fi
  rm -f "$log"
fi

# npm: exactly what the lock file says; again only when the lock file changed.
stamp=node_modules/.kentongan-$for_what
lock=$(cksum <package-lock.json)
if [ "$(cat "$stamp" 2>/dev/null || true)" != "$lock" ]; then
  if [ "$for_what" = run ] && [ "$(cat node_modules/.kentongan-test 2>/dev/null || true)" = "$lock" ]; then exit 0; fi
  omit=""
  [ "$for_what" = run ] && omit="--omit=dev"
  say "installing npm packages from package-lock.json $omit"
  log=$(mktemp)
  if ! PUPPETEER_SKIP_DOWNLOAD=1 npm ci --no-audit --no-fund $omit >"$log" 2>&1; then
    tail -n 5 "$log" >&2
    stop "npm's packages could not be installed (is the network there?); the whole log is $log"
  fi
  rm -f "$log"
  printf '%s\n' "$lock" >"$stamp"
fi
