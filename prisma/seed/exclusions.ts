import type { Story } from "./alerts-story";
import {
  checked,
  excluded,
  exclusionClosed,
  outOfSchool,
  returnPlanned,
  stepDone,
  wayBack,
} from "./exclusion-steps";
import { answered, considered, decided, rang, type Step, told } from "./steps";

/** Raised before an exclusion that is still being carried out in the demo's present: its written notice is due tomorrow. */
export const excludedNow: Story = {
  at: "11-12 09:10",
  school: "ardlennox",
  learner: "aria",
  report: {
    expects: "today 12:00",
    openings: 20,
    where: "with_adult",
    with: "Ms Tait, pastoral care",
    happened:
      "Aria hit another pupil on the stairs. Both were seen by the nurse, and the other pupil went to hospital.",
    triggers: ["online", "other_pupils"],
    says: "She put it online. I want it gone.",
    knows: ["parent", "head_teacher"],
  },
  steps: [
    answered("11-12 09:22", "callum"),
    rang(
      "11-12 09:30",
      "callum",
      "Catriona Weir",
      "Ten days are being thought of. Asked who is with Aria now.",
    ),
    told("11-12 09:50", "callum", "Jodie Bell"),
    considered("11-12 10:20", "callum", [
      [
        "restorative_meeting",
        "not_now",
        "The other pupil is in hospital and must be asked first.",
        "somebody_missing",
      ],
      ["virtual_learning", "will_use", "Her own subjects online from tomorrow, with a call each morning."],
    ]),
    checked("11-12 11:05", "head", [
      ["excluded_before", "no", "Aria has not been excluded before."],
      [
        "people_involved",
        "yes",
        "Aria, her mother and Ms Tait this morning; Callum at the Virtual School by phone.",
        "Note of the call, 09:30",
      ],
      ["needs_assessed", "yes", "Her plan of September says that what is online follows her into school."],
      ["supports_given", "yes", "Ms Tait twice a week since September."],
      [
        "alternatives",
        "yes",
        "A restorative meeting cannot be held yet. Her subjects online can start tomorrow.",
      ],
      ["staged_intervention", "yes", "Stage 2. A review is asked for."],
      ["incident_reviewed", "yes", "With both staff who were on the stairs.", "Their notes, 12 November"],
      ["somebody_uninvolved", "no", "Nobody was free this morning."],
      ["childs_views", "yes", "“She put it online. I want it gone.”"],
      ["people_who_know", "yes", "Pastoral care. She has no key worker and no lead professional now."],
    ]),
    decided("11-12 11:30", {
      decision: "excluded_temporary",
      openings: 12,
      reason: "Somebody was hurt. Six days, in which what is online is taken down and both are heard.",
      says: "I know I hurt her.",
    }),
    excluded("11-12 11:50", {
      on: "11-12",
      from: "11-13",
      openings: 12,
      reason: "Another pupil was hurt on the stairs.",
      incident: "physical_assault_pupil",
      education: "online_or_work_sent",
    }),
    stepDone("11-12 12:10", "told", {
      on: "11-12",
      time: "12:00",
      people: ["Jodie Bell", "learner"],
      by: "Helen Cargill",
    }),
    stepDone("11-12 12:20", "meeting_offered", {
      on: "11-18",
      time: "10:00",
      people: ["Jodie Bell", "learner"],
      by: "Catriona Weir",
      words: "In the school, with Ms Tait.",
    }),
    stepDone("11-18 11:15", "meeting_held", {
      on: "11-18",
      people: ["Jodie Bell", "learner"],
      by: "Helen Cargill",
      words: "Aria read out what she wrote to the other pupil. What was online is gone.",
    }),
  ],
};

