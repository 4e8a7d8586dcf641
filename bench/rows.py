"""What is measured, against what, and the figure to reach: the table that `make bench` prints."""

import itertools
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

from bench import assistant, servers, transcribed
from bench.aggregates import Aggregates
from bench.idle import IdleCalls
from bench.imports import Import, ReadsMeanwhile, Upload
from bench.load import Script
from bench.measures import Conversation, Delay, FirstAnswer, Memory, Rate, Row, Start
from bench.site import Site, ask, tenfold_token
from bench.walk import Walk
from bench.webhooks import Deliveries

NEW_CALL = '{"phoneNumber":"+15552345678"}'
SINCE = datetime(2025, 1, 1, tzinfo=UTC)


def entity(site: Site) -> Conversation:
    return site.sandbox, one_entity(site)


def entity_by_hand(site: Site) -> Conversation:
    return site.raw, again(get(f"/contacts/{some_contact(site)}"))


def hello(site: Site) -> Conversation:
    return site.hello, again(get("/hello"))


def fresh_pages(site: Site) -> Conversation:
    return site.sandbox, fresh(lambda since: page(site, since))


def repeated_page(site: Site) -> Conversation:
    return site.sandbox, again(page(site, SINCE))


def fresh_pages_by_hand(site: Site) -> Conversation:
    return site.raw, fresh(page_by_hand)


def repeated_page_by_hand(site: Site) -> Conversation:
    return site.raw, again(page_by_hand(SINCE))


def skipping_pages(site: Site) -> Conversation:
    return site.sandbox, fresh(lambda since: page(site, since, skip=offset(since)))


def skipping_pages_by_hand(site: Site) -> Conversation:
    return site.raw, fresh(lambda since: page_by_hand(since, skip=offset(since)))


def refreshes(site: Site) -> Conversation:
    """Each connection exchanges the refresh token that it was just given for the next."""
    return site.sandbox, lambda: chain_of_refreshes(site)


def logins(site: Site) -> Conversation:
    person = {"username": site.environment["TENFOLD_USERNAME"], "password": site.environment["TENFOLD_PASSWORD"]}
    return site.sandbox, again(post("/v2/users/login", json.dumps(person), "application/json"))


def calls(number: int) -> Callable[[Site], Conversation]:
    """The page of that number, for an admin, who sees all calls of the organization."""

    def conversation(site: Site) -> Conversation:
        token = tenfold_token(site.calls_sandbox, site)
        return site.calls_sandbox, again(get(f"/v2/calls?pageSize=500&page={number}", token))

    return conversation


def page_of_calls(site: Site) -> Conversation:
    return site.calling_sandbox, again(get("/v2/calls?pageSize=50", tenfold_token(site.calling_sandbox, site)))


def searches(query: str) -> Callable[[Site], Conversation]:
    def conversation(site: Site) -> Conversation:
        token = tenfold_token(site.calling_sandbox, site)
        return site.calling_sandbox, again(get(f"/v2/analytics/search?{urlencode({'q': query, 'pageSize': '50'})}", token))

    return conversation


def calls_by_hand(number: int) -> Callable[[Site], Conversation]:
    return lambda site: (site.raw_calls, again(get(f"/calls?pageSize=500&page={number}")))


def originated(site: Site) -> Conversation:
    """They ring in an hour, so that nothing else is measured than how they begin."""
    server = site.run(servers.sandbox(site.copy_of_demo()))
    ask(server, "PATCH", "/_sandbox/calls", {"queued": 3600})
    assert not ask(server, "GET", "/_sandbox/webhooks/endpoints?vendor=tenfold")["endpoints"], "nobody is told"
    return server, again(post("/api/v1/calls/originate", NEW_CALL, "application/json", tenfold_token(server, site)))


def originated_by_hand(site: Site) -> Conversation:
    database = site.copy_of_demo() / "worlds" / "default.sqlite"
    server = site.run(servers.raw_calls(database, site.environment["TENFOLD_ORGANIZATION_ID"]))
    return server, again(post("/calls", NEW_CALL, "application/json"))


def clones(site: Site) -> Conversation:
    return site.small_sandbox, made_and_dropped


def resets(site: Site) -> Conversation:
    return site.small_sandbox, again(post("/_sandbox/worlds/default/reset", "{}", "application/json"))


def start(site: Site) -> Conversation:
    script, data = one_entity(site), site.copy_of_demo()
    return servers.sandbox(data), script


