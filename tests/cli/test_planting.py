"""The bar that is shown while much data is planted."""

import pytest

from sandbox.cli.planting import PlantingBar


def test_a_quick_planting_shows_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with PlantingBar("demo") as bar:
        bar.update(1000, 1000)

    assert capsys.readouterr() == ("", "")


def test_a_long_planting_is_shown_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    with PlantingBar("large", patience=0) as bar:
        bar.update(1000, 3000)
        bar.update(3000, 3000)
    shown = capsys.readouterr()

    assert shown.out == ""
    assert "Planting large" in shown.err
