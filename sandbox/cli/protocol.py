"""HTTP, as uvicorn speaks it, with a way to close a connection in the midst of an answer."""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol


class Protocol(HttpToolsProtocol):
    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        self.scope["sandbox.hang_up"] = self.hang_up  # type: ignore[typeddict-unknown-key]

    def hang_up(self) -> None:
        """Sends what was written, and no more."""
        self.cycle.disconnected = True  # else uvicorn thinks that the application forgot to answer, and says so in its place
        self.transport.close()
