// The client of MCP's TypeScript SDK signs in through a browser, lists everything, calls every tool and follows every page.
// Usage: node mcp.mjs PACKAGE SERVER PERSON. PACKAGE is @modelcontextprotocol/sdk or @modelcontextprotocol/client, its successor.

import { Browser } from "./browser.mjs";

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

async function everyPage(tool) {
  const found = [];
  for (let page = 1, more = true; more; page++) {
    const answer = await call(tool, { page, page_size: 20 });
    found.push(...answer.results.map((result) => result.id));
    more = answer.has_more;
  }
  return found;
}

const assistant = await connected();
const tools = await all((params) => assistant.listTools(params), "tools");
const prompts = await all((params) => assistant.listPrompts(params), "prompts");
const found = {};
for (const tool of tools.filter((each) => each.startsWith("find_"))) found[tool] = await everyPage(tool);

const label = (await call("create_label", { name: "Seen" })).id;
const ids = found.find_conversations.slice(0, 2);
const changed = [
  (await call("update_label", { label_id: label, name: "Looked at" })).name,
  (await call("apply_label", { label_id: label, conversation_ids: ids })).changed,
  (await call("remove_label", { label_id: label, conversation_ids: ids.slice(1) })).changed,
  (await call("find_conversations", { label_ids: [label] })).results.length,
  (await call("delete_label", { label_id: label })).deleted,
];
const model = await call("create_topic_model", { name: "Mine" });
changed.push((await call("update_topic_model", { topic_model_id: model.id, name: "Ours" })).name);

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
