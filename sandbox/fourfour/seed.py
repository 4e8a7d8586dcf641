"""Plants a cast into Four/Four's tables."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection

from sandbox.cast.anchored import AnchoredWorkspace
from sandbox.cast.scenario import Scenario
from sandbox.database.batches import Batches, Row
from sandbox.fourfour.seeding.conversations import appointment_rows, dialogue_rows
from sandbox.fourfour.seeding.crm import CrmRows
from sandbox.fourfour.seeding.insights import chat_rows, insights_by_topic, label_rows, topic_model_rows, topic_rows
from sandbox.fourfour.seeding.prompts import prompt_rows
from sandbox.fourfour.seeding.tracker import issue_rows, project_rows
from sandbox.fourfour.seeding.workspaces import workspace_rows

Progress = Callable[[int, int], None]

STEP = 1000
"""Records between two reports of progress."""

_Part = tuple[Sequence[Any], Callable[[Any], Iterator[Row]]]


def plant(rows: Connection, cast: Scenario, *, anchor: datetime, progress: Progress | None = None) -> None:
    """Writes all rows of the workspaces that use Four/Four; the caller commits.

    `anchor` is midnight UTC of the day that the story leads up to.
    `progress` is told how many records of the cast are done, of how many.
    """
    batches, planted = Batches(rows), cast.workspaces_using("fourfour")
    for row in workspace_rows(planted):
        batches.add(row)
    parts = [part for workspace in planted for part in _parts(AnchoredWorkspace(workspace, anchor))]
    done, total = 0, sum(len(records) for records, _ in parts)
    for records, rows_of in parts:
        for record in records:
            for row in rows_of(record):
                batches.add(row)
            done += 1
            if progress and done % STEP == 0:
                progress(done, total)
    batches.finish()
    if progress:
        progress(total, total)


def _parts(house: AnchoredWorkspace) -> list[_Part]:
    workspace, crm = house.workspace, CrmRows(house)
    return [
        (workspace.colleagues, crm.owner),
        (workspace.customers, crm.account),
        (workspace.people, crm.contact),
        (workspace.deals, crm.opportunity),
        (workspace.leads, crm.lead),
        (workspace.cases, crm.case),
        (list(house.phone_calls()), crm.call),
        (workspace.objects, crm.object),
        (workspace.labels, partial(label_rows, house=house)),
        (workspace.topic_models, partial(topic_model_rows, house=house)),
        (workspace.topics, partial(topic_rows, house=house, counts=insights_by_topic(workspace))),
        (workspace.dialogues, partial(dialogue_rows, house=house)),
        (workspace.appointments, partial(appointment_rows, house=house)),
        (workspace.analyst_chats, partial(chat_rows, house=house)),
        (workspace.analyst_prompts, partial(prompt_rows, house=house)),
        (workspace.tracker_projects, partial(project_rows, house=house)),
        (workspace.tracker_issues, partial(issue_rows, house=house)),
    ]
