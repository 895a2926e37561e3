# Two commands do everything: `make audit` and `make test`. Both set up .venv first.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: audit test check sample clean

audit: .venv/installed
	$(BIN)/auditor run corpus --out reports

test: check
	$(BIN)/pytest

check: .venv/installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

sample: .venv/installed
	$(BIN)/auditor run corpus --out reports/sample --time 2026-01-01T00:00:00Z

.venv/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

clean:
	rm -rf .venv build *.egg-info .coverage .mypy_cache .ruff_cache .pytest_cache
