import type { Story } from "../alerts-story";
import { backAfterFire } from "../exclusions";
import {
  answered,
  closed,
  considered,
  decided,
  foundOut,
  handedTo,
  matched,
  met,
  noted,
  rang,
  told,
} from "../steps";

/** Raised from 27 October to 2 November 2026. */
export const october27: Story[] = [
  {
    at: "10-27 10:05",
    school: "carnfarrow",
    learner: "logan",
    report: {
      expects: "today 15:00",
      openings: 4,
      where: "with_adult",
      with: "Nadia Rahman, depute",
      happened: "Logan threw a stool in science. Nobody was hit.",
      triggers: ["learning_need", "noise_or_crowd"],
      says: "I don’t get any of it.",
      knows: ["home", "social_worker"],
      tried: "Reader pens, a seat near the door, work in smaller steps.",
    },
    steps: [
      answered("10-27 10:29", "callum"),
      rang(
        "10-27 10:45",
        "callum",
        "Iain Mathieson",
        "Three mornings in class go well. The afternoons are too much.",
      ),
      told("10-27 11:00", "callum", "Maya Linton"),
      considered("10-27 11:40", "callum", [
        [
          "hosting",
          "will_use",
          "Shares time at Rowanbraes from Monday: two mornings a week, until the February mid-term.",
        ],
        ["educational_psychologist", "will_use", "Already working with Logan; came to the meeting."],
        ["adjusted_timetable", "not_now", "With the shared time his week is full hours.", "another_chosen"],
      ]),
      met("10-27 13:30", "callum", {
        from: "12:45",
        kind: "online",
        with: [
          "Iain Mathieson, designated manager",
          "Lorna Imrie, Rowanbraes School",
          "Paul Dewar, social worker",
          "Maya Linton, house key worker",
          "Callum Drysdale, Virtual School",
        ],
        notes:
          "Everybody, and Logan, wants to try the shared week. Looked at again in the second week of February.",
      }),
      decided("10-27 14:30", {
        decision: "not_excluded",
        reason: "There is a plan that Logan wants.",
        says: "I can be in both.",
      }),
      foundOut("11-10 14:00", "callum", {
        check: "10",
        finding: "still_in_school",
        source: "school",
        note: "Full hours at both schools.",
      }),
    ],
  },
  {
    at: "10-28 11:30",
    school: "lochfarrow",
    learner: "oscar",
    by: "depute",
    report: {
      expects: "today 14:00",
      openings: 2,
      where: "with_adult",
      with: "Anne Struthers, head teacher",
      happened: "Oscar spat at a teacher who stood in his way.",
      triggers: ["an_adult", "loss_or_worry"],
      says: null,
      knows: ["home"],
    },
    steps: [
      answered("10-28 12:24", "priya"),
      rang("10-28 12:30", "priya", "Anne Struthers", "Tomorrow is the day his gran died, two years ago."),
      told("10-28 12:45", "priya", "Jim Falconer"),
      considered("10-28 13:00", "priya", [
        ["key_adult", "will_use", "Tomorrow with Anne Struthers for as long as he likes."],
      ]),
      decided("10-28 13:40", { decision: "not_excluded", reason: "We know what day it is tomorrow." }),
      foundOut("11-11 09:30", "priya", { check: "10", finding: "still_in_school", source: "school" }),
      closed("11-12 10:30", "priya", "Hard dates are in the school’s calendar now, for those who want that."),
    ],
  },
  {
    at: "10-29 14:20",
    school: "westerkeld",
    learner: "farid",
    report: {
      expects: "another_day 10-30 12:00",
      openings: 2,
      where: "in_class",
      with: "His usual class",
      happened: "Farid left the building at lunch three days in a row, and was back each time for the bell.",
      triggers: ["change_in_school"],
      says: "I go to pray. I did not know who to ask.",
      knows: ["home"],
    },
    steps: [
      answered("10-29 15:02", "isla", 45),
      rang(
        "10-29 15:25",
        "isla",
        "Eilidh Sangster",
        "Asked with an interpreter. Nobody had asked him before.",
      ),
      told("10-29 15:40", "isla", "Hanna Berhane"),
      considered("10-30 09:30", "isla", [
        ["base", "will_use", "A quiet room at lunch, with a key from Mrs Blaikie."],
      ]),
      decided("10-30 10:40", { decision: "not_excluded", reason: "He has a room now." }),
      foundOut("11-13 10:20", "isla", { check: "10", finding: "still_in_school", source: "school" }),
    ],
  },
  {
    at: "10-30 09:50",
    school: "ardlennox",
    learner: "jamie",
    report: {
      expects: "today 12:00",
      openings: 10,
      where: "with_adult",
      with: "Helen Cargill, head teacher",
      happened:
        "Jamie and two others set fire to a bin beside the gym. The gym was cleared. Nobody was hurt.",
      triggers: ["other_pupils", "change_at_home"],
      says: "I didn’t light it but I didn’t stop it.",
      knows: ["home", "social_worker", "head_teacher"],
    },
    steps: [
      answered("10-30 09:58", "callum", 5),
      rang(
        "10-30 10:05",
        "callum",
        "Catriona Weir",
        "Five days are being thought of. Asked what the days are for.",
      ),
      told("10-30 10:25", "callum", "Leanne Boyle"),
      told("10-30 10:30", "callum", "Kirsty Mowat"),
      handedTo("10-30 10:35", "callum", "ewan"),
      considered("10-30 11:00", "ewan", [
        ["restorative_meeting", "will_use", "With the gym staff and the fire service, on his return."],
        ["virtual_learning", "will_use", "Lessons online at the house, both days."],
      ]),
      decided("10-30 11:50", {
        decision: "excluded_temporary",
        openings: 4,
        reason: "Fire put people in danger. Two days, so that a safe return can be planned.",
        says: "That’s fair.",
      }),
      ...backAfterFire,
      noted("11-03 08:55", "ewan", "Back today. Jamie met the fire service and asked good questions."),
      foundOut("11-16 14:10", "ewan", { check: "10", finding: "still_in_school", source: "school" }),
    ],
  },
  {
    at: "11-02 10:15",
    school: "carnfarrow",
    child: { name: "Brodie Reilly", stage: "S1" },
    report: {
      expects: "another_day 11-03 13:00",
      openings: 2,
      where: "with_adult",
      with: "Nadia Rahman, depute",
      happened:
        "Would not take off his coat, and pushed past a teacher. He told us that he lives with his gran.",
      triggers: ["health", "an_adult"],
      says: "It is my dad’s coat.",
      knows: ["home"],
    },
    steps: [
      answered("11-02 10:38", "callum"),
      rang(
        "11-02 10:50",
        "callum",
        "Iain Mathieson",
        "He uses his mum’s name in school. We know him under his own.",
      ),
      matched("11-02 11:05", "callum", "brodie"),
      told("11-02 11:20", "callum", "Margaret Watt"),
      considered("11-02 11:45", "callum", [
        ["key_adult", "will_use", "Pastoral care keeps the coat safe, or he keeps it on."],
      ]),
      decided("11-03 11:10", { decision: "not_excluded", reason: "A coat is not worth a day of school." }),
      foundOut("11-17 10:40", "callum", { check: "10", finding: "still_in_school", source: "school" }),
    ],
  },
];
