"""Reading query options."""

from hypothesis import given
from hypothesis import strategies as st

from sandbox.odata.errors import ODataError
from sandbox.odata.options import MOST_ROWS, read_options
from sandbox.odata.paging import next_link, next_parameters, read_page
from sandbox.odata.preferences import Preferences


@given(st.text(max_size=60))
def test_any_query_is_read_or_refused(query: str) -> None:
    try:
        options = read_options(query)
    except ODataError:
        return
    assert options.top is None or 0 <= options.top <= MOST_ROWS
    assert options.skip is None or 0 <= options.skip <= MOST_ROWS


@given(st.integers(0, 300), st.integers(1, 40), st.integers(1, 40))
def test_pages_from_next_links_cover_everything_once(total: int, size: int, maximum: int) -> None:
    seen: list[int] = []
    query = f"$top={size}"
    while True:
        options = read_options(query)
        page = read_page(options, Preferences(), 200, maximum)
        rows = list(range(total))[page.offset : page.offset + page.size]
        seen += rows
        if page.offset + len(rows) >= total:
            break
        query = next_link("", next_parameters(options, page, len(rows))).partition("?")[2]
    assert seen == list(range(total))


def test_a_server_maximum_bounds_every_page_and_top_zero_means_the_maximum() -> None:
    assert read_page(read_options("$top=500"), Preferences(), 200, 100).size == 100
    assert read_page(read_options("$top=0"), Preferences(), 200, 100).size == 100
    assert read_page(read_options(""), Preferences(max_page_size=50), 200, 100).size == 50
