"""Only what is surely not English is left out."""

import subprocess
import sys

import pytest

from auditor.ingest.language import foreign

ENGLISH = "The mayor of Ostvik said on Tuesday that the bridge will open in May and that it has cost $40 million. " * 3


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Bürgermeister sagte, dass die Brücke im Mai eröffnet wird und vierzig Millionen kostet. " * 4, "German"),
        (
            "Le maire a déclaré que le pont ouvrira en mai et qu’il a coûté quarante millions de couronnes. " * 4,
            "French",
        ),
        ("De burgemeester zei dat de brug in mei opengaat en dat zij veertig miljoen heeft gekost. " * 4, "Dutch"),
        ("Мэр заявил, что мост откроется в мае и что он стоил сорок миллионов крон. " * 4, "Russian"),
        ("市長は、橋は五月に開通し、四千万クローネかかったと述べた。" * 12, "Japanese"),
        ("महापौर ने कहा कि पुल मई में खुलेगा और इस पर चार करोड़ खर्च हुए। " * 8, "Hindi"),
    ],
)
def test_other_languages_are_named(text: str, language: str) -> None:
    assert foreign(text) == language
    assert foreign(text) == language


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "Der Bürgermeister sagte, dass die Brücke im Mai eröffnet wird.",
        "Kestrel Systems 12, Calder Foods 44, Norwick Ferries 90, Halden Optics 7 " * 8,
        ENGLISH + "„Die Brücke ist fertig“, sagte der Bürgermeister.",
        "40 28 2025 12:30 " * 100,
        "",
    ],
)
def test_english_short_and_doubtful_texts_pass(text: str) -> None:
    assert foreign(text) == ""


def test_plain_english_never_loads_the_model() -> None:
    code = (
        "import sys; from auditor.ingest.language import foreign;"
        f"foreign({ENGLISH!r}); sys.exit('py3langid' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
