"""The vendor's printed answers and curl lines as data: one JSON file for each endpoint and event that prints a body.

Where the page's own text is no JSON it is repaired: T2-01, T2-05, T2-21, T2-22, T2-26 and T2-37 go on with an item `...`, T2-18, T2-23 to
T2-26 and T2-28 to T2-30 have commas behind last members, T2-23 lacks its last brace. T1-01 and T2-36 print the same keys twice. `curl.txt`
has the lines as they are printed, mistakes included.
`response_paths.json` has every documented key; one list entry stands for all (`data[].id`).
"""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
SAMPLES: dict[str, Any] = {path.stem: json.loads(path.read_text()) for path in sorted(FOLDER.glob("T?-*.json"))}
PATHS: dict[str, list[str]] = json.loads((FOLDER / "response_paths.json").read_text())


def curl_lines() -> list[tuple[str, str]]:
    """The id of the endpoint and the command, in the page's order."""
    parts = (FOLDER / "curl.txt").read_text().split("== ")[1:]
    return [(name, command.strip()) for name, _, command in (part.partition("\n") for part in parts)]
