// DevExtreme's ODataStore, which grids and charts load from. It lives in a page, so the page is jsdom's.
// It follows `@odata.nextLink` and reads `@odata.count`, the spellings of OData 4.0, and so asks for that version.
import { createRequire } from "node:module";
import { JSDOM } from "jsdom";

const [root, token, account] = process.argv.slice(2);
globalThis.window = new JSDOM("", { url: root }).window;
globalThis.document = window.document;
const ODataStore = createRequire(import.meta.url)("devextreme/data/odata/store");

const store = (set) =>
  new ODataStore({
    url: root + set,
    key: "id",
    keyType: "String",
    version: 4,
    beforeSend: (request) => {
      request.headers = { Authorization: `Bearer ${token}`, "OData-MaxVersion": "4.0" };
    },
  });
const accounts = store("Accounts");
const contacts = store("Contacts");

const entity = await accounts.byKey(account);

const filtered = await accounts.load({
  filter: [["region", "=", "DACH"], "and", ["annual_revenue", ">=", 1000000]],
  sort: "name",
  select: ["id"],
});

const expanded = await accounts.load({
  expand: ["owner", "contacts"],
  sort: { selector: "created", desc: true },
  take: 3,
});

// Without `take` it walks along the next links by itself; a grid asks for a page and the total at once.
const everything = await contacts.load();
const page = await contacts
  .load({ skip: 300, take: 100, requireTotalCount: true })
  .then((rows, extra) => [rows.map((row) => row.id), extra.totalCount]);

const searched = await contacts.load({ filter: ["last_name", "contains", "MÜL"] });

console.log(
  JSON.stringify({
    entity: entity.name,
    filtered: filtered.map((row) => row.id),
    expanded: expanded.map((row) => [row.id, row.owner.name, row.contacts.map((contact) => contact.id)]),
    paged: everything.map((row) => row.id),
    counted: await contacts.totalCount(),
    last_page: page,
    searched: searched.map((row) => row.id),
  }),
);
