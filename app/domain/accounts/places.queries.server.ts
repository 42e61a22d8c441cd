import { organisations } from "~/domain/organisations/organisations.queries.server";
import type { Tx } from "~/platform/database.server";
import type { Places } from "./role-fields";

/** Every school, and the areas of our own authority, to choose from. */
export async function placesToChoose(tx: Tx): Promise<Places> {
  const authorities = await organisations(tx);
  const choice = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
  return {
    schools: authorities.flatMap((authority) => authority.schools.map(choice)),
    areas: authorities
      .filter((authority) => authority.isHome)
      .flatMap((authority) => authority.areas.map(choice)),
  };
}
