import { basename } from "node:path";
import { type Room, rooms, type Source } from "./project";

/** A model of the schema: the room whose file holds it, its table, and its relation fields with the models they lead to. */
export type Model = { name: string; room: Room; table: string; relations: Record<string, string> };

const modelBlock = /^model (\w+) \{\n([\s\S]*?)^\}/gm;
const fieldLine = /^\s+(\w+)\s+(\w+)(\[\]|\?)?/gm;

/**
 * The models of the Prisma files, by the name that the client gives them (`alertFact`).
 * @throws when a model is in a file that is not named for a room
 */
export function modelsOf(files: readonly Source[]): Map<string, Model> {
  const found = files.flatMap((file) =>
    [...file.text.matchAll(modelBlock)].map(([, name = "", body = ""]) => {
      const room = rooms.find((known) => known === basename(file.path, ".prisma"));
      if (!room) throw new Error(`${file.path} holds model ${name} and is not named for a room`);
      return { name, room, body, table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name };
    }),
  );
  const names = new Set(found.map((model) => model.name));
  return new Map(
    found.map(({ body, ...model }) => {
      const fields = [...body.matchAll(fieldLine)].filter(([, , type]) => names.has(type ?? ""));
      const relations = Object.fromEntries(fields.map(([, field, type]) => [field, type]));
      return [model.name.charAt(0).toLowerCase() + model.name.slice(1), { ...model, relations }];
    }),
  );
}
