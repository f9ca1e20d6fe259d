# `make app` and `make test` are all the set-up there is: each makes .venv by itself where it is missing or out of date.
# Another Python (3.11 or newer):  make app PYTHON=python3.12

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PYTHONUTF8 = 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup app test coverage lint format bench bench-long peers docs pictures fuzz model-diff clean

help:
	@echo 'make app     open the simulator in the browser'
	@echo 'make test    run the tests (the slow ones: .venv/bin/pytest -m slow)'
	@echo 'make lint    ruff and mypy'
	@echo 'make coverage  say which lines the tests go through'
	@echo 'make format  put the code into its standard form'
	@echo 'make bench   print the table of speeds and sizes (make bench-long: what takes hours)'
	@echo 'make docs    build the site of the guides in docs/_build (make pictures: draw its pictures again)'
	@echo 'make fuzz    knock at every door with odd input, a hundred thousand times (an hour or more)'
	@echo 'make model-diff REF=...  which figures of the shipped scenarios moved since another revision'
	@echo 'make setup   only make .venv (the others do it by themselves)'
	@echo 'make clean   remove .venv and everything that can be made again'

setup: $(READY)

app: $(READY)
	$(BIN)/twenty-cents app

# One process for each core up to four; a file's tests stay together, so that they share what they set up.
test: $(READY)
	$(BIN)/python -m pytest -m 'not slow' -n auto --maxprocesses 4 --dist loadfile

# Which lines of sim/ the tests of `make test` go through, those of the commands that they start included; it fails where
# these are fewer than pyproject.toml asks for.
coverage: $(READY)
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -q -m 'not slow' -n auto --maxprocesses 4 --dist loadfile
	$(BIN)/coverage combine -q
	$(BIN)/coverage report

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY)
	$(BIN)/python -m benchmarks

# Another simulator to measure beside, in an environment of its own.
peers: .peers/starsim/.ready

.peers/starsim/.ready:
	@$(PYTHON) -m venv .peers/starsim
	@.peers/starsim/bin/python -m pip install --quiet starsim==3.7.2
	@touch $@

bench-long: $(READY)
	$(BIN)/python -m benchmarks.long

# A warning is an error; nothing is fetched.
docs: $(READY)
	$(BIN)/sphinx-build -q -W --keep-going -n docs docs/_build
	@echo 'Open docs/_build/index.html'

pictures: $(READY)
	$(BIN)/python docs/pictures/make.py

# The page of evidence, written again from the table of parameters; a test says when it is out of date.
docs/evidence.md: sim/inputs/parameters.py sim/show/evidence_page.py $(wildcard sim/inputs/table_*.py) | $(READY)
	$(BIN)/twenty-cents evidence --markdown > $@

# The pages of commands and of names, written again from the code; a test says when they are out of date.
docs/commands.md: docs/write_commands.py $(wildcard sim/cli/*.py) | $(READY)
	$(BIN)/python docs/write_commands.py > $@

docs/names.md: docs/write_names.py $(wildcard sim/show/names*.py) sim/study/sweeps/columns.py | $(READY)
	$(BIN)/python docs/write_names.py > $@
# What the code here moved in the shipped scenarios since another revision: make model-diff REF=v0.1.0
REF ?= HEAD
model-diff: $(READY)
	$(BIN)/python -m tests.golden.difference $(REF)

# A hundred thousand odd files, links and options at each of the doors; FUZZ=1000 for a quick look.
FUZZ ?= 100000
fuzz: $(READY)
	$(BIN)/python -m tests.fuzz $(FUZZ)

clean:
	rm -rf .venv dist build docs/_build .mypy_cache .pytest_cache .ruff_cache .hypothesis test-results
	find sim tests benchmarks -type d -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

# The stamp is touched last: a set-up that was broken off goes on where it stopped, a finished one is never repeated.
$(READY): pyproject.toml constraints.txt | $(BIN)/python
	@echo 'Installing into .venv: a minute or two, and only this once ...'
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[batch,cluster,search,dev]'
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Twenty Cents needs Python 3.11 or newer, and \"$(PYTHON)\" answers: $$($(PYTHON) --version 2>&1 | head -n 1)"; \
	  echo 'Name one that is:  make $(or $(firstword $(MAKECMDGOALS)),setup) PYTHON=python3.12'; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo '"$(PYTHON)" comes without venv. On Debian and Ubuntu: apt install python3-venv'; exit 1; }
	@$(PYTHON) -m venv --clear .venv
