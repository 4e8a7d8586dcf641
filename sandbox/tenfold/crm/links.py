"""Where a record is in the CRM's own pages. Inferred: Salesforce's Lightning and Dynamics' model-driven apps spell them so."""

from dataclasses import dataclass

from sandbox.tenfold.crm.modules import SALESFORCE
from sandbox.tenfold.errors import NoCrm
from sandbox.tenfold.organizations.store import Organization


@dataclass(frozen=True)
class CrmSite:
    """`url` is without a slash at the end."""

    provider: str
    url: str

    def link(self, module: str, record_id: str) -> str:
        if self.provider == SALESFORCE:
            return f"{self.url}/lightning/r/{module}/{record_id}/view"
        return self._dynamics_form(module, record_id)

    def edit_link(self, module: str, record_id: str) -> str:
        """Dynamics shows and edits a record in one and the same form."""
        if self.provider == SALESFORCE:
            return f"{self.url}/lightning/r/{module}/{record_id}/edit"
        return self._dynamics_form(module, record_id)

    def _dynamics_form(self, module: str, record_id: str) -> str:
        return f"{self.url}/main.aspx?pagetype=entityrecord&etn={module}&id={record_id}"


def site_of(organization: Organization) -> CrmSite:
    """Raises NoCrm."""
    if organization.crm_provider is None:
        raise NoCrm
    return CrmSite(organization.crm_provider, organization.crm_url or "")
