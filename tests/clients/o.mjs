// o.js (the package `odata`), as its README shows: a handler, `query` for data, `fetch` where more than the data is wanted, `batch`.
import odata from "odata";

const { o } = odata;
const [root, token, account] = process.argv.slice(2);
const headers = { Authorization: `Bearer ${token}` };
const service = o(root, { headers, batch: { ...batchDefaults(), headers: new Headers(headers) } });

const entity = await service.get(`Accounts('${account}')`).query();

const filtered = await service
  .get("Accounts")
  .query({ $filter: "region eq 'DACH' and annual_revenue ge 1000000", $orderby: "name", $select: "id" });

const expanded = await service
  .get("Accounts")
  .query({ $expand: "owner,contacts($select=id)", $orderby: "created desc", $top: 3 });

const read = await pages("Contacts");
const counted = await service.get("Contacts/$count").query();

const [me, leads] = await service.get("me").get("Leads").batch({ $top: 2 });

console.log(
  JSON.stringify({
    entity: entity.name,
    filtered: filtered.map((row) => row.id),
    expanded: expanded.map((row) => [row.id, row.owner.name, row.contacts.map((contact) => contact.id)]),
    paged: read.flatMap((page) => page.value.map((row) => row.id)),
    counted,
    inline_count: read[0]["@count"],
    batch: [me.body.user_email, leads.body.map((row) => row.id)],
  }),
);

/** Every page of a set. o.js reads one page a time; the link in it is an address like any other. */
async function pages(set) {
  const found = [await (await service.get(set).fetch({ $count: true })).json()];
  while (found.at(-1)["@nextLink"]) {
    found.push(await (await o(found.at(-1)["@nextLink"], { headers }).get().fetch()).json());
  }
  return found;
}

/** What the README lists as the defaults of `batch`: a `batch` of one's own replaces them all. */
function batchDefaults() {
  return { boundaryPrefix: "batch_", changsetBoundaryPrefix: "changset_", endpoint: "$batch", useChangset: false, useRelativeURLs: false };
}
