// The typed client that odata2ts generates from our $metadata: this file compiles only where the model says what it uses.
// The types say `@odata.count`, the spelling of OData 4.0, and so the client asks for that version.
import { AxiosClient } from "@odata2ts/http-client-axios";
import { FourFourService } from "./generated/FourFourService";

async function main([root, token, account]: string[]): Promise<void> {
  const http = new AxiosClient({ headers: { Authorization: `Bearer ${token}`, "OData-MaxVersion": "4.0" } });
  const service = new FourFourService(http, root.replace(/\/$/, ""));

  const entity = await service.Accounts(account).query();

  const filtered = await service.Accounts().query((builder, q) =>
    builder.select("id").filter(q.region.eq("DACH"), q.annual_revenue.ge(1000000)).orderBy(q.name.asc()),
  );

  const expanded = await service.Accounts().query((builder, q) =>
    builder
      .expand("owner")
      .expanding("contacts", (contacts) => contacts.select("id"))
      .orderBy(q.created.desc())
      .top(3),
  );

  const paged: string[] = [];
  let counted: number | undefined;
  while (counted === undefined || paged.length < counted) {
    const page = await service.Contacts().query((builder) => builder.select("id").count().top(100).skip(paged.length));
    paged.push(...page.data.value.map((contact) => contact.id));
    counted = page.data["@odata.count"];
  }

  const led = await service.Accounts().query((builder, q) =>
    builder.filter(q.contacts.any((contact) => contact.title.contains("Director")), q.owner.props.is_active.isTrue()),
  );

  console.log(
    JSON.stringify({
      entity: entity.data.name,
      filtered: filtered.data.value.map((row) => row.id),
      expanded: expanded.data.value.map((row) => [row.id, row.owner?.name, row.contacts?.map((contact) => contact.id)]),
      paged,
      counted,
      led: led.data.value.map((row) => row.id),
      owner: (await service.Accounts(account).owner().query()).data.name,
      me: (await service.me().query()).data.user_email,
    }),
  );
}

void main(process.argv.slice(2));
