#!/usr/bin/env bash
# The engine beside its peers, everything in docs/benchmarks.md about matching; see `make bench-match`.
#   SIZES         which of `real` (15,316 titles), `sentences` (71,004), `million` (1,015,316); `real` alone
#   FEW           messages of q_lat that even the slow peers are asked at every size (24)
#   INSTRUCTIONS  also count instructions by callgrind (minutes)
# The data is in $KENTONGAN_EVAL_DATA or ../shared/data; BUILD is where the programs were built (build/bench).
set -euo pipefail
cd "$(dirname "$0")/.."
data=${KENTONGAN_EVAL_DATA:-../shared/data}
build=${BUILD:-build/bench}
failed=0

claims_of() {  # a size; its claims, made when they are missing
  case $1 in
    real) echo "$data/claimmatch/claims.tsv"; return ;;
    sentences) options=--sentences ;;
    million) options= ;;
    *) echo "no such size: $1" >&2; exit 64 ;;
  esac
  # shellcheck disable=SC2086
  [ -f "$build/$1.tsv" ] || python3 bench/million.py --folder "$data" $options >"$build/$1.tsv.new"
  [ -f "$build/$1.tsv" ] || mv "$build/$1.tsv.new" "$build/$1.tsv"
  echo "$build/$1.tsv"
}

echo "== near copies and clusters"
"$build"/bench/near_bench "$data" test
"$build"/bench/cluster_bench "$data" test
echo "== what is answered without asking anybody"
"$build"/bench/match_peers "$data" --decide
echo "== other languages"
python3 bench/other_languages.py --folder "$data" --program "$build/kentongan" || failed=1
for size in ${SIZES:-real}; do
  claims=$(claims_of "$size")
  echo "== peers, $size"
  "$build"/bench/match_peers "$data" --claims "$claims" --few "${FEW:-24}" || failed=1
  [ -n "${INSTRUCTIONS:-}" ] || continue
  for engine in "ours, candidates" "ours, decision" "Xapian OP_OR" "Xapian ELITE_SET" "SQLite FTS5"; do
    valgrind --tool=callgrind --callgrind-out-file=/dev/null --instr-atstart=no \
      "$build"/bench/match_peers "$data" --claims "$claims" --count "${FEW:-24}" "$engine" 2>&1 |
      grep -E 'messages|Collected'
  done
done
exit $failed
