"""Who a grown cast is about: customers, their people, and leads."""

from collections.abc import Mapping, Sequence

from sandbox.cast.dice import stream
from sandbox.cast.name_pools import REGIONS, Names, Region, address_part, phone_number
from sandbox.cast.people import Colleague, Customer, Person
from sandbox.cast.records import Lead
from sandbox.cast.scenario import Workspace
from sandbox.cast.trades import LEAD_SOURCES, LEAD_STATUSES, POSITIONS, TRADES


class GrownPeople:
    def __init__(self, workspace: Workspace, pools: Mapping[str, Names], seed: int, regions: Sequence[str] = ()) -> None:
        self._workspace, self._pools, self._seed = workspace, pools, seed
        self._regions = [region for region in REGIONS for _ in range(region.share) if not regions or region.name in regions]
        self._by_name = {region.name: region for region in REGIONS}

    def customers(self, count: int) -> list[Customer]:
        dice, owners = stream(self._seed, self._workspace.key, "customers"), colleagues_of(self._workspace, "sales", "success")
        taken = {customer.domain for customer in self._workspace.customers}
        grown = []
        for position in range(count):
            region, trade = dice.choice(self._regions), dice.choice(TRADES)
            name = f"{dice.choice(self._pools[region.locale].last)} {dice.choice(trade.nouns)}"
            employees = int(dice.lognormvariate(5.2, 1.1)) + 32
            grown.append(
                Customer(
                    key=f"{self._seed}-customer-{position}",
                    name=f"{name} {region.legal_form}",
                    domain=_free_domain(name, position, taken),
                    type=dice.choice(("Customer", "Customer", "Customer", "Prospect", "Prospect", "Partner", "Former Customer")),
                    industry=trade.industry,
                    sic=trade.sic,
                    currency=region.currency,
                    annual_revenue=float(employees * dice.randrange(90, 260) * 1000),
                    number_of_employees=employees,
                    region=region.name,
                    owner=dice.choice(owners).key,
                    created=-dice.randrange(20, 700),
                )
            )
        return grown

    def people(self, count: int, customers: Sequence[Customer]) -> list[Person]:
        dice = stream(self._seed, self._workspace.key, "people")
        grown = []
        for position in range(count if customers else 0):
            # Everybody's first job is to leave no customer without a contact.
            customer = customers[position] if position < len(customers) else dice.choice(customers)
            first, last, email = self._name(self._by_name[customer.region], customer.domain, dice.random(), dice.random(), position)
            title, department, persona = dice.choice(POSITIONS)
            grown.append(
                Person(
                    key=f"{self._seed}-person-{position}",
                    customer=customer.key,
                    first_name=first,
                    last_name=last,
                    email=email,
                    phone=phone_number(self._by_name[customer.region], position),
                    title=title,
                    department=department,
                    persona=persona,
                    lead_source=dice.choice(LEAD_SOURCES),
                    created=max(customer.created, -dice.randrange(1, 600)),
                )
            )
        return grown

    def leads(self, count: int) -> list[Lead]:
        dice, sellers = stream(self._seed, self._workspace.key, "leads"), colleagues_of(self._workspace, "sales")
        grown = []
        for position in range(count):
            region, trade = dice.choice(self._regions), dice.choice(TRADES)
            company = f"{dice.choice(self._pools[region.locale].last)} {dice.choice(trade.nouns)}"
            domain = f"{address_part(company)}.example"
            first, last, email = self._name(region, domain, dice.random(), dice.random(), position)
            title, _, persona = dice.choice(POSITIONS)
            employees = int(dice.lognormvariate(4.6, 1.0)) + 5
            grown.append(
                Lead(
                    key=f"{self._seed}-lead-{position}",
                    first_name=first,
                    last_name=last,
                    title=title,
                    company=f"{company} {region.legal_form}",
                    domain=domain,
                    email=email,
                    phone=phone_number(region, 700 + position),
                    lead_source=dice.choice(LEAD_SOURCES),
                    status=dice.choice(LEAD_STATUSES),
                    industry=trade.industry,
                    annual_revenue=float(employees * dice.randrange(80, 240) * 1000),
                    number_of_employees=employees,
                    region=region.name,
                    owner=dice.choice(sellers).key,
                    persona=persona,
                    created=-dice.randrange(1, 160),
                )
            )
        return grown

    def _name(self, region: Region, domain: str, first: float, last: float, position: int) -> tuple[str, str, str]:
        """First name, last name, e-mail; the number in the address keeps namesakes at one company apart."""
        pool = self._pools[region.locale]
        names = pool.first[int(first * len(pool.first))], pool.last[int(last * len(pool.last))]
        return *names, f"{address_part(names[0])}.{address_part(names[1])}{position % 97 or ''}@{domain}"


def colleagues_of(workspace: Workspace, *teams: str) -> list[Colleague]:
    """Those of the CRM in `teams`, or all of the CRM when there are none."""
    known = [colleague for colleague in workspace.colleagues if colleague.in_crm and colleague.is_active]
    return [colleague for colleague in known if colleague.team in teams] or known


def _free_domain(name: str, position: int, taken: set[str]) -> str:
    domain = f"{address_part(name)}.example"
    if domain in taken:
        domain = f"{address_part(name)}-{position}.example"
    taken.add(domain)
    return domain
