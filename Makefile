# Everything a desk or CI needs; `make help` lists it. Needs make and a Python of at least 3.11, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check
DEMO := build/demo.db
SECONDS ?= 60
KILLS ?= 500
# Modules that kill writers, one for each way to store a record: python -m MODULE KILLS.
KILLERS := tests.robustness.killing tests.robustness.server_killing

.DEFAULT_GOAL := help
.PHONY: docs help demo test check rest lint types layers wheel-test lowest python3.13 audit kill fuzz bench messages clean

help:
	@grep -E '^[a-z0-9.-]+:.*## ' Makefile | sed -E 's/^([a-z0-9.-]+):.*## /make \1|/' | awk -F'|' '{ printf "  %-16s %s\n", $$1, $$2 }'

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

python3.13: ## run the tests with Python 3.13, Debian's, in a folder made by debootstrap; needs root on Debian
	.ci/another-python 3.13

audit: $(VENV)/.audit ## look what is installed up among known vulnerabilities; says so where no index can be reached
	$(VENV)/audit/bin/python .ci/audit.py $(BIN)/python

kill: $(VENV)/.test ## kill writers KILLS (500) times at random moments; nothing that they were told is committed may be lost
	@for killer in $(KILLERS); do echo "$$killer $(KILLS)"; $(BIN)/python -m $$killer $(KILLS) || exit 1; done

fuzz: $(VENV)/.fuzz ## look for inputs that are not answered as they should, SECONDS (60) for each reader; needs a network once
	@for target in $$($(BIN)/python tests/fuzz/atheris_run.py 2>/dev/null); do \
	  echo "fuzzing $$target for $(SECONDS) seconds"; mkdir -p build/fuzz; \
	  $(BIN)/python tests/fuzz/atheris_run.py $$target $(SECONDS) >build/fuzz/$$target.log 2>&1 \
	  || { tail -n 40 build/fuzz/$$target.log; exit 1; }; \
	done

bench: $(VENV)/.test ## measure against peers, side by side, and write benchmarks/RESULTS.md
	$(BIN)/python -m benchmarks --output benchmarks/RESULTS.md

docs: $(VENV)/.docs ## the pages of docs/ and the reference of the library as a site, in build/docs; any warning is an error
	$(BIN)/mkdocs build -q

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

$(VENV)/.docs: $(VENV)/.installed
	@echo "installing what the documentation needs"
	@$(PIP) install "pip>=25.1"
	@$(PIP) install --group docs
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
