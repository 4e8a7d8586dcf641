"""What one caller sees of calls in v2, ready to be sent."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.requests import Request

from sandbox.database.schema import milliseconds
from sandbox.http.public_url import public_url
from sandbox.tenfold.caller import Caller, caller_of
from sandbox.tenfold.calls.page_store import Choice, Paged, json_text, page
from sandbox.tenfold.calls.wire_v2 import analyzed_v2, call_v2, interaction_v2, listed_v2
from sandbox.tenfold.crm.links import CrmSite
from sandbox.tenfold.crm.wire import MatchedRecord, bean, plain, plain_detail
from sandbox.tenfold.organizations.store import Organization, OrganizationStore
from sandbox.tenfold.reading import Page
from sandbox.tenfold.visibility import Reach, reach_of
from sandbox.world import World, world_of


@dataclass(frozen=True)
class View:
    """`reach` holds for lists; `root` is what links to us begin with, `site` where links to the CRM go."""

    world: World
    caller: Caller
    organization: Organization
    reach: Reach
    root: str

    @property
    def site(self) -> CrmSite:
        return CrmSite(self.organization.crm_url or "")

    def listed(self, paging: Page, *, user: str = "", record: str = "") -> tuple[list[dict[str, Any]], bool]:
        """A page of T2-01, and whether there are more. An empty text chooses nothing."""
        choice = Choice(reach=self.reach, user=bool(user), record=bool(record))
        found = self._page(choice, plain, paging.offset, paging.size + 1, user=user, record=record)
        return self._listed(found[: paging.size]), len(found) > paging.size

    def named(self, call_ids: Sequence[str]) -> list[dict[str, Any]]:
        """T2-21, newest first: calls that were found to be in reach, as T2-01 lists them."""
        choice = Choice(reach=Reach.EVERYBODY, named=True)
        return self._listed(self._page(choice, plain, 0, len(call_ids), named=json_text(call_ids)))

    def of_user(self, paging: Page, user: str) -> tuple[list[dict[str, Any]], bool]:
        """A page of T2-22, and whether there are more. Whether the caller may see them was looked at before."""
        found = self._page(Choice(reach=Reach.EVERYBODY, user=True), bean, paging.offset, paging.size + 1, user=user)
        shown = [analyzed_v2(row, records) for row, records in found[: paging.size]]
        return shown, len(found) > paging.size

    def detail(self, call_id: str) -> dict[str, Any]:
        """T2-02, of a call that is there."""
        return self._details(Choice(reach=Reach.EVERYBODY, call=True), call=call_id)[0]

    def last_interaction(self, record: str) -> dict[str, Any] | None:
        """T2-18: the newest call of the record that has ended (inferred). Whose call it is does not matter (proposed)."""
        found = self._page(Choice(reach=Reach.EVERYBODY, record=True, ended=True), bean, 0, 1, record=record)
        provider = self.organization.phone_system
        return next((interaction_v2(row, records, provider) for row, records in found), None)

    def active_interaction(self, record: str, *, since: datetime) -> dict[str, Any] | None:
        """T2-19: the newest one that began `since`, ended or not. Whose call it is does not matter (proposed)."""
        choice = Choice(reach=Reach.EVERYBODY, record=True, since=True)
        return next(iter(self._details(choice, record=record, since=milliseconds(since))), None)

    def _listed(self, found: Paged) -> list[dict[str, Any]]:
        return [listed_v2(row, records, self.root) for row, records in found]

    def _details(self, choice: Choice, **values: Any) -> list[dict[str, Any]]:
        """The newest one, if there is any."""
        return [call_v2(row, records, self.root) for row, records in self._page(choice, plain_detail, 0, 1, **values)]

    def _page(self, choice: Choice, spelled: Callable[[MatchedRecord, CrmSite], Any], offset: int, limit: int, **values: Any) -> Paged:
        given, site = {"organization": self.caller.organization_id, "caller": self.caller.user_id, **values}, self.site
        return page(self.world.database, choice, given, lambda record: spelled(record, site), offset=offset, limit=limit)


def view_of(request: Request) -> View:
    """Raises InvalidToken."""
    caller, world = caller_of(request), world_of(request)
    with world.database.read() as rows:
        organization, reach = OrganizationStore(rows).get(caller.organization_id), reach_of(rows, caller)
    return View(world, caller, organization, reach, public_url(request))
