"""``python -m auditor`` does what ``auditor`` does."""

from auditor.cli import app

app(prog_name="auditor")
