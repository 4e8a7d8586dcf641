import pytest

from sandbox.oauth2.audiences import Audience, narrowed, reaches
from sandbox.oauth2.errors import AudienceNotGranted


@pytest.mark.parametrize(
    ("granted", "asked", "given"),
    [
        ((), None, ()),
        ((), (), ()),
        ((), ("a",), ("a",)),
        (("a", "b"), None, ("a", "b")),
        (("a", "b"), ("b",), ("b",)),
        (("a",), ("a",), ("a",)),
    ],
)
def test_a_token_can_be_for_fewer_servers_than_were_granted(granted: Audience, asked: Audience | None, given: Audience) -> None:
    assert narrowed(granted, asked) == given


@pytest.mark.parametrize(("granted", "asked"), [(("a",), ("b",)), (("a",), ("a", "b")), (("a", "b"), ())])
def test_a_token_cannot_be_for_more_servers_than_were_granted(granted: Audience, asked: Audience) -> None:
    assert not reaches(granted, asked)
    with pytest.raises(AudienceNotGranted):
        narrowed(granted, asked)
