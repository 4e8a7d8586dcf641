"""How long Four/Four's tokens live, and where they are handed out."""

from datetime import timedelta

from sqlalchemy import Connection

from sandbox.fourfour.oauth.store import REALM, PeopleStore
from sandbox.oauth2.mint import Mint
from sandbox.oauth2.service import Counter
from sandbox.oauth2.store import CodeStore, TokenStore
from sandbox.oauth2.tokens import Kind
from sandbox.world import DEFAULT, World

DAY, YEAR = timedelta(days=1), timedelta(days=365)

LIFETIMES = {Kind.ACCESS: DAY, Kind.REFRESH: YEAR, Kind.PERSONAL: YEAR}
"""Confirmed: the vendor's article on access tokens."""

CODE_LIFETIME = timedelta(minutes=10)
"""Confirmed: "a short time" (fourfour.ai/developers). Inferred: ten minutes, Passport's default."""


def mint_of(world: World) -> Mint:
    suffix = "" if world.name == DEFAULT else f".{world.name}"
    return Mint(chance=world.chance, suffix=suffix, lifetimes=LIFETIMES, code_lifetime=CODE_LIFETIME)


def counter_of(world: World, rows: Connection) -> Counter:
    stands = PeopleStore(rows).is_member
    return Counter(codes=CodeStore(rows, REALM), tokens=TokenStore(rows, REALM), mint=mint_of(world), stands=stands)
