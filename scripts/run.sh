#!/usr/bin/env bash
# What `make run` does after building: a data folder with the nation's areas and the sample district, served.
set -euo pipefail
cd "$(dirname "$0")/.."
port=${PORT:-8080}
data=${DATA:-data}
program=build/release/kentongan
case $port in *[!0-9]* | '') echo "run: PORT must be a number, not '$port'" >&2; exit 2 ;; esac
if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
  echo "run: port $port is taken; choose another with: make run PORT=8081" >&2
  exit 1
fi
[ "${1:-}" = only-look ] && exit 0
mkdir -p "$data"
if [ ! -e "$data/.demo-made" ]; then
  "$program" import areas node_modules/idn-area-data/data --data "$data"
  "$program" demo --data "$data"
  touch "$data/.demo-made"
fi
exec "$program" serve --data "$data" --listen "127.0.0.1:$port" --demo
