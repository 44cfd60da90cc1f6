# Two commands on a fresh machine: `make serve` and `make test`. Needs Python 3.11 and make.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 7860
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
TEST_DATA ?= $(CURDIR)/.keikaku-test

export PIP_CONSTRAINT := $(CURDIR)/constraints.txt

.DEFAULT_GOAL := help
.PHONY: help serve ingest test test-browser eval bench check format clean lock

help:  ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST)

serve: $(VENV)/.runtime  ## set up, ingest corpus/, and start the chat on http://127.0.0.1:7860
	@$(BIN)/keikaku ingest
	@$(BIN)/keikaku serve --host $(HOST) --port $(PORT)

ingest: $(VENV)/.runtime  ## set up and (re)build the index of corpus/
	@$(BIN)/keikaku ingest

test: $(VENV)/.dev  ## set up as far as tests need it, and run them all
	KEIKAKU_TEST_DATA_DIR=$(TEST_DATA) $(BIN)/python -m pytest

test-browser: $(VENV)/.dev  ## drive the page in Chromium (installed through apt if missing)
	@.ci/install_browser
	KEIKAKU_TEST_DATA_DIR=$(TEST_DATA) $(BIN)/python -m pytest -m browser tests/browser

eval: $(VENV)/.runtime  ## ask the test split of evals/datasets and fail below evals/thresholds.yaml
	@$(BIN)/keikaku ingest
	@$(BIN)/keikaku eval --gate

bench: $(VENV)/.bench  ## measure speed and memory beside the stock recipe, into build/bench/
	@$(BIN)/python -m bench.speed

check: $(VENV)/.dev  ## format, lint, types, import contracts, tests: what CI runs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(MAKE) --no-print-directory test

format: $(VENV)/.dev  ## format the code and sort its imports
	$(BIN)/ruff check --fix --select I .
	$(BIN)/ruff format .

clean:  ## remove the virtual environment, models, indexes and caches
	rm -rf $(VENV) .keikaku .keikaku-test .mypy_cache .ruff_cache .pytest_cache .hypothesis \
	  .import_linter_cache *.egg-info build

lock: $(VENV)/.dev  ## write constraints.txt from what is installed
	{ sed -n '/^#/p' constraints.txt; \
	  env -u PIP_CONSTRAINT $(PIP) freeze --all --exclude-editable \
	    | sed 's/+cpu$$//' | LC_ALL=C sort -f; } > constraints.new
	mv constraints.new constraints.txt

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || \
	  { echo "Python 3.11 is needed; call: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) install --quiet --upgrade pip
	$(PIP) install --editable .
	@$(BIN)/python .ci/no_cuda.py
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime
	$(PIP) install --editable '.[dev]'
	@$(BIN)/python .ci/no_cuda.py
	@touch $@

$(VENV)/.bench: $(VENV)/.runtime
	$(PIP) install --editable '.[bench]'
	@$(BIN)/python .ci/no_cuda.py
	@touch $@
