import type { ReactNode } from "react";
import { TextLink } from "~/ui/link";
import { SummaryList } from "~/ui/summary-list";
import { dutyPaths } from "./duty.paths";

type Doors = {
  holes: number;
  awayNow: number;
  swaps: number;
  maySwap: boolean;
  /** Doors to what other rooms keep. */
  more?: { key: string; value: string; action: ReactNode }[];
};

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

/** The other pages of duty, each with what stands on it. */
export function DutyDoors({ holes, awayNow, swaps, maySwap, more = [] }: Doors) {
  const rows = [
    {
      key: "Coverage of the next four weeks",
      value: holes === 0 ? "No holes" : count(holes, "hole", "holes"),
      action: <TextLink href={dutyPaths.coverage()}>See coverage</TextLink>,
    },
    {
      key: "Day by day",
      value: "The usual week, with cover for single days",
      action: <TextLink href={dutyPaths.days()}>See the days</TextLink>,
    },
    {
      key: "Planned absences",
      value:
        awayNow === 0 ? "Nobody is away now" : count(awayNow, "person is away now", "people are away now"),
      action: <TextLink href={dutyPaths.absences()}>See absences</TextLink>,
    },
    {
      key: "When nobody answers",
      value: "Who is told, and after how long",
      action: <TextLink href={dutyPaths.policy()}>See the steps</TextLink>,
    },
  ];
  const own = [
    {
      key: "Swaps",
      value:
        swaps === 0 ? "None waits for an answer" : count(swaps, "waits for an answer", "wait for an answer"),
      action: <TextLink href={dutyPaths.swaps()}>See swaps</TextLink>,
    },
    {
      key: "Your calendar",
      value: "Your days of duty in your own calendar",
      action: <TextLink href={dutyPaths.feed()}>Get the address</TextLink>,
    },
  ];
  return <SummaryList rows={[...rows, ...(maySwap ? own : []), ...more]} />;
}
