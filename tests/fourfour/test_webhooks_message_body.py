"""The bytes that Four/Four posts."""

import json
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from sandbox.fourfour.webhooks.message_body import body_of, php_json

TENANT = "9e1f42e6-dda6-46c6-9740-f51fac539cf8"
AT = datetime(2025, 2, 6, 14, 41, 38, 999_999, tzinfo=UTC)


def test_the_example_of_the_vendors_page() -> None:
    body = body_of("conversation_processing_complete", TENANT, {"id": "9e259d7a-8dd2-42ce-beb8-ef637eda7ef7"}, AT)

    assert body == (
        b'{"timestamp":"2025-02-06T14:41:38+00:00","event":"conversation_processing_complete",'
        b'"tenant":"9e1f42e6-dda6-46c6-9740-f51fac539cf8","payload":{"id":"9e259d7a-8dd2-42ce-beb8-ef637eda7ef7"}}'
    )


def test_a_moment_of_another_zone_is_told_in_utc() -> None:
    there = AT.astimezone(timezone(timedelta(hours=-5)))

    assert body_of("workflow", TENANT, {}, there) == body_of("workflow", TENANT, {}, AT)


def test_slashes_and_what_is_not_ascii_are_escaped_as_php_does() -> None:
    assert php_json("a/b Zoë \N{GRINNING FACE}\x7f\n\x01") == b'"a\\/b Zo\\u00eb \\ud83d\\ude00\x7f\\n\\u0001"'


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda some: st.lists(some) | st.dictionaries(st.text(), some), max_leaves=9
    )
)
def test_it_is_json_of_the_same_value_in_ascii(value: object) -> None:
    written = php_json(value)

    assert json.loads(written) == value
    assert written.isascii()