def start_of_hello(site: Site) -> Conversation:
    return servers.hello(), again(get("/hello"))


def first_start(site: Site) -> Conversation:
    return servers.sandbox(site.empty()), again(get("/_sandbox/ready"))


def hostile(expression: str) -> Callable[[Site], Conversation]:
    """Each time with another literal, so that nothing is remembered of it."""

    def conversation(site: Site) -> Conversation:
        def script() -> Script:
            for number in itertools.count():
                yield refusable(site, "$filter", f"{expression} or email eq '{number}'")

        return site.small_sandbox, script

    return conversation


def hostile_expand(site: Site) -> Conversation:
    bomb = "account($expand=contacts($expand=" * 40 + "account" + "))" * 40

    def script() -> Script:
        for number in itertools.count():
            yield refusable(site, "$expand", f"owner,nope{number},{bomb}")

    return site.small_sandbox, script


def refusable(site: Site, option: str, value: str) -> bytes:
    """A read inside a batch, whose own answer is a success whatever becomes of the read; the load takes no refusals."""
    url = f"Contacts?{urlencode({option: value, '$top': '5'})}"
    body = json.dumps({"requests": [{"id": "1", "method": "GET", "url": url}]})
    return post("/odata/$batch", body, "application/json", site.environment["FOURFOUR_API_TOKEN"])


ROWS: list[Row] = [
    Rate("entity by key, with its bearer check, against hello", entity, hello, at_least=0.75),
    Rate("entity by key, against raw", entity, entity_by_hand),
    Rate("page of 50, fresh literals, against raw", fresh_pages, fresh_pages_by_hand, at_least=0.85),
    Rate("page of 50, repeated, against raw", repeated_page, repeated_page_by_hand, at_least=1.0),
    Rate("page of 50, fresh, behind up to 8,000 rows of $skip, against raw", skipping_pages, skipping_pages_by_hand, at_least=0.85),
    Walk("100,000 rows by next links, against a loop in process", "Contacts", at_most=1.3),
    Walk("the same, filtered and sorted", "Contacts?$filter=updated%20ge%202024-01-01T00:00:00Z&$orderby=updated", at_most=1.3),
    Import("import of 10,000 rows, against csv and executemany", 10_000, at_most=1.6),
    Import("import of 1,000,000 rows, against csv and executemany", 1_000_000, at_most=1.6),
    Upload("the 202 for 1,000,000 rows, against writing the bytes", 1_000_000, at_most=1.2),
    Upload("the 202 for 10,000 rows", 10_000, at_most=1.2),
    ReadsMeanwhile("entity by key during an import, of its rate without", entity, 1_000_000, at_least=0.6),
    Delay("hostile filter: nested too deeply, p99", hostile("(" * 500 + "is_converted" + ")" * 500), at_most=0.010),
    Delay("hostile filter: a thousand ors, p99", hostile(" or ".join(["email eq 'x'"] * 1000)), at_most=0.010),
    Delay("hostile filter: a pattern made to backtrack, p99", hostile("matchesPattern(email,'(a+)+(a+)+(a+)+$')"), at_most=0.250),
    Delay("hostile expand, p99", hostile_expand, at_most=0.010),
    Deliveries("webhook deliveries, 16 under way, against a bare aiohttp loop", 4000, at_least=0.8),
    Rate("token issue by refresh, against hello", refreshes, hello, at_least=0.6),
    Rate("Tenfold sign-in with a JWT, against hello", logins, hello, at_least=0.4),
    Rate("Tenfold's 500 newest of 100,000 calls, against raw", calls(0), calls_by_hand(0), at_least=0.85),
    Rate("Tenfold's calls behind 50,000 newer ones, against raw", calls(100), calls_by_hand(100), at_least=0.85),
    Rate("Tenfold call originated, against hello", originated, hello, at_least=0.4),
    Rate("Tenfold call originated, against raw", originated, originated_by_hand),
    Aggregates("company analytics over 1,000,000 calls of a month, against one statement", at_most=1.5),
    IdleCalls("a hundred Tenfold calls under way, against none", 100, at_most=1.0),
    Rate(
        "search for a rare term, 100,000 transcribed calls, against a page of calls",
        searches(transcribed.RARE),
        page_of_calls,
        at_least=0.1,
    ),
    Rate("the same for a frequent term", searches(transcribed.FREQUENT), page_of_calls, at_least=0.1),
    Rate("the same for terms that are never together", searches(transcribed.APART), page_of_calls, at_least=0.1),
    Rate("MCP: find_conversations, fresh, against the SDK's echo", assistant.searches, assistant.echoes, at_least=0.6),
    Rate("MCP: find_conversations, repeated, against the SDK's echo", assistant.first_searches, assistant.echoes, at_least=0.6),
    Start("start to first answer, existing data, against hello", start, start_of_hello, at_most=1.3),
    FirstAnswer("first start, planting the demo", first_start, at_most=2.0),
    Memory("memory, idle", start, at_most=60),
    Delay("clone of the demo's world, p99", clones, at_most=0.010, period=2),
    Delay("reset of the demo's world, p99", resets, at_most=0.010),
]


