"""Reports as they look, opened from the outbox in a real browser."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.facts import fact
from tests.tenfold.conftest import ADMIN, Tenfold
from tests.tenfold.mailed_reports import mailed
from tests.tenfold.test_reports import KINDS, QUARTER, ids, planted

pytestmark = pytest.mark.xdist_group("reports in a browser")

PHONE, DESK = 360, 1200
OVERFLOWING = """() => [...document.querySelectorAll('td, th, div, h1, h2, p')].filter(
    each => each.getBoundingClientRect().right > innerWidth || each.scrollWidth > each.clientWidth + 1).map(each => each.textContent)"""
HOSTILE = "<script>document.title = 'run'</script><img src=https://evil.example/x onerror=\"document.title = 'run'\">" + "W" * 300


@fact("T2-31", "T2-32", "T2-33", "T2-34")
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_report_fits_its_reader_s_screen_and_loads_nothing_from_elsewhere(tenfold: Tenfold, real_browser: Browser, width: int) -> None:
    people = ids(tenfold)
    planted(tenfold.world, user=ADMIN, started_at="2026-03-17T12:00:00Z", name=HOSTILE, notes=HOSTILE)
    pages = {}
    for kind in KINDS:
        given = {"userIds": list(people.values()), "groupByTeams": True, "name": HOSTILE, **QUARTER}
        pages[kind] = mailed(tenfold, kind, **given).facts["html"]
    wanted: list[str] = []
    complaints: list[str] = []
    with real_browser.new_page(viewport={"width": width, "height": 900}) as page:
        page.on("request", lambda request: wanted.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        for kind, url in pages.items():
            page.goto(url)
            assert page.evaluate(OVERFLOWING) == [], kind
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.title() != "run"
    assert {urlsplit(url).netloc for url in wanted} == {urlsplit(tenfold.world.url).netloc}
    assert complaints == []


@fact("T2-31")
def test_the_busiest_hour_of_a_punch_card_is_the_darkest(tenfold: Tenfold, real_browser: Browser) -> None:
    for minute in range(6):
        planted(tenfold.world, user=ADMIN, started_at=f"2026-03-17T12:0{minute}:00Z")
    planted(tenfold.world, user=ADMIN, started_at="2026-03-16T12:00:00Z")
    url = mailed(tenfold, "punch-card", startTime=1773619200000, endTime=1773878399999, timezone="UTC").facts["html"]

    with real_browser.new_page() as page:
        page.goto(url)
        noon = page.locator("tr", has=page.get_by_role("rowheader", name="12", exact=True)).last.locator("td")
        shades = noon.evaluate_all("cells => cells.map(cell => [cell.textContent.trim(), getComputedStyle(cell).backgroundColor])")

    texts = [text for text, _ in shades]
    assert texts == ["1", "6", "", "", "", "", ""]
    assert shades[1][1] == "rgb(30, 64, 145)"
    assert len({colour for _, colour in shades}) == 3
