"""Who and what the demo scenario has, as far as tests name it."""

HELEN = "helen.castellano@ferrybank.example"
"""An admin who belongs to both workspaces."""
DANIEL = "daniel.reyes@ferrybank.example"
"""Belongs to one."""
FERRYBANK, SKERRY = "Ferrybank", "Skerry Metering"

API_TOKEN, IMPORT_TOKEN = "sandbox-demo-api-token", "sandbox-demo-import-token"
"""Helen's personal access tokens in Ferrybank: one reads, the other imports."""
