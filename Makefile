# Two commands are all a newcomer needs: `make run` and `make test`. Both set up what they need first.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
EXAMPLE ?= checkout
# Three more than there are cores, since many tests wait for a screen; a busy machine may be given fewer.
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2) + 3)

# What is compiled once is not compiled again by each of the tests' processes, whatever the machine is set to.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test check format lint types contracts docs pictures bench soak lock wheel clean

help:
	@echo "make run      set up, and start the program on an example (EXAMPLE=free-threaded-python for the other)"
	@echo "make test     set up, and run the tests"
	@echo "make check    format, lint, types, import contracts, tests"
	@echo "make format   put the source into its form"
	@echo "make docs     write the generated pages of docs/ and the examples in sessions/"
	@echo "make pictures draw the screens anew into docs/pictures/"
	@echo "make bench    measure what docs promise of speed"
	@echo "make soak     the long form of what the suite tests in short"
	@echo "make lock     write constraints.txt from what is installed"
	@echo "make wheel    build the wheel into dist/"

run: $(READY)
	$(BIN)/alignment-tui $(EXAMPLE)

test: $(READY)
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup

check: lint types contracts test

lint: $(READY)
	$(BIN)/ruff format --check
	$(BIN)/ruff check

types: $(READY)
	$(BIN)/mypy

contracts: $(READY)
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

docs: $(READY)
	$(BIN)/python -m tests.rebuild

pictures: $(READY)
	$(BIN)/python -m tests.pages.pictures

bench: $(READY)
	$(BIN)/python -m benchmarks

# Each test that has a long form reads how long from a variable of its own; what only tries a portion, from the last.
LONG := ALIGNMENT_GIT_PAIRS=200 ALIGNMENT_FAULTS=all ALIGNMENT_KILLS=200 ALIGNMENT_SCREEN_KILLS=50 ALIGNMENT_AT_ONCE=120 \
	ALIGNMENT_WPM=150 ALIGNMENT_PRESSES=100000 ALIGNMENT_LEGIBILITY=all ALIGNMENT_THEMES=all ALIGNMENT_MUTANTS=2000 \
	ALIGNMENT_SCREEN_MUTANTS=1000 ALIGNMENT_TERMINAL_MUTANTS=40 ALIGNMENT_SLIPS=all ALIGNMENT_PORTION=all

soak: $(READY)
	$(LONG) $(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup

lock: $(READY)
	$(BIN)/pip freeze --all --exclude setuptools --exclude-editable > constraints.txt

wheel: $(READY)
	$(BIN)/python -m build --wheel --no-isolation

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# pip and the build backend come first and pinned: an older pip writes start scripts that take half as long again.
$(READY): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt pip hatchling editables
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt --no-build-isolation -e '.[dev,pdf,ical,templates]'
	$(BIN)/python -m compileall -q alignment_tui
	touch $@
