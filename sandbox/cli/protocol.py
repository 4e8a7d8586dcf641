"""HTTP, as uvicorn speaks it, with a way to close a connection in the midst of an answer."""

from functools import partial
from weakref import ref

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle


class Protocol(HttpToolsProtocol):
    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        # With its own cycle: the protocol's is that of the last request, and a client may send some before it has its answers. The cycle
        # holds the scope, so the scope must not hold the cycle: what refers to itself waits for the collector.
        self.scope["sandbox.hang_up"] = partial(_hang_up, ref(self.cycle))  # type: ignore[typeddict-unknown-key]


def _hang_up(answering: ref[RequestResponseCycle]) -> None:
    """Sends what was written, and no more."""
    cycle = answering()
    assert cycle, "uvicorn keeps it until the application is done"
    cycle.disconnected = True  # else uvicorn thinks that the application forgot to answer, and says so in its place
    cycle.transport.close()
