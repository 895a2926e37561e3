"""Makes the PDF and Word files of this folder anew, with LibreOffice (Debian: libreoffice-writer, hyphen-en-gb).

    python tests/ingest/made/make.py

The made files are kept here, so that tests need no LibreOffice. Two layouts: one column and two, both with a running
header, page numbers at the foot, and hyphenation. encrypted.pdf opens with a password only; scanned.pdf is a picture.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
PASSWORD = {
    "EncryptFile": {"type": "boolean", "value": "true"},
    "DocumentOpenPassword": {"type": "string", "value": "x"},
}
LOCKED = f"pdf:writer_pdf_Export:{json.dumps(PASSWORD)}"


def convert(form: str, source: Path) -> None:
    command = ["soffice", "--headless", "--convert-to", form, "--outdir", HERE, source]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def main() -> None:
    convert(LOCKED, HERE / "one-column.fodt")
    (HERE / "one-column.pdf").rename(HERE / "encrypted.pdf")
    for name in ("one-column", "two-columns"):
        convert("pdf:writer_pdf_Export", HERE / f"{name}.fodt")
        convert("docx:MS Word 2007 XML", HERE / f"{name}.fodt")
    convert("pdf:writer_pdf_Export", HERE / "scanned.fodt")


if __name__ == "__main__":
    main()
