import { namesOf } from "~/domain/accounts/accounts.queries.server";
import type { Calendar } from "~/domain/calendars/calendars.clocks";
import type { Tx } from "~/platform/database.server";
import type { StepWho } from "./escalation-steps";
import { nobodyTold, passedOverWords } from "./internal/passed-over-words";
import { momentOf } from "./internal/rota";
import { rotaIn } from "./internal/rota-facts.server";
import { whoIsTold } from "./internal/who-is-told";

type Question = {
  who: StepWho;
  areaId: string;
  at: Date;
  /** The calendar of the Virtual School's own authority. */
  calendar: Calendar;
};

/** Whom a step tells now, and a sentence for each person who was passed over. */
export type StepPeople = { personIds: string[]; skipped: string[] };

/** Looks up whom a step tells at this moment. Runs for a person and for the worker. */
export async function peopleForStep(tx: Tx, { who, areaId, at, calendar }: Question): Promise<StepPeople> {
  const moment = momentOf(calendar, at);
  const rota = await rotaIn(tx, { calendar, areaId, from: at, until: moment.from });
  const { personIds, passedOver } = whoIsTold(rota, who, { areaId, moment });
  const names = await namesOf(
    tx,
    passedOver.map(({ personId }) => personId),
  );
  const skipped = passedOver.map((each) =>
    passedOverWords(each, names.get(each.personId) ?? "Somebody", moment.from),
  );
  const nobody = personIds.length === 0 ? [nobodyTold(who, passedOver.length > 0)] : [];
  return { personIds: [...personIds], skipped: [...skipped, ...nobody] };
}
