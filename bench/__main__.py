"""`make bench`. It informs and judges nobody: the exit code is 0 whatever the figures."""

import json
import os
import sqlite3
import subprocess

import click

from bench.load import Refused
from bench.measures import Result, Row
from bench.rows import ROWS
from bench.servers import CORES, LOAD_CORE
from bench.site import Site

WIDTH = max(len(row.name) for row in ROWS)


@click.command()
@click.option("--only", metavar="TEXT", default="", help="Only the rows whose name holds TEXT.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object per row.")
def main(only: str, as_json: bool) -> None:
    """Paired ratios against two references, measured in one run on this machine."""
    os.sched_setaffinity(0, {LOAD_CORE})
    if len(CORES) == 1 and not as_json:
        click.echo("There is one core only: the load takes part of what the servers need, so ratios look better than they are.")
    with Site() as site:
        for row in ROWS:
            if only in row.name:
                click.echo(as_line(row, measure(row, site), as_json=as_json))


def measure(row: Row, site: Site) -> Result:
    try:
        return row.run(site)
    except (AssertionError, LookupError, OSError, Refused, sqlite3.Error, subprocess.SubprocessError) as error:
        return Result(float("nan"), "-", None, f"not measured: {error}"[:400])


def as_line(row: Row, result: Result, *, as_json: bool) -> str:
    if as_json:
        return json.dumps({"name": row.name, "figure": row.figure, **vars(result), "measured": result.measured})
    verdict = {True: "ok", False: "short", None: ""}[result.reached]
    return f"{row.name:{WIDTH}}  {row.figure:>8}  {result.shown:>9}  {verdict:<5}  {result.remark}"


if __name__ == "__main__":
    main()
