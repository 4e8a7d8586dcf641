"""A CRM that is configured where there was none."""

from sqlalchemy import Connection

from sandbox.cast.identifiers import hexadecimal
from sandbox.tenfold.crm.form import Form, form_name
from sandbox.tenfold.crm.links import site_url
from sandbox.tenfold.crm.modules import modules_of
from sandbox.tenfold.crm.store import FormStore
from sandbox.tenfold.organizations.store import Organization, OrganizationStore
from sandbox.tenfold.users.store import UserStore


def connect(rows: Connection, organization: Organization, provider: str) -> None:
    """The organization gets the site and the forms that a planted one with that CRM has, but no records (proposed).

    One that has had a CRM keeps all that is there. Of providers without modules here the name is known alone (inferred: tenfold-types).
    """
    modules = modules_of(provider).values()
    if organization.crm_url is not None or not modules:
        return
    username = UserStore(rows).usernames([organization.admin_id])[organization.admin_id]
    OrganizationStore(rows).change(organization, {"crm_url": site_url(provider, username.partition("@")[2])})
    for module in modules:
        own_id = hexadecimal(24, "tenfold form", organization.id, module.name)
        FormStore(rows).add(Form(id=own_id, organization_id=organization.id, name=form_name(module), module=module.name))
