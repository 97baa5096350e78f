# Two commands to know: `make run` brings the product up, `make test` checks all of it. `make bench` measures it.

PORT ?= 8000
JSON ?=
# The first of these that is new enough; say `make run PYTHON=/path/to/python3.12` to choose.
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
MAKEFLAGS += --no-print-directory

.PHONY: help run test check lint bench clean

help:
	@echo "make run     start Next Round on this machine (PORT=8000)"
	@echo "make check   linters, types and the quick tests, on SQLite"
	@echo "make test    linters, types, tests on SQLite and PostgreSQL, browser tests"
	@echo "make bench   measure the budgets (JSON=file writes the figures too)"
	@echo "make clean   remove the virtual environment (what people wrote, in var/, stays)"

run: .venv/run.stamp
	@exec $(BIN)/python manage.py serve --port $(PORT)

test: .venv/dev.stamp
	@$(BIN)/python -m tests.everything

check: .venv/dev.stamp
	@$(BIN)/python -m tests.everything --quick

lint: .venv/dev.stamp
	@$(BIN)/python -m tests.everything --only-lint

bench: .venv/dev.stamp
	@$(BIN)/python -m tests.bench $(if $(JSON),--json $(JSON))

clean:
	rm -rf .venv

.venv/bin/python:
	@test -n "$(PYTHON)" || { \
		echo "Next Round needs Python 3.11 or newer; $$(python3 --version 2>/dev/null || echo none) was found. Install it, or say: make run PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Next Round needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1 || true)." >&2; exit 1; }
	@$(PYTHON) -m venv .venv >/dev/null 2>&1 || { rm -rf .venv; \
		echo "A virtual environment could not be made. On Debian or Ubuntu: apt install python3-venv" >&2; exit 1; }

.venv/run.stamp: requirements.txt | .venv/bin/python
	$(call install,requirements.txt)

.venv/dev.stamp: requirements.txt requirements-dev.txt | .venv/bin/python
	$(call install,requirements-dev.txt)
	@touch .venv/run.stamp

# Quiet when it works; one line when it does not, with the whole story in a file.
define install
	@echo "Installing what $(1) names (once)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --retries 1 -r $(1) >.venv/pip.log 2>&1 || { \
		if grep -qiE "connection|resolve|retrying|timed out|unreachable|proxy|SSL" .venv/pip.log; \
		then echo "The package index cannot be reached, so nothing was installed. Check the network and run make again. (.venv/pip.log has the details.)" >&2; \
		else echo "A package could not be installed: $$(grep -m1 -E '^ERROR' .venv/pip.log) (.venv/pip.log has the details.)" >&2; fi; exit 1; }
	@touch $@
endef
