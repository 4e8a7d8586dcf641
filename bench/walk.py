"""A whole set, page after page: over HTTP by its next links, and in this process without a server."""

import http.client
import json
import statistics
import time
from contextlib import closing
from dataclasses import dataclass

import sandbox.app  # noqa: F401 - knows all tables, and so what shape a world's file must have
from bench.measures import Result
from bench.site import Site
from sandbox.database.engine import Database
from sandbox.fourfour.odata.entity_sets import MODEL
from sandbox.odata.call import Call, Reader
from sandbox.odata.execute import answer

ROOT = "http://127.0.0.1/odata/"
ROUNDS = 3


@dataclass(frozen=True)
class Walk:
    """Seconds over HTTP as a multiple of the seconds of the same pages in process, where the engine is called in a loop."""

    name: str
    path: str
    at_most: float

    @property
    def figure(self) -> str:
        return f"≤ {self.at_most:.2f}"

    def run(self, site: Site) -> Result:
        pairs = [(self._over_http(site), self._in_process(site)) for _ in range(ROUNDS)]
        assert len({rows for pair in pairs for _, rows in pair}) == 1, "both must see the same rows"
        ratio = statistics.median(mine / other for (mine, _), (other, _) in pairs)
        rows = pairs[0][0][1]
        mine, other = (statistics.median(side[place][0] for side in pairs) for place in (0, 1))
        return Result(ratio, f"{ratio:.2f}", ratio <= self.at_most, f"{rows:,} rows in {mine:.1f} s against {other:.1f} s")

    def _over_http(self, site: Site) -> tuple[float, int]:
        token, link, rows = site.environment["FOURFOUR_API_TOKEN"], f"/odata/{self.path}", 0
        headers = {"Authorization": f"Bearer {token}", "Host": "127.0.0.1"}
        with closing(http.client.HTTPConnection("127.0.0.1", site.large_sandbox.port)) as connection:
            started = time.perf_counter()
            while link:
                connection.request("GET", link.removeprefix("http://127.0.0.1"), headers=headers)
                page = json.loads(connection.getresponse().read())
                rows += len(page["value"])
                link = page.get("@nextLink", "")
            return time.perf_counter() - started, rows

    def _in_process(self, site: Site) -> tuple[float, int]:
        with closing(Database(site.copy_of_large())) as database:
            reader = Reader(database, site.environment["FOURFOUR_TENANT_ID"], None, lambda: "")
            link, rows = ROOT + self.path, 0
            started = time.perf_counter()
            while link:
                path, _, query = link.removeprefix(ROOT).partition("?")
                page = json.loads(answer(MODEL, Call("GET", path, query, {}, ROOT), reader).body)
                rows += len(page["value"])
                link = page.get("@nextLink", "")
            return time.perf_counter() - started, rows
