"""The schema of report.json: checking data against it, and its documentation.

``python -m auditor.report.schema`` prints the documentation, which docs/report-schema.md holds.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator

Node = Mapping[str, Any]


@cache
def schema() -> Node:
    """The JSON Schema (2020-12) of report.json."""
    loaded: Node = json.loads(files("auditor.report").joinpath("schema.json").read_text("utf-8"))
    return loaded


def validate(data: object) -> None:
    """Raise jsonschema.ValidationError where ``data`` is no report of this version."""
    Draft202012Validator(dict(schema())).validate(data)


def documentation() -> str:
    """The schema as Markdown: one table an object."""
    tables = [_table("report", schema()), *(_table(name, node) for name, node in schema()["$defs"].items())]
    heading = f"# report.json: `{schema()['title']}`\n\n"
    note = "Made by `python -m auditor.report.schema` from `auditor/report/schema.json`. Every field is always there.\n"
    return heading + note + "".join(tables)


def _table(name: str, node: Node) -> str:
    rows = "".join(f"| `{key}` | {_type(field)} | {_words(field)} |\n" for key, field in node["properties"].items())
    return f"\n## {name}\n\n{node['description']}\n\n| field | type | meaning |\n|---|---|---|\n{rows}"


def _type(field: Node) -> str:
    if "$ref" in field:
        name = field["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name})"
    if "anyOf" in field:
        return " or ".join(map(_type, field["anyOf"]))
    if "const" in field or "enum" in field:
        return "text"
    if field["type"] == "array":
        return f"list of {_type(field['items'])}"
    types = [field["type"]] if isinstance(field["type"], str) else field["type"]
    return " or ".join("text" if t == "string" else t for t in types)


def _words(field: Node) -> str:
    node = schema()["$defs"][field["$ref"].rsplit("/", 1)[-1]] if "$ref" in field else field
    options = [node["const"]] if "const" in node else node.get("enum", [])
    listed = f" One of {', '.join(f'`{option}`' for option in options)}." if options else ""
    return str(node["description"]) + listed


if __name__ == "__main__":
    print(documentation(), end="")
