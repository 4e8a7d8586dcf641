"""Where a record is in the CRM's own pages. Inferred: Salesforce's Lightning and Dynamics' model-driven apps spell them so."""

from dataclasses import dataclass

from sandbox.tenfold.crm.modules import BY_NAME, DYNAMICS, SALESFORCE
from sandbox.tenfold.errors import NoCrm
from sandbox.tenfold.organizations.store import Organization

SITES = {SALESFORCE: "https://{name}.my.salesforce.example", DYNAMICS: "https://{name}.crm.dynamics.example"}


@dataclass(frozen=True)
class CrmSite:
    """`url` is without a slash at the end. A module says whose pages its records have, whatever the CRM is called meanwhile (proposed)."""

    url: str

    def link(self, module: str, record_id: str) -> str:
        return self._page(module, record_id, "view")

    def edit_link(self, module: str, record_id: str) -> str:
        """Dynamics shows and edits a record in one and the same form."""
        return self._page(module, record_id, "edit")

    def _page(self, module: str, record_id: str, purpose: str) -> str:
        if BY_NAME[module].provider == SALESFORCE:
            return f"{self.url}/lightning/r/{module}/{record_id}/{purpose}"
        return f"{self.url}/main.aspx?pagetype=entityrecord&etn={module}&id={record_id}"


def site_url(provider: str, domain: str) -> str:
    """Of the company with that domain, at a provider whose pages are known."""
    return SITES[provider].format(name=domain.partition(".")[0])


def site_of(organization: Organization) -> CrmSite:
    """Raises NoCrm."""
    if organization.crm_provider is None:
        raise NoCrm
    return CrmSite(organization.crm_url or "")
