#!/usr/bin/env bash
# Builds the libFuzzer targets and runs each for EACH seconds, from its corpus in fuzz/corpus when there is
# one. What a target finds is kept in build/fuzz/found; exits 1 when one found something.
set -euo pipefail
cd "$(dirname "$0")/.."
cmake --build --preset fuzz
mkdir -p build/fuzz/found
found=0
for target in build/fuzz/fuzz/*_fuzz; do
  name=$(basename "$target")
  corpus=build/fuzz/corpus/$name
  mkdir -p "$corpus"
  seeds=fuzz/corpus/$name
  dictionary=fuzz/${name%_fuzz}.dict
  echo "fuzz: $name, ${EACH:-60} s"
  "$target" -max_total_time="${EACH:-60}" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="build/fuzz/found/$name-" ${dictionary:+$([ -f "$dictionary" ] && echo "-dict=$dictionary")} \
    "$corpus" $([ -d "$seeds" ] && echo "$seeds") >"build/fuzz/$name.log" 2>&1 || { found=1; tail -n 30 "build/fuzz/$name.log"; }
  grep -hE 'stat::(number_of_executed_units|peak_rss_mb)' "build/fuzz/$name.log" || true
done
exit $found
