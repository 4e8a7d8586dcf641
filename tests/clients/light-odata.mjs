// @odata/client (light-odata): the entity set API and the JSON batch.
// It reads `@odata.count`, the spelling of OData 4.0, and so asks for that version. Its multipart batch is left out: it looks for
// `Content-Type` in the parts of the answer and for no other spelling, and the vendor's engine writes `content-type`.
import { OData } from "@odata/client";

const [root, token, account] = process.argv.slice(2);
const client = OData.New4({
  serviceEndpoint: root,
  commonHeaders: { Authorization: `Bearer ${token}`, "OData-MaxVersion": "4.0" },
});
const accounts = client.getEntitySet("Accounts");
const contacts = client.getEntitySet("Contacts");

const entity = await accounts.retrieve(account);

const wealthy = client.newFilter().field("region").eq("DACH").field("annual_revenue").ge(1000000);
const filtered = await accounts.query(client.newOptions().filter(wealthy).orderby("name", "asc").select("id"));

const expanded = await accounts.query(
  client.newOptions().expand(["owner", "contacts($select=id)"]).orderby("created", "desc").top(3),
);

const counted = await contacts.count();
const paged = [];
while (paged.length < counted) {
  paged.push(...(await contacts.query(client.newOptions().select("id").top(100).skip(paged.length))));
}

const requests = [
  client.newBatchRequest({ collection: "Accounts", id: account }),
  client.newBatchRequest({ collection: "Leads", params: client.newOptions().top(2) }),
];
const [one, some] = await Promise.all((await client.execBatchRequestsJson(requests)).map((answer) => answer.json()));

console.log(
  JSON.stringify({
    entity: entity.name,
    filtered: filtered.map((row) => row.id),
    expanded: expanded.map((row) => [row.id, row.owner.name, row.contacts.map((contact) => contact.id)]),
    paged: paged.map((row) => row.id),
    counted,
    batch: [one.name, some.value.map((row) => row.id)],
  }),
);
