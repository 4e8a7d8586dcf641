"""SQL of clients, codes and tokens, each of one realm."""

from sandbox.oauth2.store.clients import ClientStore
from sandbox.oauth2.store.codes import CodeStore
from sandbox.oauth2.store.tokens import TokenStore

__all__ = ["ClientStore", "CodeStore", "TokenStore"]
