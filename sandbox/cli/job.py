"""`sandbox job`: the import jobs of a world."""

from typing import Any
from urllib.parse import quote

import click

from sandbox.cli.printing import print_facts, print_json, print_table
from sandbox.cli.server_options import as_json, talks_to_server
from sandbox.control_client import ControlClient


@click.group()
def job() -> None:
    """Lists, holds, steps, slows and fails import jobs."""


@job.command("list")
@talks_to_server
@as_json
def list_jobs(control: ControlClient, as_json: bool) -> None:
    """Lists the jobs, oldest first."""
    answer = control.get("/jobs")
    if as_json:
        print_json(answer)
    else:
        rows = [(j["id"], j["action"], j["type"], j["status"], j["processed"], j["error_line"], j["error"]) for j in answer["jobs"]]
        print_table(("ID", "ACTION", "TYPE", "STATUS", "PROCESSED", "LINE", "ERROR"), rows)


@job.command()
@click.argument("job_id", metavar="JOB")
@talks_to_server
@as_json
def show(control: ControlClient, job_id: str, as_json: bool) -> None:
    """Shows a job."""
    report(control.get(_path(job_id)), as_json)


@job.command()
@click.argument("job_id", metavar="JOB")
@click.option("--rows", type=click.IntRange(1), default=1, show_default=True, help="How many.")
@talks_to_server
@as_json
def step(control: ControlClient, job_id: str, rows: int, as_json: bool) -> None:
    """Works on some rows of JOB, held or not."""
    report(control.post(f"{_path(job_id)}/step", rows=rows), as_json)


@job.command()
@click.argument("job_id", metavar="JOB")
@click.argument("line", type=click.IntRange(1))
@talks_to_server
@as_json
def fail(control: ControlClient, job_id: str, line: int, as_json: bool) -> None:
    """Has JOB fail when it comes to LINE of its file."""
    report(control.post(f"{_path(job_id)}/fail", line=line), as_json)


@job.command()
@click.argument("rows_per_second", type=click.IntRange(0))
@talks_to_server
def pace(control: ControlClient, rows_per_second: int) -> None:
    """Slows all jobs to so many rows a second of the world's clock; 0 lets them run."""
    control.patch("/jobs", rows_per_second=rows_per_second or None)
    click.echo(f"{rows_per_second} rows a second" if rows_per_second else "As fast as it goes")


@job.command()
@talks_to_server
def hold(control: ControlClient) -> None:
    """Lets no job go on until they are released."""
    control.patch("/jobs", hold=True)
    click.echo("Jobs are held")


@job.command()
@talks_to_server
def release(control: ControlClient) -> None:
    """Lets held jobs go on."""
    control.patch("/jobs", hold=False)
    click.echo("Jobs go on")


def report(facts: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print_json(facts)
    else:
        print_facts(list(facts.items()))


def _path(job_id: str) -> str:
    return f"/jobs/{quote(job_id, safe='')}"
