"""What records are written with: a form has a module and its fields."""

from dataclasses import dataclass

from sandbox.tenfold.crm.modules import BY_NAME, Module


@dataclass(frozen=True, kw_only=True)
class Form:
    """All fields of the module are in it (proposed)."""

    id: str
    organization_id: str
    name: str
    module: str

    @property
    def writes(self) -> Module:
        return BY_NAME[self.module]


def form_name(module: Module) -> str:
    """Proposed."""
    return f"New {module.kind}"
