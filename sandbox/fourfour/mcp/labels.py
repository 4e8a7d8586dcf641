"""find_labels (proposed). Labels have no date, so they come by name."""

from sandbox.fourfour.mcp.finding import find_tool, one, values

KINDS = ("conversation", "account")
LABEL = "id,name,description,color,type"

FIND_LABELS = find_tool(
    "find_labels",
    "Labels",
    title="Find labels",
    description="Searches the workspace's labels, by name: those of conversations and insights, and those of accounts.",
    select=LABEL,
    order="name,id",
    searched="name,description",
    filters={
        "label_ids": values("id", "Ids of labels."),
        "type": one("type", "What the label is for.", *KINDS),
    },
)
