#!/bin/bash
# A finished page from memory against nginx serving the same bytes as a static file.
#   bench/page_bench.sh [BUILD_DIR]       default build/bench
# Same run, same cores: wrk and the server under test share all cores; the two take turns every second,
# SLICES times a round, and the median of the rounds' ratios counts. Goal: 0.85.
set -euo pipefail
build=${1:-build/bench}
size=${SIZE:-12000} seconds=${SECONDS_EACH:-1} slices=${SLICES:-5} rounds=${ROUNDS:-3} connections=${CONNECTIONS:-64}
cores=$(nproc)
folder=$(mktemp -d /tmp/page_bench.XXXXXX)
cleanup() {
  [ -n "${nginx_pid:-}" ] && kill "$nginx_pid" 2>/dev/null
  exec 9>&- 2>/dev/null || true
  [ -n "${server_pid:-}" ] && wait "$server_pid" 2>/dev/null
  rm -rf "$folder"
}
trap cleanup EXIT

# A page that looks like one: words, not zeros.
mkdir "$folder/www"
awk -v size="$size" 'BEGIN { srand(7); n = 0; print "<!doctype html><title>Kabar</title>"; n = 36;
  while (n < size - 9) { line = "<p>"; for (i = 0; i < 12; i++) line = line sprintf("kata%d ", rand() * 4000);
    if (n + length(line) + 1 > size) break; print line; n += length(line) + 1 } }' > "$folder/www/index.html"
chmod -R a+rX "$folder"

mkfifo "$folder/stdin"
"$build/bench/page_server" "$folder/www/index.html" "$cores" < "$folder/stdin" > "$folder/port" &
server_pid=$!
exec 9> "$folder/stdin"
for _ in $(seq 100); do [ -s "$folder/port" ] && break; sleep 0.05; done
ours="http://127.0.0.1:$(cat "$folder/port")/"

# The same fields as ours, so that both send as much.
fields=$(curl -sSI "$ours" | tr -d '\r' | grep -E '^(Content-Security|X-Content|Referrer|Cross-Origin|Permissions|Cache-Control|Vary)' |
  sed -E 's/^([^:]+): (.*)$/add_header \1 "\2";/')
nginx_port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
cat > "$folder/nginx.conf" <<CONF
worker_processes $cores;
daemon off;
pid $folder/nginx.pid;
error_log $folder/error.log;
events { worker_connections 1024; }
http {
  types { text/html html; }
  access_log off; sendfile on; tcp_nopush on; tcp_nodelay on;
  keepalive_timeout 65; keepalive_requests 100000000;
  open_file_cache max=100 inactive=1h; open_file_cache_valid 1h;
  client_body_temp_path $folder/t1; proxy_temp_path $folder/t2; fastcgi_temp_path $folder/t3;
  uwsgi_temp_path $folder/t4; scgi_temp_path $folder/t5;
  server { listen 127.0.0.1:$nginx_port; root $folder/www; server_tokens off; $fields }
}
CONF
nginx -c "$folder/nginx.conf" -p "$folder" 2>/dev/null &
nginx_pid=$!
theirs="http://127.0.0.1:$nginx_port/"
for _ in $(seq 100); do curl -sf -o /dev/null "$theirs" && break; sleep 0.05; done

cmp <(curl -sS "$ours") <(curl -sS "$theirs") || { echo "the bodies differ"; exit 1; }
bytes() { curl -sS -o /dev/null -w '%{size_header}+%{size_download}' "$1"; }
echo "response bytes: ours $(bytes "$ours"), nginx $(bytes "$theirs"); $cores cores, $connections connections"

# Processor time of a process and its children in hundredths of a second: what others on this machine
# do changes how much a second of wrk brings, but hardly what one answer costs.
ticks() { cat "/proc/$1/stat" $(pgrep -P "$1" | sed 's|.*|/proc/&/stat|') | awk '{t += $14 + $15} END {print t}'; }
run() { local before; before=$(ticks "$2")
  wrk -t "$cores" -c "$connections" -d "${seconds}s" --latency "$1" > "$folder/out"
  grep -q 'Socket errors\|Non-2xx' "$folder/out" && { cat "$folder/out" >&2; exit 1; }
  awk -v ticks="$(($(ticks "$2") - before))" '/Requests\/sec/ {r = $2} /99%/ {p = $2} / requests in / {n = $1}
    END {printf "%s %s %.1f\n", r, p, ticks * 10000 / n}' "$folder/out"; }
wrk -t "$cores" -c "$connections" -d 1s "$ours" > /dev/null; wrk -t "$cores" -c "$connections" -d 1s "$theirs" > /dev/null
for round in $(seq "$rounds"); do
  for _ in $(seq "$slices"); do
    echo "ours $(run "$ours" "$server_pid")"
    echo "nginx $(run "$theirs" "$nginx_pid")"
  done | awk -v round="$round" '{ rate[$1] += $2; cpu[$1] += $4; n[$1]++; sub("us", "e-3", $3); sub("ms", "", $3);
    if ($3 ~ /s$/) $3 = $3 * 1000; if ($3 + 0 > worst[$1]) worst[$1] = $3 + 0 }
    END { for (i = 1; i <= 2; i++) { who = i == 1 ? "ours" : "nginx";
        printf "%s%s %.0f/s, worst p99 %.0f ms, %.1f us cpu each", i == 1 ? "round " round ": " : "; ", who, rate[who] / n[who], worst[who], cpu[who] / n[who] }
      printf "; ratio %.3f\n", rate["ours"] / rate["nginx"] }' | tee -a "$folder/rounds"
done
median=$(sed 's/.*ratio //' "$folder/rounds" | sort -n | awk '{v[NR] = $1} END {print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2}')
echo "median ratio $median (goal 0.85)"
