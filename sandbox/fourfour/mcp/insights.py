"""find_insights (its name is confirmed, all else proposed but that jobs to be done are one kind)."""

from sandbox.fourfour.mcp.finding import find_tool, one, through, values
from sandbox.fourfour.mcp.results import many, properties_of, shape

KINDS = ("job_to_be_done", "pain_point", "feature_request", "objection", "competitor_mention", "praise", "question")
SENTIMENTS = ("positive", "neutral", "negative")

FIND_INSIGHTS = find_tool(
    "find_insights",
    "Insights",
    title="Find insights",
    description="Searches single findings from conversations, newest first: jobs to be done, pain points, feature requests and others.",
    select="id,created_at,type,title,text,quote,sentiment,conversation_id,participant_id",
    order="created_at desc,id",
    searched="title,text,quote",
    dated_by="created_at",
    expand="topics($select=id,name),labels($select=id,name),accounts($select=id,name)",
    expanded={
        "topics": many(shape(**properties_of("Topics", "id,name"))),
        "labels": many(shape(**properties_of("Labels", "id,name"))),
        "accounts": many(shape(**properties_of("Accounts", "id,name"))),
    },
    filters={
        "insight_ids": values("id", "Ids of insights."),
        "type": one("type", "What kind of finding.", *KINDS),
        "sentiment": one("sentiment", "How it was said.", *SENTIMENTS),
        "conversation_ids": values("conversation_id", "Ids of the conversations they come from."),
        "topic_ids": through("topics", "id", "Ids of topics; find_topics has them."),
        "label_ids": through("labels", "id", "Ids of labels of the insight."),
        "account_ids": through("accounts", "id", "Ids of linked accounts."),
        "contact_ids": through("contacts", "id", "Ids of linked contacts."),
        "lead_ids": through("leads", "id", "Ids of linked leads."),
        "opportunity_ids": through("opportunities", "id", "Ids of linked opportunities."),
    },
)
