# Everything a desk or CI needs; `make help` lists it. Needs make and a Python of at least 3.11, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check
DEMO := build/demo.db
SECONDS ?= 60

.DEFAULT_GOAL := help
.PHONY: help demo test check rest lint types layers wheel-test lowest audit kill fuzz bench messages clean

help:
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /make \1|/' | awk -F'|' '{ printf "  %-16s %s\n", $$1, $$2 }'

demo: $(VENV)/.installed ## load the working group of 2016 into a new file and print its status on 5 September 2016
	@mkdir -p $(dir $(DEMO)) && rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	$(BIN)/wgtrack --db $(DEMO) seed china-blockchain-2016
	$(BIN)/wgtrack --db $(DEMO) status --at 2016-09-05

test: $(VENV)/.test ## run every test
	$(BIN)/python -m pytest -q -n auto

check: test rest ## everything CI checks: tests, lint, types, layers and the built wheel

rest: lint types layers wheel-test ## what `make check` does beside `make test`

lint: $(VENV)/.check ## ruff: rules and format
	$(BIN)/ruff check -q
	$(BIN)/ruff format --check -q

types: $(VENV)/.check ## mypy, strict, tests included
	$(BIN)/mypy

layers: $(VENV)/.check ## import-linter: who may import whom
	$(BIN)/lint-imports --no-logo

wheel-test: $(VENV)/.check ## build wheel and sdist, run the tests against them with the sources out of reach
	.ci/wheel-test $(BIN)/python

lowest: $(VENV)/.test ## run the tests with the lowest versions that pyproject.toml allows
	.ci/lowest $(BIN)/python

audit: $(VENV)/.audit ## look what is installed up among known vulnerabilities; says so where no index can be reached
	$(VENV)/audit/bin/python .ci/audit.py $(BIN)/python

kill: $(VENV)/.test ## kill writers on files 500 times, and on a server 500 times; nothing that they were told is committed may be lost
	$(BIN)/python -m tests.robustness.killing 500
	$(BIN)/python -m tests.robustness.server_killing 500

fuzz: $(VENV)/.fuzz ## look for inputs that are not answered as they should, SECONDS (60) for each reader; needs a network once
	@for target in $$($(BIN)/python tests/fuzz/atheris_run.py 2>/dev/null); do \
	  echo "fuzzing $$target for $(SECONDS) seconds"; mkdir -p build/fuzz; \
	  $(BIN)/python tests/fuzz/atheris_run.py $$target $(SECONDS) >build/fuzz/$$target.log 2>&1 \
	  || { tail -n 40 build/fuzz/$$target.log; exit 1; }; \
	done

bench: $(VENV)/.test ## measure against peers, side by side, and write benchmarks/RESULTS.md
	$(BIN)/python -m benchmarks --output benchmarks/RESULTS.md

messages: $(VENV)/.installed ## collect the texts of reports into the catalogues, compile these, and list what has no translation
	$(BIN)/python .ci/messages.py

clean: ## take away everything that make made
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# A stamp stands for each thing installed, so that a second run is quick.
$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "wgtrack needs Python 3.11 or newer, but $(PYTHON) is "\
	+ sys.version.split()[0] + "; say which to use: make PYTHON=python3.13 ...")'
	@echo "making $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml
	@echo "installing wgtrack"
	@$(PIP) install -e .
	@touch $@

# Dependency groups need pip 25.1.
$(VENV)/.test: $(VENV)/.installed
	@echo "installing what the tests need"
	@$(PIP) install "pip>=25.1"
	@$(PIP) install --group test
	@touch $@

$(VENV)/.check: $(VENV)/.test
	@echo "installing what the checks need"
	@$(PIP) install --group check
	@touch $@

# No dependency group: it is for a desk with time, and has no wheel for every system.
# pip-audit brings a lot, so it has a virtual environment of its own.
$(VENV)/.audit: $(VENV)/.test
	@echo "installing pip-audit"
	@$(PYTHON) -m venv $(VENV)/audit
	@$(VENV)/audit/bin/python -m pip -qq --disable-pip-version-check install "pip-audit>=2.9"
	@touch $@

$(VENV)/.fuzz: $(VENV)/.test
	@echo "installing the fuzzer"
	@$(PIP) install "atheris>=2.3"
	@touch $@
