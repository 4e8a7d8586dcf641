"""The arguments that say when (confirmed: from, to, relative periods; their names are proposed)."""

from sandbox.fourfour.mcp.arguments import choice, text
from sandbox.fourfour.mcp.period import PERIODS

DATES = {
    "from_": text("The first day or moment, such as 2026-03-18 or 2026-03-18T12:00:00Z. Days are UTC.", minLength=1),
    "to": text("The last day or moment.", minLength=1),
    "period": choice("A period relative to now; weeks begin on Monday.", *PERIODS),
}
