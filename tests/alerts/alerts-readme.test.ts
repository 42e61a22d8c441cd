import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type AlertState, alertStates } from "~/domain/alerts/alerts.words";
import { type AlertVerb, alertVerbs, moveAlert } from "~/domain/alerts/internal/alert-states";
import { verbPermissions } from "~/domain/alerts/internal/verb-permissions";
import { roles } from "~/platform/actor";

const readme = readFileSync("app/domain/alerts/README.md", "utf8");

const drawn = [...readme.matchAll(/^ {2}(\w+) --> (\w+): (.+)$/gm)].flatMap(([, from, to, verbs = ""]) =>
  verbs.split(", ").map((verb) => `${from} --${verb}--> ${to}`),
);

/** Verbs that lead from a state to another one; those that leave it as it is are not drawn. */
const moves = alertVerbs.flatMap((verb: AlertVerb) =>
  alertStates.flatMap((from: AlertState) => {
    const { to } = moveAlert(from, verb);
    return to && to !== from ? [`${from} --${verb}--> ${to}`] : [];
  }),
);

const listed = new Map(
  readme
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .flatMap(([, verbs = "", who = ""]) => verbs.split(", ").map((verb) => [verb, who] as const)),
);

describe("the room's README", () => {
  it("draws every move of the state machine, and no other", () => {
    expect([...drawn].sort()).toEqual([...moves].sort());
  });

  it.each(alertVerbs)("says who may %s", (verb) => {
    const allowed = verbPermissions[verb].roles;
    const words =
      allowed.length === roles.length ? "everybody who is shown the action" : [...allowed].join(", ");
    expect(listed.get(verb)).toBe(words);
  });
});
