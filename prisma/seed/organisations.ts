import { rowsOf } from "./table";

/** The invented council whose Virtual School this is, and its invented neighbour. */
export const authorities = { home: "Strathlennox Council", neighbour: "Keldmuir Council" } as const;

export const areas = { north: "Lennox North", loch: "Lochside", south: "Lennox South" } as const;

/** Telephone numbers are from the ranges that Ofcom keeps for drama: nobody answers them. SEED codes are invented. */
export const schools = rowsOf(
  ["key", "name", "sector", "area", "authority", "seedCode", "phone", "roll"],
  `
  ardlennox   | Ardlennox Academy            | secondary | north | home      | 9910118 | 0141 496 0118 | 912
  carnfarrow  | Carnfarrow High School       | secondary | loch  | home      | 9910126 | 0141 496 0126 | 784
  dunmarrow   | Dunmarrow Academy            | secondary | south | home      | 9910134 | 0141 496 0134 | 1043
  inverkeld   | Inverkeld High School        | secondary | south | home      | 9910142 | 0141 496 0142 | 655
  kilfarne    | Kilfarne Primary School      | primary   | north | home      | 9920113 | 0141 496 0213 | 231
  glenmarrow  | Glenmarrow Primary School    | primary   | north | home      | 9920121 | 0141 496 0221 | 186
  birkenlea   | Birkenlea Primary School     | primary   | north | home      | 9920148 | 0141 496 0248 | 304
  lochfarrow  | Lochfarrow Primary School    | primary   | loch  | home      | 9920156 | 0141 496 0256 | 142
  pierheid    | Pierheid Primary School      | primary   | loch  | home      | 9920164 | 0141 496 0264 | 268
  tullymarrow | Tullymarrow Primary School   | primary   | loch  | home      | 9920172 | 0141 496 0272 | 97
  corriefarne | Corriefarne Primary School   | primary   | south | home      | 9920180 | 0141 496 0280 | 355
  millburnie  | Millburnie Primary School    | primary   | south | home      | 9920199 | 0141 496 0299 | 219
  rowanbraes  | Rowanbraes School            | special   | loch  | home      | 9930119 | 0141 496 0319 | 64
  thornlennox | Thornlennox School           | special   | south | home      | 9930127 | 0141 496 0327 | 58
  westerkeld  | Westerkeld Academy           | secondary | south | neighbour | 9940114 | 01632 960114 | 870
  `,
);

/** On this day every school counted its roll. */
export const rollOn = "2025-08-08";

/** Children's houses and providers; the days and telephone numbers are invented too. */
export const housesAndProviders = rowsOf(
  ["kind", "name", "area", "contact", "phone", "email", "activeFrom", "activeTo"],
  `
  house    | Rowanlea               | north | House manager        | 0141 496 0501 |                                       | 2019-04-01 |
  house    | Craigmarrow House      | loch  | House manager        | 0141 496 0502 |                                       | 2021-08-16 |
  council  | Lennox Outdoor Centre  |       | Booking office       | 0141 496 0511 | outdoor@strathlennox.example          | 2022-08-15 |
  charity  | Lennox Youth Works     |       | Jamal Osei           | 0141 496 0512 | jamal.osei@lennox-youth-works.example | 2023-01-09 |
  college  | Keld Valley College    |       | Schools partnerships | 01632 960511  |                                       | 2023-08-14 |
  charity  | Young Guardians        |       | Duty desk            |               | duty@young-guardians.example          | 2022-03-01 |
  business | Harbour Street Kitchen |       | Head chef            | 0141 496 0513 |                                       | 2023-08-14 | 2025-06-27
  `,
);

/** Shown when a child is not safe, and when nobody answers. */
export const phoneNumbers = rowsOf(
  ["authority", "purpose", "position", "label", "number"],
  `
  home      | child_not_safe | 1 | Police and ambulance                          | 999
  home      | child_not_safe | 2 | Strathlennox social work, during the day      | 0141 496 0410
  home      | child_not_safe | 3 | Strathlennox social work standby, other times | 0141 496 0411
  home      | nobody_answers | 1 | Virtual School office                         | 0141 496 0400
  home      | nobody_answers | 2 | Virtual School Head Teacher                   | 0141 496 0401
  neighbour | child_not_safe | 1 | Police and ambulance                          | 999
  neighbour | child_not_safe | 2 | Keldmuir social work standby                  | 01632 960410
  `,
);
