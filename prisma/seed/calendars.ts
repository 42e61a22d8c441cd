import { rowsOf } from "./table";

/** Terms start on their first in-service day. Invented, in the pattern of a Scottish authority's year. */
export const terms = rowsOf(
  ["authority", "name", "startsOn", "endsOn"],
  `
  home      | August to October 2025   | 2025-08-14 | 2025-10-10
  home      | October to December 2025 | 2025-10-20 | 2025-12-19
  home      | January to April 2026    | 2026-01-05 | 2026-04-02
  home      | April to June 2026       | 2026-04-20 | 2026-06-25
  home      | August to October 2026   | 2026-08-17 | 2026-10-09
  home      | October to December 2026 | 2026-10-19 | 2026-12-22
  home      | January to March 2027    | 2027-01-06 | 2027-03-25
  home      | April to June 2027       | 2027-04-12 | 2027-06-24
  neighbour | August to October 2025   | 2025-08-18 | 2025-10-03
  neighbour | October to December 2025 | 2025-10-13 | 2025-12-19
  neighbour | January to March 2026    | 2026-01-06 | 2026-03-27
  neighbour | April to June 2026       | 2026-04-13 | 2026-06-26
  neighbour | August to October 2026   | 2026-08-12 | 2026-10-02
  neighbour | October to December 2026 | 2026-10-12 | 2026-12-18
  neighbour | January to March 2027    | 2027-01-05 | 2027-03-26
  neighbour | April to July 2027       | 2027-04-13 | 2027-07-01
  `,
);

export const closedDays = rowsOf(
  ["authority", "day", "closes", "name"],
  `
  home      | 2025-08-14 | schools          | In-service day
  home      | 2025-08-15 | schools          | In-service day
  home      | 2025-09-26 | schools_and_duty | September weekend
  home      | 2025-09-29 | schools_and_duty | September weekend
  home      | 2026-02-16 | schools_and_duty | February mid-term
  home      | 2026-02-17 | schools_and_duty | February mid-term
  home      | 2026-02-18 | schools          | In-service day
  home      | 2026-05-04 | schools_and_duty | May day
  home      | 2026-05-07 | schools          | In-service day
  home      | 2026-05-22 | schools_and_duty | May weekend
  home      | 2026-05-25 | schools_and_duty | May weekend
  home      | 2026-08-17 | schools          | In-service day
  home      | 2026-08-18 | schools          | In-service day
  home      | 2026-09-25 | schools_and_duty | September weekend
  home      | 2026-09-28 | schools_and_duty | September weekend
  home      | 2026-12-22 | half_day         | Last day before Christmas
  home      | 2027-02-15 | schools_and_duty | February mid-term
  home      | 2027-02-16 | schools_and_duty | February mid-term
  home      | 2027-02-17 | schools          | In-service day
  home      | 2027-05-03 | schools_and_duty | May day
  home      | 2027-05-06 | schools          | In-service day
  home      | 2027-05-28 | schools_and_duty | May weekend
  home      | 2027-05-31 | schools_and_duty | May weekend
  neighbour | 2025-09-19 | schools_and_duty | Local holiday
  neighbour | 2025-09-22 | schools_and_duty | Local holiday
  neighbour | 2026-02-13 | schools_and_duty | February mid-term
  neighbour | 2026-02-16 | schools_and_duty | February mid-term
  neighbour | 2026-05-04 | schools_and_duty | May day
  neighbour | 2026-08-12 | schools          | In-service day
  neighbour | 2026-09-18 | schools_and_duty | Local holiday
  neighbour | 2026-09-21 | schools_and_duty | Local holiday
  neighbour | 2026-11-30 | schools_and_duty | St Andrew’s Day
  neighbour | 2027-02-12 | schools_and_duty | February mid-term
  neighbour | 2027-02-15 | schools_and_duty | February mid-term
  neighbour | 2027-05-03 | schools_and_duty | May day
  `,
);

/** Duty, Monday to Friday. */
export const dutyHours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opensAt: "08:30", closesAt: "16:30" }));

/** One school ends its Fridays at noon, as schools of some authorities do. */
export const shortFridays = { school: "rowanbraes", weekday: 5, openings: 1 } as const;

/** One school's own half day. */
export const schoolDay = {
  school: "thornlennox",
  day: "2026-12-11",
  name: "Christmas fair for families",
  openings: 1,
} as const;
