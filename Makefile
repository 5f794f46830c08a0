# Every recipe works on a machine that has Python 3.11 or newer and a network; `make setup` brings the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCES := src tests benchmarks scripts hatch_build.py
# one BLAS thread a process: tests and benchmarks run several processes beside each other
export OPENBLAS_NUM_THREADS ?= 1

.PHONY: setup demo test check fmt lint types layers ui-check bench results leaderboard leaderboard-check docs clean

setup: $(VENV)/.ready

$(VENV)/.ready: requirements/dev.lock pyproject.toml hatch_build.py ui/package-lock.json
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Frontrow needs Python 3.11 or newer")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

# without PyTorch the nets cannot run, so their lines do not count in the coverage
export FRONTROW_UNCOVERED = $(if $(wildcard $(VENV)/lib/python*/site-packages/torch),,src/frontrow/nets/*)

demo: setup
	$(BIN)/frontrow demo

# the browser's tests run by themselves: their event loop would stand in the way of others in the same process
test: setup
	$(BIN)/pytest -n auto --dist loadgroup --cov --cov-report= -m "not browser" tests
	$(BIN)/pytest --cov --cov-append --cov-report=term --cov-fail-under=95 -m browser tests

check: lint types layers leaderboard-check ui-check test

fmt: setup
	$(BIN)/ruff format $(SOURCES)
	$(BIN)/ruff check --fix $(SOURCES)

lint: setup
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)

types: setup
	$(BIN)/mypy

layers: setup
	$(BIN)/lint-imports

ui-check: setup
	cd ui && ../$(BIN)/node node_modules/typescript/bin/tsc --noEmit && ../$(BIN)/node node_modules/vitest/vitest.mjs run

BENCHMARKS := quality fit explanations ingest serve score forget fit_large factors growth

bench: setup
	for name in $(BENCHMARKS); do $(BIN)/python -m benchmarks.$$name || exit 1; done

# quality keeps its cases itself, so that one can be measured anew without the others
results: setup
	mkdir -p benchmarks/results
	for name in $(filter-out quality,$(BENCHMARKS)); do \
		$(BIN)/python -m benchmarks.$$name --json > benchmarks/results/$$name.jsonl || exit 1; done
	$(BIN)/python -m benchmarks.quality --record
	$(BIN)/python -m benchmarks.leaderboard
	$(BIN)/python -m benchmarks.forget_tables

leaderboard: setup
	$(BIN)/python -m benchmarks.leaderboard
	$(BIN)/python -m benchmarks.forget_tables

leaderboard-check: setup
	$(BIN)/python -m benchmarks.leaderboard --check
	$(BIN)/python -m benchmarks.forget_tables --check

docs: setup
	$(BIN)/python scripts/build_reference.py

clean:
	rm -rf $(VENV) .venv-bench src/frontrow/ui ui/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage*
