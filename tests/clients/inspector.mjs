// The command line of MCP's Inspector lists everything, calls every tool and follows every page. Usage: node inspector.mjs SERVER TOKEN.
// Each line is run as its launcher runs it, by the CLI's own `runCli`, but all in one process: a process of its own takes a second.

import { handleError, runCli } from "./node_modules/@modelcontextprotocol/inspector/clients/cli/build/index.js";
import { everyChange, everyFind } from "./every_tool.mjs";

const [, , server, token] = process.argv;
const target = [server, "--transport", "http", "--header", `Authorization: Bearer ${token}`];

/** What one line prints; a line that fails ends all, as it would end its own process. */
async function inspect(...line) {
  const { write } = process.stdout;
  let printed = "";
  process.stdout.write = (text, ...rest) => ((printed += text), rest.at(-1)?.(), true);
  try {
    await runCli(["node", "mcp-inspector", ...target, ...line]);
  } catch (error) {
    await handleError(error);
  } finally {
    process.stdout.write = write;
  }
  return JSON.parse(printed);
}

async function call(tool, args) {
  const line = ["--method", "tools/call", "--tool-name", tool, "--tool-args-json", JSON.stringify(args)];
  return (await inspect(...line)).structuredContent;
}

const names = (listed) => listed.map((each) => each.name);
const tools = names((await inspect("--method", "tools/list", "--strict")).tools);
const prompts = names((await inspect("--method", "prompts/list")).prompts);
const { resources } = await inspect("--method", "resources/list");
const prompt = (await inspect("--method", "prompts/get", "--prompt-name", prompts[0])).messages[0].content.text;
const found = await everyFind(call, tools);
const changed = await everyChange(call, found.find_conversations.slice(0, 2));
console.log(JSON.stringify({ tools, prompts, resources, prompt, found, changed }));
