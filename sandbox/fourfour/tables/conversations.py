"""Conversations, their transcripts and people, and the calendar they come from.

None of the four has a `created_at` or `updated` (inferred from the missing incremental field, fourfour.md 3.3).
"""

from sandbox.fourfour.tables.columns import CONFIRMED, INFERRED, PROPOSED, entity_table, flag, moment, real, text, whole

conversations = entity_table(
    "Conversations",
    text("service", CONFIRMED, required=True),  # an identifier of sandbox.fourfour.services
    text("service_id", CONFIRMED),
    text("name", PROPOSED),
    text("type", INFERRED, required=True),  # meeting, call, email, ticket, chat: the values are proposed
    text("purpose", INFERRED),  # sales, customer_success, support, research, internal, other: the values are proposed
    text("summary", INFERRED),
    moment("started_at", PROPOSED),
    moment("ended_at", PROPOSED),
    whole("duration", PROPOSED),  # seconds
    text("language", PROPOSED),
    text("url", PROPOSED),
    indexes=("started_at, id",),
)

fragments = entity_table(
    "Fragments",
    text("conversation_id", PROPOSED, required=True, refers_to="Conversations"),
    text("participant_id", PROPOSED, refers_to="Participants"),
    text("text", PROPOSED, required=True),
    real("start", PROPOSED),  # seconds from the start of the conversation
    real("end", PROPOSED),
    whole("position", PROPOSED, required=True),
    indexes=("conversation_id, position", "participant_id"),
)

participants = entity_table(
    "Participants",
    text("conversation_id", PROPOSED, required=True, refers_to="Conversations"),
    text("name", PROPOSED),
    text("email", PROPOSED),
    text("role", CONFIRMED),  # that a role exists; its values are proposed
    whole("tokens", CONFIRMED),  # that a token count exists; its name is proposed
    text("persona_role", INFERRED),
    text("domain", INFERRED),
    flag("is_internal", PROPOSED),
    text("contact_id", PROPOSED, refers_to="Contacts"),
    text("lead_id", PROPOSED, refers_to="Leads"),
    text("owner_id", PROPOSED, refers_to="Owners"),
    indexes=("conversation_id", "contact_id"),
)

calendar_events = entity_table(
    "CalendarEvents",
    text("service", PROPOSED),
    text("service_id", PROPOSED),
    text("title", PROPOSED),
    text("description", PROPOSED),
    text("location", PROPOSED),
    text("organizer_email", PROPOSED),
    text("join_url", PROPOSED),
    moment("start", PROPOSED),
    moment("end", PROPOSED),
    text("conversation_id", PROPOSED, refers_to="Conversations"),
    indexes=("start, id", "conversation_id"),
)
