"""What the README says of the command line is what the command line says."""

from pathlib import Path

from sandbox.cli.settings_table import markdown

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- settings -->\n", "<!-- /settings -->"


def test_the_readme_has_the_table_of_all_settings() -> None:
    _, begin, rest = README.read_text("utf-8").partition(BEGIN)
    table, end, _ = rest.partition(END)

    assert begin, f"README.md lacks the line {BEGIN.strip()}"
    assert end, f"README.md lacks the line {END}"
    assert table == markdown(), f"the table must be\n{markdown()}"
