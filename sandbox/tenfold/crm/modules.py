"""What the CRMs keep of people and companies, by the CRMs' own names (their public documentation: inferred).

Tenfold's samples spell one module in several ways; here each has the CRM's own name everywhere (proposed). Fields that lead to other
records or choose from a numbered list are left out, but for Dynamics' sources of leads.
"""

from dataclasses import dataclass

SALESFORCE, DYNAMICS = "salesforce", "dynamics"


@dataclass(frozen=True, kw_only=True)
class Module:
    """`names` make the name, last the family name; `numbers` hold phone numbers, first the primary one."""

    provider: str
    kind: str
    """contact, lead or account."""
    name: str
    names: tuple[str, ...]
    email: str | None
    numbers: tuple[str, ...]
    others: tuple[str, ...]
    required: tuple[str, ...]
    """On creation; and none of them can be emptied (proposed)."""
    description: str

    @property
    def texts(self) -> tuple[str, ...]:
        """Fields that hold nothing but texts."""
        return (*self.names, *([self.email] if self.email else []), *self.numbers, self.description)

    @property
    def fields(self) -> tuple[str, ...]:
        return (*self.texts, *self.others)


def _salesforce(kind: str, *, names: str, email: str | None, numbers: str, others: str, required: str) -> Module:
    return Module(
        provider=SALESFORCE,
        kind=kind,
        name=kind.capitalize(),
        names=tuple(names.split()),
        email=email,
        numbers=tuple(numbers.split()),
        others=tuple(others.split()),
        required=tuple(required.split()),
        description="Description",
    )


def _dynamics(kind: str, *, names: str, numbers: str, others: str, required: str) -> Module:
    return Module(
        provider=DYNAMICS,
        kind=kind,
        name=kind,
        names=tuple(names.split()),
        email="emailaddress1",
        numbers=tuple(numbers.split()),
        others=tuple(f"{others} address1_line1 address1_city address1_stateorprovince address1_postalcode address1_country".split()),
        required=tuple(required.split()),
        description="description",
    )


MODULES = (
    _salesforce(
        "contact",
        names="FirstName LastName",
        email="Email",
        numbers="Phone MobilePhone HomePhone OtherPhone AssistantPhone",
        others="Salutation Title Department LeadSource Birthdate AssistantName Fax DoNotCall HasOptedOutOfEmail"
        " MailingStreet MailingCity MailingState MailingPostalCode MailingCountry",
        required="LastName",
    ),
    _salesforce(
        "lead",
        names="FirstName LastName",
        email="Email",
        numbers="Phone MobilePhone",
        others="Salutation Title Company Website LeadSource Status Industry Rating AnnualRevenue NumberOfEmployees Fax DoNotCall"
        " HasOptedOutOfEmail Street City State PostalCode Country",
        required="LastName Company",
    ),
    _salesforce(
        "account",
        names="Name",
        email=None,
        numbers="Phone",
        others="Website Industry Type Sic AnnualRevenue NumberOfEmployees Rating Ownership AccountNumber Site TickerSymbol Fax"
        " BillingStreet BillingCity BillingState BillingPostalCode BillingCountry",
        required="Name",
    ),
    _dynamics(
        "contact",
        names="firstname lastname",
        numbers="telephone1 mobilephone telephone2 telephone3",
        others="salutation jobtitle department birthdate assistantname websiteurl emailaddress2 fax donotphone donotemail",
        required="lastname",
    ),
    _dynamics(
        "lead",
        names="firstname lastname",
        numbers="telephone1 mobilephone telephone2 telephone3",
        others="salutation subject jobtitle companyname websiteurl leadsourcecode sic revenue numberofemployees emailaddress2 fax"
        " donotphone donotemail",
        required="lastname subject",
    ),
    _dynamics(
        "account",
        names="name",
        numbers="telephone1 telephone2 telephone3",
        others="accountnumber websiteurl sic revenue numberofemployees tickersymbol emailaddress2 fax donotphone donotemail",
        required="name",
    ),
)
BY_NAME = {module.name: module for module in MODULES}
"""No two CRMs spell a module alike."""


def modules_of(provider: str) -> dict[str, Module]:
    """By kind."""
    return {module.kind: module for module in MODULES if module.provider == provider}
