# Everything a person needs to run, test and measure Veche. Works from a bare clone with Python 3.11+.
# The first interpreter that really runs and is new enough; `make PYTHON=/path/to/python3.12` chooses another.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for one in python3.11 python3.12 python3.13 python3.14 python3; do \
	if $$one -c '$(NEW_ENOUGH)' >/dev/null 2>&1; then command -v $$one; break; fi; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
# One of them mostly waits: it runs the campaigns that kill processes, one after the other.
WORKERS ?= 3

.PHONY: run test check unit bench chaos check-calendar lock format browser screenshots clean

run: $(VENV)/.run ## start everything; prints the sandbox page's address when no token is set
	@exec $(BIN)/veche run

test: check unit ## lint, types, architecture, then every test with embedded servers

check: $(VENV)/.dev ## ruff, mypy --strict, import-linter
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: $(VENV)/.dev browser
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup

bench: $(VENV)/.bench ## side by side with the reference bot; prints a table, writes build/bench.json
	$(BIN)/python -m tests.benchmarks

chaos: $(VENV)/.dev ## at least 100 kill -9 under conversations; prints the books
	$(BIN)/python -m tests.chaos

check-calendar: $(VENV)/.dev ## a million random cases of working time against a counter of minutes
	$(BIN)/python -m tests.deadlines.campaign

browser: $(VENV)/.dev
	@$(BIN)/python -m tests.browser_install

screenshots: $(VENV)/.dev browser ## the handbook's pictures, taken from the running sandbox
	$(BIN)/python -m tests.screenshots

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: ## refresh the locked dependencies (needs uv)
	uv pip compile --universal --python-version 3.11 --no-emit-index-url --generate-hashes -q \
		--custom-compile-command "make lock" pyproject.toml --group build -o requirements.txt
	uv pip compile --universal --python-version 3.11 --no-emit-index-url --generate-hashes -q \
		--custom-compile-command "make lock" pyproject.toml --group build --group dev -o requirements-dev.txt
	uv pip compile --universal --python-version 3.11 --no-emit-index-url --generate-hashes -q \
		--custom-compile-command "make lock" pyproject.toml --group build --group dev --group rivals \
		-o requirements-bench.txt

clean:
	rm -rf $(VENV) build

$(BIN)/python:
	@"$(PYTHON)" -c '$(NEW_ENOUGH)' 2>/dev/null || { \
		echo "Veche needs Python 3.11 or newer$(if $(PYTHON), and $(PYTHON) is not,). Install it, or: make PYTHON=/path/to/python3.11"; \
		exit 1; }
	@"$(PYTHON)" -c 'import ensurepip' 2>/dev/null || { \
		echo "This Python cannot make virtual environments. On Debian or Ubuntu: apt install python3-venv"; exit 1; }
	@echo "Making $(VENV) (once)..."
	@"$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/.run: requirements.txt pyproject.toml | $(BIN)/python
	@echo "Installing the locked dependencies (once)..."
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.bench: requirements-bench.txt $(VENV)/.dev
	@echo "Installing the packages the benchmark compares with (once)..."
	@$(PIP) install --require-hashes -r requirements-bench.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt pyproject.toml | $(BIN)/python
	@echo "Installing the locked dependencies for tests (once)..."
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.run
