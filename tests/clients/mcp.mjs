// The client of MCP's TypeScript SDK signs in through a browser, lists everything, calls every tool and follows every page.
// Usage: node mcp.mjs PACKAGE SERVER PERSON. PACKAGE is @modelcontextprotocol/sdk or @modelcontextprotocol/client, its successor.

import { Browser } from "./browser.mjs";
import { everyChange, everyFind } from "./every_tool.mjs";

const [, , name, server, person] = process.argv;
const modules = name.endsWith("/sdk") ? ["client/index.js", "client/streamableHttp.js", "client/auth.js"].map((path) => `${name}/${path}`) : [name];
const { Client, StreamableHTTPClientTransport, UnauthorizedError } = Object.assign({}, ...(await Promise.all(modules.map((path) => import(path)))));

/** What an application keeps for its person. */
class Keeper {
  redirectUrl = "http://127.0.0.1:8765/done";
  clientMetadata = { client_name: "TypeScript client", redirect_uris: [this.redirectUrl], token_endpoint_auth_method: "none" };
  renewed = 0;

  state = () => "a state of its own";
  clientInformation = () => this.information;
  saveClientInformation = (information) => (this.information = information);
  tokens = () => this.kept;
  saveTokens = (tokens) => ((this.kept = tokens), this.renewed++);
  saveCodeVerifier = (verifier) => (this.verifier = verifier);
  codeVerifier = () => this.verifier;
  saveDiscoveryState = (state) => (this.discovered = state);
  discoveryState = () => this.discovered;
  invalidateCredentials = () => {};
  redirectToAuthorization = async (url) => (this.answer = await new Browser().allow(url, person));
}

const keeper = new Keeper();
const transport = () => new StreamableHTTPClientTransport(new URL(server), { authProvider: keeper });
const client = () => new Client({ name: "test", version: "1" });

async function connected() {
  const [first, way] = [client(), transport()];
  try {
    await first.connect(way);
    return first;
  } catch (error) {
    if (!(error instanceof UnauthorizedError)) throw error;
    await way.finishAuth(keeper.answer.searchParams.get("code"));
  }
  const second = client();
  await second.connect(transport());
  return second;
}

async function all(list, key) {
  const found = [];
  let cursor;
  do {
    const page = await list({ cursor });
    found.push(...page[key].map((item) => item.name));
    cursor = page.nextCursor;
  } while (cursor);
  return found;
}

async function call(tool, args) {
  const result = await assistant.callTool({ name: tool, arguments: args });
  if (result.isError) throw new Error(`${tool}: ${result.content[0].text}`);
  return result.structuredContent;
}

const assistant = await connected();
const tools = await all((params) => assistant.listTools(params), "tools");
const prompts = await all((params) => assistant.listPrompts(params), "prompts");
const found = await everyFind(call, tools);
const changed = await everyChange(call, found.find_conversations.slice(0, 2));

let progress = 0;
const options = { onprogress: () => progress++ };
const asked = { name: "find_conversations", arguments: { page_size: 3, include_transcript: true } };
await (name.endsWith("/sdk") ? assistant.callTool(asked, undefined, options) : assistant.callTool(asked, options));

const prompt = (await assistant.getPrompt({ name: prompts[0] })).messages[0].content.text;
const renewals = keeper.renewed;
keeper.kept = { ...keeper.kept, access_token: "outdated" };
await assistant.ping();
console.log(JSON.stringify({ tools, prompts, found, changed, progress, prompt, renewed: keeper.renewed - renewals }));
await assistant.close();
