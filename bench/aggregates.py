"""A million calls in a month, added up: by the analytics of the company, and by one statement written by hand."""

import sqlite3
import statistics
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bench import servers
from bench.measures import Result
from bench.site import Site, ask, tenfold_token

CALLS, ROUNDS = 1_000_000, 5
FIRST, MONTH = 1_764_547_200_000, 31 * 86_400_000
"""December 2025, in milliseconds."""

GROW = """
    WITH RECURSIVE told(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM told WHERE n < :calls - 1),
        own AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM tenfold_calls
            WHERE organization_id = :organization AND direction <> 'Internal')
    INSERT INTO tenfold_calls ({columns})
    SELECT {values} FROM told JOIN own ON place = n % (SELECT count(*) FROM own) JOIN tenfold_calls ON tenfold_calls.id = own.id
"""
COPIED = {
    "id": "'bench-' || n",
    "line_id": "'bench-' || n",
    "recording_name": "NULL",
    "started_at": f"{FIRST} + n * {MONTH} / :calls",
    "next_at": "NULL",
}
BY_HAND = """
    SELECT user_id, (started_at - 18000000) / 3600000 % 24 AS hour,
        sum(direction = 'Inbound'), sum(direction = 'Inbound' AND duration >= 0),
        sum(CASE WHEN direction = 'Inbound' THEN duration ELSE 0 END), sum(direction = 'Inbound' AND answered_at IS NOT NULL),
        sum(direction = 'Outbound'), sum(direction = 'Outbound' AND duration >= 0),
        sum(CASE WHEN direction = 'Outbound' THEN duration ELSE 0 END), sum(direction = 'Outbound' AND answered_at IS NOT NULL),
        sum(description IS NOT NULL AND description <> ''), sum(matched > 0), sum(listening_score), count(listening_score)
    FROM tenfold_calls
    WHERE organization_id = ? AND started_at BETWEEN ? AND ? AND direction IN ('Inbound', 'Outbound')
    GROUP BY user_id, hour
"""


@dataclass(frozen=True)
class Aggregates:
    """The time of an answer as a multiple of the statement's, the median of pairs, and what the server's memory grows by."""

    name: str
    at_most: float

    @property
    def figure(self) -> str:
        return f"≤ {self.at_most:.2f}"

    def run(self, site: Site) -> Result:
        path = site.copy_of_demo() / "worlds" / "default.sqlite"
        organization = site.environment["TENFOLD_ORGANIZATION_ID"]
        grow(path, organization)
        with servers.sandbox(path.parents[1]) as server, closing(sqlite3.connect(path)) as rows:
            server.wait()
            token, asked = tenfold_token(server, site), f"/v2/analytics/company?startTime={FIRST}&endTime={FIRST + MONTH - 1}"
            ask(server, "GET", asked, token=token)
            before, pairs = server.memory(), []
            for _ in range(ROUNDS):
                begun = time.perf_counter()
                calls = ask(server, "GET", asked, token=token)["data"]["overview"]["calls"]
                between = time.perf_counter()
                counted = sum(row[2] + row[6] for row in rows.execute(BY_HAND, (organization, FIRST, FIRST + MONTH - 1)).fetchall())
                pairs.append((between - begun, time.perf_counter() - between))
                assert calls == counted == CALLS
            grown = (server.memory() - before) / 2**20
        ratio = statistics.median(mine / other for mine, other in pairs)
        mine, other = (statistics.median(times) for times in zip(*pairs, strict=True))
        return Result(ratio, f"{ratio:.2f}", ratio <= self.at_most, f"{mine:.2f} s against {other:.2f} s; memory {grown:+.1f} MiB")


def grow(path: Path, organization: str) -> None:
    with closing(sqlite3.connect(path)) as rows:
        columns = [str(column[1]) for column in rows.execute("PRAGMA table_info(tenfold_calls)")]
        values = ", ".join(COPIED.get(column, f"tenfold_calls.{column}") for column in columns)
        rows.execute(GROW.format(columns=", ".join(columns), values=values), {"calls": CALLS, "organization": organization})
        rows.commit()
