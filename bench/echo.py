"""The least that an MCP server of the SDK can do: its own high-level server with one tool, served as ours is served."""

from mcp.server.mcpserver import MCPServer

from bench.reference import serve

SERVER = MCPServer("echo", log_level="WARNING")


@SERVER.tool()
def echo(text: str) -> str:
    return text


if __name__ == "__main__":
    serve(SERVER.streamable_http_app(stateless_http=True, json_response=True))
