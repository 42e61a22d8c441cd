import type { Story } from "../alerts-story";
import {
  advocacy,
  answered,
  closed,
  considered,
  decided,
  foundOut,
  handedTo,
  involved,
  met,
  noted,
  rang,
  told,
} from "../steps";

/** Raised from 29 September to 30 September 2026. */
export const september29: Story[] = [
  {
    at: "09-29 14:10",
    school: "dunmarrow",
    learner: "tyler",
    by: "depute",
    report: {
      expects: "decided",
      openings: 4,
      where: "sent_out",
      with: "Leanne Boyle, house key worker",
      happened:
        "Tyler was excluded at 11:00 after an argument with a teacher about a phone. The house collected him.",
      triggers: ["an_adult"],
      knows: ["home", "head_teacher"],
    },
    steps: [
      answered("09-29 14:33", "priya", 10),
      rang(
        "09-29 14:40",
        "priya",
        "Peter Lamont",
        "Asked to be rung before a decision next time. Work for two days is on its way to the house.",
      ),
      told("09-29 14:55", "priya", "Leanne Boyle"),
      told("09-29 15:05", "priya", "Grant Ferrie"),
      decided("09-29 15:40", {
        decision: "excluded_temporary",
        openings: 4,
        reason: "Refused to hand over a phone, and shouted at a teacher.",
      }),
      met("10-02 09:40", "priya", {
        from: "09:00",
        kind: "in_person",
        with: [
          "Shona Galbraith, designated manager",
          "Tyler",
          "Leanne Boyle, house key worker",
          "Priya Nair, Virtual School",
        ],
        notes: "Back in school today. Tyler picks the adult he hands his phone to.",
      }),
      foundOut("10-21 10:20", "priya", { check: "10", finding: "still_in_school", source: "school" }),
      closed(
        "10-22 14:00",
        "priya",
        "The alert came three hours after the decision. The school asked for a talk with all its managers, and had it.",
      ),
    ],
  },
  {
    at: "09-30 10:30",
    school: "inverkeld",
    learner: "amber",
    report: {
      expects: "today",
      where: "not_safe",
      with: "nobody",
      happened:
        "Amber walked out of school at 10:10 after she was told that she would be excluded if she swore again.",
      triggers: ["an_adult", "change_at_home"],
      knows: ["head_teacher", "social_worker"],
      support: "Ms Iqbal checks in with her twice a week.",
    },
    steps: [
      answered("09-30 10:36", "priya", 5),
      rang(
        "09-30 10:40",
        "priya",
        "Kevin Dunnett",
        "The house and social work are looking for her. Ms Iqbal is ringing Amber’s own phone.",
      ),
      rang(
        "09-30 11:20",
        "priya",
        "Ian Rutherford, house key worker",
        "Amber is at the house. She is safe, and having her breakfast.",
      ),
      handedTo("09-30 11:30", "priya", "ewan"),
      told("09-30 11:35", "ewan", "Ian Rutherford"),
      involved("09-30 13:00", "ewan", "Ms Iqbal", "Pastoral care"),
      advocacy("09-30 13:10", "ewan", "Ian Rutherford, house key worker", "declined"),
      noted(
        "09-30 13:30",
        "ewan",
        "Her room in the house changed on Monday. The school was not told.",
        "virtual_school",
      ),
      considered("09-30 14:00", "ewan", [
        ["key_adult", "will_use", "Ms Iqbal every morning for two weeks."],
        ["transport", "will_use", "Arrives ten minutes later, by the side door."],
      ]),
      decided("09-30 15:10", {
        decision: "no_longer_considered",
        reason:
          "There was no reason to exclude. What Amber needed was somebody to talk to about her move of room.",
        says: "I just wanted somebody to ask.",
      }),
      foundOut("10-21 11:30", "ewan", { check: "10", finding: "still_in_school", source: "school" }),
      foundOut("11-18 09:15", "ewan", {
        check: "30",
        finding: "still_in_school",
        source: "attendance_record",
        note: "In school for 58 of 60 openings.",
      }),
      closed(
        "11-18 11:45",
        "priya",
        "A warning of exclusion is heard as being sent away. Amber told us what would help when she was asked.",
      ),
    ],
  },
  {
    at: "09-30 15:50",
    school: "pierheid",
    learner: "theo",
    report: {
      expects: "today 16:15",
      openings: 2,
      where: "with_adult",
      with: "Scott Gemmell, depute",
      happened: "Theo kicked a door and a teacher’s ankle when the taxi was late.",
      triggers: ["change_in_school", "an_adult"],
      knows: ["home"],
    },
    steps: [
      answered("10-01 08:52", "callum"),
      rang(
        "10-01 09:01",
        "callum",
        "Yvonne Laidlaw",
        "Sorry that nobody answered yesterday. The decision waited for us.",
      ),
      told("10-01 09:20", "callum", "Maya Linton"),
      considered("10-01 09:45", "callum", [
        [
          "transport",
          "will_use",
          "The same driver from Monday. The house rings the school when the taxi is late.",
        ],
        ["home_in_school", "will_use", "Maya Linton comes in for the last half hour this week."],
      ]),
      decided("10-01 10:30", {
        decision: "not_excluded",
        reason: "The taxi was fifty minutes late, and nobody had told Theo.",
        says: "I thought they forgot me.",
      }),
      foundOut("10-22 13:30", "callum", {
        check: "10",
        finding: "sent_home",
        on: "10-21",
        source: "carer",
        note: "The house was asked to collect Theo at 13:00 “for a rest”. No exclusion was recorded.",
      }),
      rang(
        "10-22 13:50",
        "callum",
        "Yvonne Laidlaw",
        "Asking somebody to collect a child is an exclusion by another name. It will not be done again.",
      ),
      closed(
        "10-23 15:00",
        "callum",
        "An afternoon off is not support. Theo did well for as long as the adults kept what they had agreed.",
      ),
    ],
  },
];
