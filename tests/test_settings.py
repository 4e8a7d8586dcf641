"""Settings: flag over environment over default, read strictly."""

from dataclasses import Field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.settings import SettingError, Settings, default_of, flag, given_settings, read_settings, variable

SAMPLES: dict[str, tuple[str, Any, str, Any]] = {
    "host": ("127.0.0.2", "127.0.0.2", "::1", "::1"),
    "port": ("0", 0, "65535", 65535),
    "data": ("/tmp/a", Path("/tmp/a"), "b", Path("b")),
    "ephemeral": ("yes", True, "no", False),
    "scenario": ("empty", "empty", "large", "large"),
    "seed": ("7", 7, "-8", -8),
    "frozen": ("2026-01-01", datetime(2026, 1, 1, tzinfo=UTC), "2026-01-01T00:00:00+01:00", datetime(2025, 12, 31, 23, tzinfo=UTC)),
    "public_url": ("https://a.example/", "https://a.example", "http://b.example:8080/x", "http://b.example:8080/x"),
    "admin_token": ("one", "one", "t!w~o", "t!w~o"),
    "auto_approve": ("a@b.example", "a@b.example", "c@d.example", "c@d.example"),
    "page_size": ("1", 1, "500", 500),
    "max_page_size": ("1", 1, "500", 500),
    "webhook_targets": ("any", "any", "public", "public"),
    "smtp_url": ("smtp://mail.example", "smtp://mail.example", "smtps://a%40b:c%3Ad@[::1]:465", "smtps://a%40b:c%3Ad@[::1]:465"),
    "access_log": ("on", True, "off", False),
    "fixtures": ("/tmp/f", Path("/tmp/f"), "g", Path("g")),
}
"""Of each setting two texts, each with what it is read as."""

UNREADABLE = {
    "port": ["65536", "-1", "http", "4410.0", "1" * 30],
    "ephemeral": ["maybe", "2", "yess"],
    "seed": ["1.0", "--5", "0x1", "1" * 19, "1" * 5000],
    "frozen": ["noon", "1969-12-31", "2026-13-01"],
    "public_url": [
        "sandbox.example",
        "ftp://a.example",
        "https://",
        "https://a.example/?q",
        "https://a b.example",
        "http://[",
        "http://a:99999",
    ],
    "admin_token": ["two words", "tôken", "tab\there"],
    "page_size": ["0", "-3", "many"],
    "max_page_size": ["0"],
    "webhook_targets": ["private", "Any"],
    "smtp_url": [
        "mail.example",
        "http://mail.example",
        "smtp://",
        "smtp://mail.example:99999",
        "smtp://mail.example/inbox",
        "smtp://mail.example?x",
        "smtp://name@mail.example",
        "smtp://a:b:c@mail.example",
        "smtp://a b:c@mail.example",
        "smtp://[",
        "smtp://@mail.example",
        "smtp://name:w%C3%B6rd@mail.example",
    ],
    "access_log": ["verbose"],
}


def by_field(spec: Field[Any]) -> str:
    return spec.name


@pytest.fixture(params=fields(Settings), ids=by_field)
def spec(request: pytest.FixtureRequest) -> Field[Any]:
    found: Field[Any] = request.param
    return found


def test_without_flag_and_variable_a_setting_has_its_default(spec: Field[Any]) -> None:
    assert getattr(read_settings({}), spec.name) == getattr(Settings(), spec.name)


def test_a_variable_goes_before_the_default(spec: Field[Any]) -> None:
    text, value, _, _ = SAMPLES[spec.name]

    assert getattr(read_settings({variable(spec.name): text}), spec.name) == value


def test_a_flag_goes_before_the_variable(spec: Field[Any]) -> None:
    text, _, other, value = SAMPLES[spec.name]

    assert getattr(read_settings({variable(spec.name): text}, {spec.name: other}), spec.name) == value


def test_a_setting_that_is_given_empty_is_refused(spec: Field[Any]) -> None:
    with pytest.raises(SettingError, match=f"{variable(spec.name)} is empty"):
        read_settings({variable(spec.name): " "})
    with pytest.raises(SettingError, match=f"{flag(spec.name)} is empty"):
        read_settings({}, {spec.name: ""})


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in UNREADABLE.items() for text in texts])
def test_a_value_that_cannot_be_read_is_refused_by_the_name_it_was_given_under(name: str, text: str) -> None:
    with pytest.raises(SettingError, match=f"^{variable(name)} must be "):
        read_settings({variable(name): text})
    with pytest.raises(SettingError, match=f"^{flag(name)} must be "):
        read_settings({}, {name: text})


def test_a_refused_secret_is_not_repeated() -> None:
    with pytest.raises(SettingError) as refusal:
        read_settings({"SANDBOX_ADMIN_TOKEN": "two words"})
    assert "two words" not in str(refusal.value)
    with pytest.raises(SettingError) as refusal:
        read_settings({}, {"smtp_url": "smtp://name:hunter2@mail.example:99999"})
    assert "hunter2" not in str(refusal.value)


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("SANDBOX_PROT", "SANDBOX_PORT"),
        ("SANDBOX_PUBLICURL", "SANDBOX_PUBLIC_URL"),
        ("SANDBOX_", "SANDBOX_"),
        ("SANDBOX_Port", "SANDBOX_PORT"),
    ],
)
def test_an_unknown_variable_is_refused_with_the_nearest(name: str, nearest: str) -> None:
    with pytest.raises(SettingError, match=f"^{name} is no setting; did you mean {nearest}"):
        read_settings({name: "1"})


def test_the_variables_of_other_commands_are_known() -> None:
    assert read_settings({"SANDBOX_URL": "x", "SANDBOX_WORLD": "y", "PATH": "z"}) == Settings()


@given(st.text())
def test_no_text_at_all_makes_anything_but_a_setting_or_a_refusal(text: str) -> None:
    for spec in fields(Settings):
        try:
            read_settings({}, {spec.name: text})
        except SettingError as refusal:
            assert str(refusal).startswith(flag(spec.name))  # noqa: PT017 - either outcome will do


def test_it_is_known_which_settings_were_given() -> None:
    assert given_settings({"SANDBOX_PORT": "1"}, {"seed": "2"}) == {"port", "seed"}


def test_every_setting_has_a_meaning_and_a_default_to_show(spec: Field[Any]) -> None:
    assert spec.metadata["help"].endswith(".")
    assert default_of(spec) not in ("", "None")
