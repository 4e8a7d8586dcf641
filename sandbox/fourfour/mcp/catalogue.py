"""The seventeen tools (their number and the names of the first two are confirmed, the other names proposed)."""

from sandbox.fourfour.mcp import conversations, crm, insights, labels, topics
from sandbox.fourfour.mcp.label_tools import LABEL_TOOLS
from sandbox.fourfour.mcp.tool import Tool
from sandbox.fourfour.mcp.topic_model_tools import TOPIC_MODEL_TOOLS

_TOOLS = (
    conversations.FIND_CONVERSATIONS,
    insights.FIND_INSIGHTS,
    topics.FIND_TOPICS,
    topics.FIND_TOPIC_MODELS,
    labels.FIND_LABELS,
    crm.FIND_ACCOUNTS,
    crm.FIND_CONTACTS,
    crm.FIND_LEADS,
    crm.FIND_OPPORTUNITIES,
    crm.FIND_OWNERS,
    *LABEL_TOOLS,
    *TOPIC_MODEL_TOOLS,
)

TOOLS: dict[str, Tool] = {tool.name: tool for tool in _TOOLS}
