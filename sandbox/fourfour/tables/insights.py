"""What Four/Four makes of conversations, so these carry Laravel's `created_at` (confirmed but for Labels, which have no date)."""

from sandbox.fourfour.tables.columns import CONFIRMED, INFERRED, PROPOSED, entity_table, flag, moment, real, text, whole

insights = entity_table(
    "Insights",
    moment("created_at", CONFIRMED, required=True),
    text("conversation_id", PROPOSED, required=True, refers_to="Conversations"),
    text("participant_id", PROPOSED, refers_to="Participants"),
    text("type", INFERRED, required=True),  # job_to_be_done is inferred; pain_point, feature_request, objection... are proposed
    text("title", PROPOSED),
    text("text", PROPOSED, required=True),
    text("quote", PROPOSED),
    text("sentiment", PROPOSED),  # positive, neutral, negative
    indexes=("created_at, id", "conversation_id", "participant_id"),
)

topics = entity_table(
    "Topics",
    moment("created_at", CONFIRMED, required=True),
    text("topic_model_id", PROPOSED, required=True, refers_to="TopicModels"),
    text("name", PROPOSED, required=True),
    text("description", PROPOSED),
    whole("insight_count", PROPOSED, required=True),
    flag("is_outlier", PROPOSED, required=True),
    indexes=("created_at, id", "topic_model_id"),
)

topic_models = entity_table(
    "TopicModels",
    moment("created_at", CONFIRMED, required=True),
    text("name", PROPOSED, required=True),
    text("description", PROPOSED),
    whole("minimum_topic_size", PROPOSED),  # the three settings exist (confirmed), their names are proposed
    whole("maximum_topics", PROPOSED),
    real("topic_density", PROPOSED),
    text("status", PROPOSED),  # training, ready, failed
    moment("trained_at", PROPOSED),
    indexes=("created_at, id",),
)

labels = entity_table(
    "Labels",
    text("name", PROPOSED, required=True),
    text("description", PROPOSED),
    text("color", PROPOSED),
    text("type", PROPOSED),  # conversation, account
    indexes=("name, id",),
)

chats = entity_table(
    "Chats",
    moment("created_at", CONFIRMED, required=True),
    text("name", PROPOSED),
    text("user_id", PROPOSED),  # a person of fourfour_users, so of no entity set
    moment("updated_at", PROPOSED),
    indexes=("created_at, id",),
)

chat_messages = entity_table(
    "ChatMessages",
    moment("created_at", CONFIRMED, required=True),
    text("chat_id", PROPOSED, required=True, refers_to="Chats"),
    text("role", PROPOSED, required=True),  # user, assistant
    text("content", PROPOSED, required=True),
    indexes=("created_at, id", "chat_id"),
)
