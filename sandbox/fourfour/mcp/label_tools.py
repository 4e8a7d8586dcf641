"""The tools that change labels, as the catalogue lists them (that there are such is confirmed, all else proposed)."""

from sandbox.fourfour.mcp import label_changes as changes
from sandbox.fourfour.mcp.arguments import Schema, choice, name, takes, text, texts
from sandbox.fourfour.mcp.labels import KINDS, LABEL
from sandbox.fourfour.mcp.results import URL, properties_of, shape
from sandbox.fourfour.mcp.tool import Tool

LABELLED = shape(**properties_of("Labels", LABEL), url=URL)
COUNT: Schema = {"type": "integer", "description": "How many conversations and insights have changed."}
CHANGED = shape(label=LABELLED, changed=COUNT)
LABEL_ID = name("The id of the label; find_labels has it.")
LABEL_AND_PLACES = takes(
    "label_id", label_id=LABEL_ID, conversation_ids=texts("Ids of conversations."), insight_ids=texts("Ids of insights.")
)

LABEL_TOOLS = (
    Tool(
        name="create_label",
        title="Create a label",
        description="Makes a new label. Names are unique in the workspace.",
        arguments=takes(
            "name",
            name=name("The name."),
            description=text("What it stands for."),
            type=choice("What it is for.", *KINDS) | {"default": KINDS[0]},
        ),
        results=LABELLED,
        run=changes.create_label,
        read_only=False,
        idempotent=False,
    ),
    Tool(
        name="update_label",
        title="Change a label",
        description="Gives a label another name or description. What is left out stays.",
        arguments=takes("label_id", label_id=LABEL_ID, name=name("The new name."), description=text("The new description.")),
        results=LABELLED,
        run=changes.update_label,
        read_only=False,
    ),
    Tool(
        name="delete_label",
        title="Delete a label",
        description="Deletes a label and takes it off everything that it is on.",
        arguments=takes("label_id", label_id=LABEL_ID),
        results=shape(id={"type": "string"}, deleted={"type": "boolean"}),
        run=changes.delete_label,
        read_only=False,
        destructive=True,
        idempotent=False,
    ),
    Tool(
        name="apply_label",
        title="Apply a label",
        description="Puts a label on conversations or insights.",
        arguments=LABEL_AND_PLACES,
        results=CHANGED,
        run=changes.apply_label,
        read_only=False,
    ),
    Tool(
        name="remove_label",
        title="Remove a label",
        description="Takes a label off conversations or insights.",
        arguments=LABEL_AND_PLACES,
        results=CHANGED,
        run=changes.remove_label,
        read_only=False,
        destructive=True,
    ),
)
