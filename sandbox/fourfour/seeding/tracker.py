"""Projects, issues and comments of the company's issue trackers."""

from collections.abc import Iterator

from sandbox.cast.anchored import AnchoredWorkspace
from sandbox.cast.identifiers import digits
from sandbox.cast.tracker import TrackerIssue, TrackerProject
from sandbox.database.batches import Row
from sandbox.fourfour.seeding.rows import linked, service_identifier
from sandbox.fourfour.tables import tracker as tables
from sandbox.fourfour.tables.links import LinkKind


def project_rows(project: TrackerProject, house: AnchoredWorkspace) -> Iterator[Row]:
    own_id = house.own_id("tracker project", project.key)
    created = house.on_day(project.created, own_id)
    issues = [issue for issue in house.workspace.tracker_issues if issue.project == project.key]
    values = {
        "workspace_id": house.id,
        "id": own_id,
        "service": service_identifier(project.service),
        "service_id": digits(5, own_id),
        "key": project.code,
        "name": project.name,
        "description": project.description,
        "url": _url(house, project.code),
        "created": created,
        "updated": max([created, *(house.at(issue.opened, house.colleagues[issue.reporter].office) for issue in issues)]),
    }
    yield tables.tracker_projects, values


def issue_rows(issue: TrackerIssue, house: AnchoredWorkspace) -> Iterator[Row]:
    own_id = house.own_id("tracker issue", issue.key)
    project = next(each for each in house.workspace.tracker_projects if each.key == issue.project)
    opened = house.at(issue.opened, house.colleagues[issue.reporter].office)
    said = [house.at(comment.when, house.colleagues[comment.author].office) for comment in issue.comments]
    code = f"{project.code}-{issue.number}"
    values = {
        "workspace_id": house.id,
        "id": own_id,
        "service": service_identifier(project.service),
        "service_id": digits(5, own_id),
        "project_id": house.own_id("tracker project", issue.project),
        "key": code,
        "type": issue.type,
        "title": issue.title,
        "description": issue.description,
        "status": issue.status,
        "priority": issue.priority,
        "assignee": issue.assignee and house.colleagues[issue.assignee].name,
        "reporter": house.colleagues[issue.reporter].name,
        "url": _url(house, code),
        "created": opened,
        "updated": max([opened, *said]),
    }
    yield tables.tracker_issues, values
    yield from linked(house.id, LinkKind.TRACKER_ISSUE_LABEL, own_id, [house.own_id("label", key) for key in issue.labels])
    for position, (comment, at) in enumerate(zip(issue.comments, said, strict=True)):
        values = {
            "workspace_id": house.id,
            "id": house.own_id("tracker comment", issue.key, str(position)),
            "issue_id": own_id,
            "author": house.colleagues[comment.author].name,
            "body": comment.body,
            "created": at,
            "updated": at,
        }
        yield tables.tracker_comments, values


def _url(house: AnchoredWorkspace, code: str) -> str:
    return f"https://tracker.{house.workspace.company.domain}/browse/{code}"
