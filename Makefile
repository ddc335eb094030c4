# Two commands for a newcomer: make run, make test. `make help` lists the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := build
.PHONY: build run free-port test check tidy tsan fuzz journeys crash bench bench-match screens clean help
export CCACHE_NOHASHDIR ?= 1
export CCACHE_BASEDIR ?= $(CURDIR)

build: ## build/release/kentongan, installing what is missing
	@scripts/setup.sh run
	@[ -f build/release/build.ninja ] || cmake --preset release >build-release.log 2>&1 || { tail -n 20 build-release.log; exit 1; }
	@rm -f build-release.log
	@cmake --build --preset release --target kentongan

run: free-port build ## build, make the sample district, serve it (PORT=8080 DATA=data)
	@PORT="$(or $(PORT),8080)" DATA="$(or $(DATA),data)" scripts/run.sh

free-port:
	@PORT="$(or $(PORT),8080)" scripts/run.sh only-look

test: ## build and run every test
	@scripts/setup.sh test
	@[ -f build/dev/build.ninja ] || cmake --preset dev >/dev/null
	@cmake --build --preset dev
	@ctest --preset dev

tsan: ## every test under ThreadSanitizer, built by clang 16
	@scripts/setup.sh test
	@[ -f build/tsan/build.ninja ] || cmake --preset tsan >/dev/null
	@cmake --build --preset tsan
	@ctest --preset tsan

fuzz: ## every libFuzzer target for a while (EACH=60 seconds)
	@scripts/setup.sh test
	@[ -f build/fuzz/build.ninja ] || cmake --preset fuzz >/dev/null
	@EACH="$(or $(EACH),60)" scripts/fuzz.sh

tidy: ## clang-tidy over every room (ROOM=net for one)
	@scripts/setup.sh test
	@[ -f build/clang/build.ninja ] || cmake --preset clang >/dev/null
	@cmake --build --preset clang
	@git ls-files 'src/$(or $(ROOM),*)/*.cpp' | xargs -P "$$(nproc)" -n 4 clang-tidy-16 -p build/clang --quiet

journeys: build ## whole stories through the built program: browser, mail, Telegram, operator
	@scripts/setup.sh test
	@node --test --test-concurrency=$(or $(JOBS),1) tests/journeys/*.test.mjs

crash: build ## kill -9 while people publish and ask (KILLS=50 SEED=7)
	@python3 tests/crash/kill_nine.py --program build/release/kentongan --kills $(or $(KILLS),50) --seed $(or $(SEED),7)

bench: build ## publish to mailbox, cold start, memory (KENTONGAN_EVAL_DATA=folder)
	@scripts/setup.sh test
	@node bench/deliver.mjs; delivered=$$?; node bench/askers.mjs; asked=$$?; node bench/start.mjs && exit $$((delivered + asked))

bench-match: ## the engine beside its peers (KENTONGAN_EVAL_DATA=folder SIZES="real sentences million" INSTRUCTIONS=1)
	@scripts/setup.sh test
	@[ -f build/bench/build.ninja ] || cmake --preset bench >/dev/null
	@cmake --build build/bench --target match_peers near_bench cluster_bench kentongan
	@FEW="$(FEW)" SIZES="$(SIZES)" INSTRUCTIONS="$(INSTRUCTIONS)" bench/match.sh

screens: build ## photographs of every page for the docs, in docs/screens
	@scripts/setup.sh test
	@SCREENS=docs/screens node --test tests/journeys/faces.test.mjs
	@KENTONGAN_SCREENS=docs/screens node --test tests/journeys/tabayun.test.mjs

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

clean: ## removes what was built
	rm -rf build

check: ## format, rooms, messages
	@scripts/setup.sh test
	@python3 scripts/check_rooms.py
	@python3 scripts/check_messages.py
	@git ls-files 'src/*.cpp' 'src/*.hpp' 'fuzz/*.cpp' 'bench/*.cpp' 'bench/*.hpp' | xargs clang-format-16 --dry-run -Werror
