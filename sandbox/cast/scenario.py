"""A scenario: what a world holds when it is planted, as data. The files it is read from are the business of `scenario_files`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sandbox.cast.dialogue import AnalystChat, AnalystPrompt, Dialogue, Label, Topic, TopicModel
from sandbox.cast.people import Colleague, Company, Customer, Office, Person, Team
from sandbox.cast.records import Appointment, Case, CustomObject, Deal, Lead, PhoneCall
from sandbox.cast.telephony import Telephony
from sandbox.cast.tracker import TrackerIssue, TrackerProject

PRODUCTS = ("fourfour", "tenfold")


@dataclass(frozen=True, kw_only=True)
class Growth:
    """How many records of each kind to grow from the seed beside the written ones."""

    customers: int = 0
    people: int = 0
    leads: int = 0
    deals: int = 0
    cases: int = 0
    phone_calls: int = 0
    dialogues: int = 0
    regions: tuple[str, ...] = ()
    """Where customers and leads grow; nothing: everywhere."""


@dataclass(frozen=True, kw_only=True)
class FourFourCredentials:
    """One OAuth client and two personal access tokens, and the person and workspace they act for. Fixed and visibly fake."""

    client_id: str
    client_name: str
    client_secret: str
    redirect_uris: tuple[str, ...]
    api_token: str
    """A personal access token of scope `api:read`."""
    import_token: str
    """A personal access token of scope `import`."""
    webhook_secret: str
    """Of the first webhook endpoint that a world gets."""
    email: str
    workspace: str
    """The key of a workspace of the scenario in which `email` is a colleague's."""


@dataclass(frozen=True, kw_only=True)
class TenfoldCredentials:
    """One OAuth client of an organization, and two people who may sign in. Fixed and visibly fake."""

    client_id: str
    client_secret: str
    redirect_uris: tuple[str, ...]
    password: str
    """Everybody's."""
    username: str
    """An admin of the organization."""
    regular_username: str
    """Somebody who is none."""
    workspace: str


@dataclass(frozen=True, kw_only=True)
class Credentials:
    fourfour: FourFourCredentials
    tenfold: TenfoldCredentials


@dataclass(frozen=True, kw_only=True)
class Workspace:
    """One company with everything both products know of it. Keys are unique within a workspace and a collection."""

    key: str
    crm: str
    """The CRM that its records are mirrored from: Salesforce or Dynamics 365."""
    calendar: str
    """Google Calendar or Outlook Calendar."""
    company: Company
    products: tuple[str, ...] = PRODUCTS
    """Those that the company uses."""
    telephony: Telephony = field(default_factory=Telephony)
    offices: tuple[Office, ...] = ()
    teams: tuple[Team, ...] = ()
    colleagues: tuple[Colleague, ...] = ()
    customers: tuple[Customer, ...] = ()
    people: tuple[Person, ...] = ()
    deals: tuple[Deal, ...] = ()
    leads: tuple[Lead, ...] = ()
    cases: tuple[Case, ...] = ()
    phone_calls: tuple[PhoneCall, ...] = ()
    objects: tuple[CustomObject, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    labels: tuple[Label, ...] = ()
    topic_models: tuple[TopicModel, ...] = ()
    topics: tuple[Topic, ...] = ()
    dialogues: tuple[Dialogue, ...] = ()
    analyst_chats: tuple[AnalystChat, ...] = ()
    analyst_prompts: tuple[AnalystPrompt, ...] = ()
    tracker_projects: tuple[TrackerProject, ...] = ()
    tracker_issues: tuple[TrackerIssue, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Scenario:
    name: str
    title: str
    seed: int
    credentials: Credentials
    workspaces: tuple[Workspace, ...]
    growth: Mapping[str, Growth] = field(default_factory=dict)
    """By the key of the workspace."""

    def workspaces_using(self, product: str) -> tuple[Workspace, ...]:
        return tuple(workspace for workspace in self.workspaces if product in workspace.products)
