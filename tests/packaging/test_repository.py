"""No file says where packages are fetched from, nor where somebody's checkout lies."""

from pathlib import Path

import pytest

from tests.packaging.repository import REPOSITORY, files

# In two pieces, because this file is searched too.
REGISTRIES = ["pypi" + ".org", "pythonhosted" + ".org", "deb.debian" + ".org", "npmjs" + ".org", "npmjs" + ".com"]
PLACES = [f"{folder}/" for folder in (REPOSITORY, Path.home()) if folder != Path("/")]

pytestmark = pytest.mark.skipif(not (REPOSITORY / ".git").exists(), reason="needs the repository")


@pytest.mark.parametrize("words", [REGISTRIES, PLACES], ids=["registries", "places"])
def test_no_file_names(words: list[str]) -> None:
    named = [(str(path), word) for path in files() for word in words if word.encode() in (REPOSITORY / path).read_bytes()]

    assert named == []
