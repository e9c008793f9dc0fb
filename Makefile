# The commands of the project. Thin: the work is in tools/ and in CMake. `make help` explains them.
PORT ?= 8080
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.PHONY: help run test check bench build fmt docs clean

help:  ## zeigt diese Liste
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

run:  ## richtet ein, übersetzt und startet KIM mit Beispieldaten: http://127.0.0.1:8080 (PORT=9000 für einen anderen Anschluss)
	@tools/setup run
	@tools/build release
	@exec build/release/kim demo --data var --port $(PORT)

test:  ## alle Tests, auf SQLite und PostgreSQL und im Browser
	@tools/setup test
	@tools/build dev
	@tools/test-postgres run -- ctest --test-dir build/dev -j $$(nproc) --output-on-failure

check:  ## Format, Schichten, Größen, zweiter Compiler, Sanitizer, Fuzzer, clang-tidy
	@tools/setup check
	@tools/check

bench:  ## misst Seiten, Suche und Speichern (docs/performance.md)
	@tools/setup bench
	@tools/build release
	@tools/bench

build:  ## übersetzt nach build/release/kim
	@tools/setup run
	@tools/build release

fmt:  ## bringt den C++-Quelltext in Form
	@tools/setup check
	@git ls-files -z 'src/*.cpp' 'src/*.h' 'tests/*.cpp' 'tests/*.h' | xargs -0 clang-format-19 -i

docs:  ## schreibt docs/generated neu
	@tools/setup run
	@tools/build release
	@build/release/kim docs

clean:  ## entfernt build/ (Beispieldaten in var/ bleiben)
	@rm -rf build
