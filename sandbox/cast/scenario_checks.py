"""What holds the workspaces of a scenario together: each names others that are there and that suit."""

from collections.abc import Collection, Mapping

from sandbox.cast.binding import Place, suggestion
from sandbox.cast.name_pools import REGIONS
from sandbox.cast.scenario import PRODUCTS, Scenario, Workspace
from sandbox.cast.telephony import ORGANIZATION_TYPES, PARTNER_TYPES, PHONE_SYSTEMS

Workspaces = Mapping[str, Workspace]


def check_scenario(scenario: Scenario, place: Place) -> None:
    workspaces = {workspace.key: workspace for workspace in scenario.workspaces}
    for key, growth in scenario.growth.items():
        _check_workspace(workspaces, key, place.inside(f"growth.{key}"))
        for region in growth.regions:
            _check_known(region, [each.name for each in REGIONS], place.inside(f"growth.{key}.regions"))
    for workspace in scenario.workspaces:
        _check_setup(workspace, workspaces, place.inside(f"workspaces.{workspace.key}"))
    fourfour, tenfold = scenario.credentials.fourfour, scenario.credentials.tenfold
    _check_user(workspaces, "fourfour", fourfour.workspace, {"email": fourfour.email}, place)
    people = {"username": tenfold.username, "regular_username": tenfold.regular_username}
    _check_user(workspaces, "tenfold", tenfold.workspace, people, place)


def _check_user(workspaces: Workspaces, product: str, key: str, people: Mapping[str, str], place: Place) -> None:
    """Credentials name a workspace that uses the product, and people who work there."""
    here = place.inside(f"credentials.{product}")
    _check_workspace(workspaces, key, here.inside("workspace"))
    if product not in workspaces[key].products:
        raise here.inside("workspace").error(f"{key!r} does not use {product}")
    emails = [colleague.email for colleague in workspaces[key].colleagues]
    for name, email in people.items():
        if email not in emails:
            raise here.inside(name).error(f"{email!r} is no colleague's in {key!r}{suggestion(email, emails)}")


def _check_setup(workspace: Workspace, workspaces: Workspaces, place: Place) -> None:
    telephony, here = workspace.telephony, place.inside("telephony")
    for at, product in enumerate(workspace.products):
        _check_known(product, PRODUCTS, place.inside(f"products[{at}]"))
    _check_known(telephony.type, ORGANIZATION_TYPES, here.inside("type"))
    if telephony.phone_system:
        _check_known(telephony.phone_system, PHONE_SYSTEMS, here.inside("phone_system"))
    if telephony.partner is not None:
        _check_partner(telephony.partner, workspace.key, workspaces, here.inside("partner"))


def _check_partner(partner: str, child: str, workspaces: Workspaces, place: Place) -> None:
    _check_workspace(workspaces, partner, place)
    if partner == child:
        raise place.error(f"{child!r} cannot be its own partner")
    if "tenfold" not in workspaces[partner].products or workspaces[partner].telephony.type not in PARTNER_TYPES:
        raise place.error(f"{partner!r} is no partner in Tenfold; its telephony.type must be {' or '.join(PARTNER_TYPES)}")


def _check_workspace(workspaces: Workspaces, key: str, place: Place) -> None:
    if key not in workspaces:
        raise place.error(f"no workspace {key!r}{suggestion(key, workspaces)}")


def _check_known(value: str, known: Collection[str], place: Place) -> None:
    if value not in known:
        raise place.error(f"{value!r} is none of {', '.join(known)}{suggestion(value, known)}")
