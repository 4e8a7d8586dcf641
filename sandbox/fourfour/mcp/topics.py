"""find_topics and find_topic_models (proposed)."""

from sandbox.fourfour.mcp.finding import find_tool, one, through, values

TOPIC_MODEL = "id,created_at,name,description,minimum_topic_size,maximum_topics,topic_density,status,trained_at"
STATUSES = ("training", "ready", "failed")

FIND_TOPICS = find_tool(
    "find_topics",
    "Topics",
    title="Find topics",
    description="Searches topics, newest first: insights of one topic model, grouped by theme.",
    select="id,created_at,topic_model_id,name,description,insight_count,is_outlier",
    order="created_at desc,id",
    searched="name,description",
    filters={
        "topic_ids": values("id", "Ids of topics."),
        "topic_model_ids": values("topic_model_id", "Ids of topic models; find_topic_models has them."),
        "label_ids": through("labels", "id", "Ids of labels of the topic."),
    },
)

FIND_TOPIC_MODELS = find_tool(
    "find_topic_models",
    "TopicModels",
    title="Find topic models",
    description="Searches topic models, newest first: sets of topics that were built over a filtered set of insights.",
    select=TOPIC_MODEL,
    order="created_at desc,id",
    searched="name,description",
    filters={
        "topic_model_ids": values("id", "Ids of topic models."),
        "status": one("status", "How far it has come.", *STATUSES),
    },
)
