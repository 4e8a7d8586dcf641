"""What Jira, Craft.io and ProductBoard know. `id` and `updated` are confirmed, all else is proposed (fourfour.md, 3.3)."""

from sandbox.fourfour.tables.columns import CONFIRMED, PROPOSED, entity_table, moment, text

tracker_projects = entity_table(
    "TrackerProjects",
    text("service", PROPOSED),
    text("service_id", PROPOSED),
    text("key", PROPOSED),
    text("name", PROPOSED),
    text("description", PROPOSED),
    text("url", PROPOSED),
    moment("created", PROPOSED),
    moment("updated", CONFIRMED),
    indexes=("updated, id",),
)

tracker_issues = entity_table(
    "TrackerIssues",
    text("service", PROPOSED),
    text("service_id", PROPOSED),
    text("project_id", PROPOSED, refers_to="TrackerProjects"),
    text("key", PROPOSED),
    text("type", PROPOSED),
    text("title", PROPOSED),
    text("description", PROPOSED),
    text("status", PROPOSED),
    text("priority", PROPOSED),
    text("assignee", PROPOSED),
    text("reporter", PROPOSED),
    text("url", PROPOSED),
    moment("created", PROPOSED),
    moment("updated", CONFIRMED),
    indexes=("updated, id", "project_id"),
)

tracker_comments = entity_table(
    "TrackerComments",
    text("issue_id", PROPOSED, refers_to="TrackerIssues"),
    text("author", PROPOSED),
    text("body", PROPOSED),
    moment("created", PROPOSED),
    moment("updated", CONFIRMED),
    indexes=("updated, id", "issue_id"),
)
