"""What tells Tenfold's clients and tokens from others', and how long they live (tenfold.md, 2)."""

from datetime import timedelta

from sqlalchemy import Connection

from sandbox.oauth2.mint import Mint
from sandbox.oauth2.service import Counter
from sandbox.oauth2.store import CodeStore, TokenStore
from sandbox.oauth2.tokens import Kind
from sandbox.tenfold.users.store import UserStore
from sandbox.world import DEFAULT, World

REALM = "tenfold"
PASSWORD, CLIENT_CREDENTIALS = "password", "client_credentials"

LIFETIMES = {Kind.ACCESS: timedelta(seconds=3600), Kind.REFRESH: timedelta(seconds=1_209_600)}
"""Confirmed for access tokens; the others are the defaults of node-oauth2-server 2 (inferred)."""
CODE_LIFETIME = timedelta(seconds=30)
"""Inferred: that library's default."""


def mint_of(world: World) -> Mint:
    suffix = "" if world.name == DEFAULT else f".{world.name}"
    return Mint(chance=world.chance, suffix=suffix, lifetimes=LIFETIMES, code_lifetime=CODE_LIFETIME, hexadecimal=True)


def counter_of(world: World, rows: Connection) -> Counter:
    """A deleted person's refresh tokens are worth nothing (proposed)."""
    users = UserStore(rows)
    return Counter(
        codes=CodeStore(rows, REALM),
        tokens=TokenStore(rows, REALM),
        mint=mint_of(world),
        stands=lambda grant: users.find(grant.user_id) is not None,
    )
