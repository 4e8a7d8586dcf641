"""How somebody is told who may not do or see a thing (tenfold.md, 4)."""

from sandbox.tenfold.errors import Forbidden, TenfoldError
from sandbox.world import World


def denied(world: World, refusal: TenfoldError) -> TenfoldError:
    """What to raise: `refusal`, or a 403 in worlds with the switch `forbidden` (proposed).

    Only for what is there: of what is not, every world says so.
    """
    return Forbidden() if world.switches.forbidden else refusal