def get(path: str, token: str = "") -> bytes:
    bearer = f"Authorization: Bearer {token}\r\n" if token else ""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n{bearer}\r\n".encode()


def post(path: str, body: str, kind: str, token: str = "") -> bytes:
    bearer = f"Authorization: Bearer {token}\r\n" if token else ""
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{bearer}Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return (head + body).encode()


def again(request: bytes) -> Callable[[], Script]:
    """A script that says the same for ever."""

    def script() -> Script:
        while True:
            yield request

    return script


def fresh(request: Callable[[datetime], bytes]) -> Callable[[], Script]:
    """Scripts that share one run of moments, so that none is asked for twice."""
    seconds = itertools.count()

    def script() -> Script:
        for second in seconds:
            yield request(SINCE + timedelta(seconds=second))

    return script


def one_entity(site: Site) -> Callable[[], Script]:
    return again(get(f"/odata/Contacts/{some_contact(site)}", site.environment["FOURFOUR_API_TOKEN"]))


def some_contact(site: Site) -> str:
    """One that is in the demo already."""
    with closing(sqlite3.connect(site.database)) as rows:
        query = "SELECT id FROM fourfour_contacts WHERE workspace_id = ? AND id NOT LIKE 'bench-%' ORDER BY id"
        return str(rows.execute(query, [site.environment["FOURFOUR_TENANT_ID"]]).fetchone()[0])


def page(site: Site, since: datetime, skip: int = 0) -> bytes:
    options = {"$filter": f"updated ge {since:%Y-%m-%dT%H:%M:%SZ}", "$orderby": "updated desc", "$top": "50"}
    options |= {"$skip": str(skip)} if skip else {}
    return get(f"/odata/Contacts?{urlencode(options)}", site.environment["FOURFOUR_API_TOKEN"])


def offset(since: datetime) -> int:
    """Another one for each moment that is asked for, through 8,000 rows and again from the first."""
    return 50 * (since.second + 60 * since.minute) % 8_000


def page_by_hand(since: datetime, skip: int = 0) -> bytes:
    return get(f"/contacts?since={since:%Y-%m-%dT%H:%M:%SZ}&top=50&skip={skip}")


def chain_of_refreshes(site: Site) -> Script:
    """The authorization code flow once, and then refresh upon refresh."""
    known = site.environment
    client = {"client_id": known["FOURFOUR_CLIENT_ID"], "client_secret": known["FOURFOUR_CLIENT_SECRET"]}
    back = known["FOURFOUR_REDIRECT_URI"]
    email = ask(site.sandbox, "GET", "/odata/me", token=known["FOURFOUR_API_TOKEN"])["user_email"]
    ask(site.sandbox, "PATCH", "/_sandbox/worlds/default", {"switches": {"auto_approve": email}})
    asked = {"response_type": "code", "client_id": client["client_id"], "redirect_uri": back, "scope": "api:read"}
    code = parse_qs(urlsplit(ask(site.sandbox, "GET", f"/oauth/authorize?{urlencode(asked)}")).query)["code"][0]
    grant = {"grant_type": "authorization_code", "code": code, "redirect_uri": back}
    while True:
        answer = yield post("/oauth/token", urlencode(client | grant), "application/x-www-form-urlencoded")
        grant = {"grant_type": "refresh_token", "refresh_token": json.loads(answer)["refresh_token"]}


def made_and_dropped() -> Script:
    for number in itertools.count():
        yield post("/_sandbox/worlds/default/clone", json.dumps({"name": f"bench-{number}"}), "application/json")
        yield f"DELETE /_sandbox/worlds/bench-{number} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