/** What nobody raised an alert about. */
export const withoutAlert: { school: string; learner: string; steps: Step[] }[] = [
  {
    school: "birkenlea",
    learner: "alfie",
    steps: [
      excluded("11-13 08:50", {
        on: "11-11",
        from: "11-12",
        openings: 2,
        reason: "An argument with a supply teacher, who had not been told of Alfie’s plan.",
        incident: "verbal_abuse_staff",
        education: "online_or_work_sent",
      }),
      stepDone("11-13 08:55", "told", {
        on: "11-11",
        time: "15:40",
        people: ["Gail Hendry"],
        by: "David Menmuir",
      }),
      stepDone("11-13 09:00", "meeting_offered", {
        on: "11-13",
        time: "08:30",
        people: ["Gail Hendry", "learner"],
        by: "David Menmuir",
        words: "At the school door, before the bell.",
      }),
      stepDone("11-13 09:05", "meeting_held", {
        on: "11-13",
        people: ["Gail Hendry", "learner"],
        by: "David Menmuir",
      }),
      stepDone("11-13 09:10", "no_appeal_intended", {
        on: "11-13",
        people: ["Gail Hendry"],
        by: "David Menmuir",
      }),
      wayBack("11-13 09:15", "returned", { on: "11-13", by: "Mrs Rae, class teacher" }),
      wayBack("11-13 15:20", "first_day_checked", {
        on: "11-13",
        by: "Mrs Rae, class teacher",
        words: "A good day. Alfie read to the class.",
      }),
    ],
  },
  {
    school: "ardlennox",
    learner: "finlay",
    steps: [
      outOfSchool("10-26 11:00", "manager", {
        kind: "part_time",
        from: "10-26",
        until: "12-18",
        why: "Fin comes in the mornings until a place in the base is free.",
        source: "school",
        agreed: { openings: 5, by: "Karen Morrison, mother", review: "11-13" },
      }),
    ],
  },
];

/** The end of the exclusion of 30 October, from the decision to the review. */
export const backAfterFire: Step[] = [
  excluded("10-30 12:05", {
    on: "10-30",
    from: "10-30",
    openings: 4,
    reason: "Fire put people in danger.",
    incident: "fire_raising",
    education: "online_or_work_sent",
  }),
  stepDone("10-30 12:15", "told", {
    on: "10-30",
    time: "12:00",
    people: ["Leanne Boyle", "learner"],
    by: "Helen Cargill",
  }),
  stepDone("10-30 12:20", "meeting_offered", {
    on: "11-02",
    time: "09:30",
    people: ["Leanne Boyle", "learner"],
    by: "Catriona Weir",
    words: "At the house, with Ewan from the Virtual School.",
  }),
  stepDone("11-02 10:40", "meeting_held", {
    on: "11-02",
    people: ["Leanne Boyle", "learner"],
    by: "Helen Cargill",
  }),
  stepDone("11-02 10:45", "no_appeal_intended", {
    on: "11-02",
    people: ["Leanne Boyle"],
    by: "Helen Cargill",
  }),
  returnPlanned("11-02 11:10", {
    keyAdult: "Ms Tait, pastoral care",
    support: "Ms Tait before first period each day. PE with the other class until the end of the month.",
    firstDay: "Leanne brings him at 8:45. Ms Tait meets them at the side door.",
    childWords: "I don’t want everybody looking.",
    review: "11-09",
    told: ["Leanne Boyle", "Kirsty Mowat"],
  }),
  wayBack("11-03 09:10", "returned", { on: "11-03", by: "Ms Tait, pastoral care" }),
  wayBack("11-03 15:40", "first_day_checked", {
    on: "11-03",
    by: "Ms Tait, pastoral care",
    words: "Quiet in the morning, then at ease. Jamie stayed for the fire service.",
  }),
  wayBack("11-09 15:10", "return_reviewed", {
    on: "11-09",
    by: "Helen Cargill, head teacher",
    words: "Jamie keeps the mornings with Ms Tait. PE with his own class from Monday.",
  }),
  exclusionClosed("11-10 09:05"),
];

/** After an alert that ended without an exclusion, and not recorded as one. */
export const sentHomeAfterAll: Step[] = [
  outOfSchool("11-12 09:20", "manager", {
    kind: "sent_home",
    from: "11-11",
    half: "afternoon",
    until: "11-11",
    why: "Charlie’s gran was asked to collect them after lunch, because nobody was free to sit with them.",
    source: "school",
  }),
];
