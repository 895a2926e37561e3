# Two commands do everything: `make audit` and `make test`. Both set up .venv first.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: audit test check sample docs picture screenshots bench evaluate accept calibrate clean

# Audits the sample corpus.
audit: .venv/installed
	$(BIN)/auditor run corpus --out reports

# Runs every check and test.
test: check
	$(BIN)/pytest

# Runs the checks alone: form, types, import layers.
check: .venv/installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Makes reports/sample anew, with a fixed time, so that the same code gives the same bytes.
sample: .venv/installed
	$(BIN)/auditor run corpus --no-store --out reports/sample --time 2026-01-01T00:00:00Z

# Makes anew what README.md and docs/ repeat from the code and the sample.
docs: sample
	$(BIN)/python docs/generate.py

# The README's picture of the sample report; needs Chromium.
picture: sample
	$(BIN)/python docs/picture.py

# Pictures of the review's pages, into build/screenshots; needs Chromium.
screenshots: .venv/installed
	$(BIN)/python docs/screenshots.py

# How long the review's pages take with 10,000 conflicts, and a large report to open in Chromium; how long commands take
# that have little to do; then how the time of a run grows with what is new, in a store of 2,000 made-up articles (some
# minutes); then finding the truth among sources that err and copy, against other algorithms: ends with 1 where ours is
# worse.
bench: .venv/installed
	$(BIN)/python bench/review.py
	$(BIN)/python bench/report_page.py
	$(BIN)/python bench/start_up.py
	$(BIN)/python bench/rerun.py
	$(BIN)/python bench/truth_discovery.py --check

# Without the annotated data beside this folder (../shared) only the made-up topics are measured; it says so.
evaluate: .venv/installed
	$(BIN)/python bench/evaluate.py

accept: .venv/installed
	$(BIN)/python bench/evaluate.py --accept

# Learns the confidence of conflicts anew, from the annotated topics to build on.
calibrate: .venv/installed
	$(BIN)/python bench/calibrate.py

.venv/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

clean:
	rm -rf .venv build *.egg-info .coverage .hypothesis .import_linter_cache .mypy_cache .ruff_cache .pytest_cache
