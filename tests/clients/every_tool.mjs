// What one can do with the tools, through whichever client: `call(tool, args)` answers with the structured result.

/** Every id that each search tool finds, page by page. */
export async function everyFind(call, tools) {
  const found = {};
  for (const tool of tools.filter((each) => each.startsWith("find_"))) found[tool] = await everyPage(call, tool);
  return found;
}

async function everyPage(call, tool) {
  const found = [];
  for (let page = 1, more = true; more; page++) {
    const answer = await call(tool, { page, page_size: 20 });
    found.push(...answer.results.map((result) => result.id));
    more = answer.has_more;
  }
  return found;
}

/** What comes of each tool that changes something; `ids` are of two conversations. */
export async function everyChange(call, ids) {
  const label = (await call("create_label", { name: "Seen" })).id;
  const changed = [
    (await call("update_label", { label_id: label, name: "Looked at" })).name,
    (await call("apply_label", { label_id: label, conversation_ids: ids })).changed,
    (await call("remove_label", { label_id: label, conversation_ids: ids.slice(1) })).changed,
    (await call("find_conversations", { label_ids: [label] })).results.length,
    (await call("delete_label", { label_id: label })).deleted,
  ];
  const model = await call("create_topic_model", { name: "Mine" });
  return [...changed, (await call("update_topic_model", { topic_model_id: model.id, name: "Ours" })).name];
}
