import type { Story } from "../alerts-story";
import {
  advocacy,
  agreed,
  answered,
  closed,
  considered,
  decided,
  foundOut,
  handedTo,
  met,
  noted,
  rang,
  ticked,
  told,
} from "../steps";

/** Raised from 24 September to 29 September 2026. */
export const september24: Story[] = [
  {
    at: "09-24 09:40",
    school: "ardlennox",
    learner: "rowan",
    report: {
      expects: "today 14:30",
      openings: 4,
      where: "with_adult",
      with: "Ms Tait, pastoral care",
      happened:
        "Maths was moved to the hall because of a leak. Rowan asked twice to work outside, then turned a table over and left. Nobody was hurt.",
      triggers: ["noise_or_crowd", "change_in_school"],
      says: "It was too loud in there and I said so. Nobody was listening.",
      knows: ["head_teacher"],
      support: "A card to leave class, agreed in June. The teacher in the hall did not know about it.",
      tried: "Ms Tait walked with Rowan until they were calm.",
    },
    steps: [
      answered("09-24 09:52", "isla"),
      rang(
        "09-24 10:04",
        "isla",
        "Catriona Weir",
        "Went through the morning. The card to leave class was not passed on to the cover teacher. Rowan is drawing in the pastoral room.",
      ),
      handedTo("09-24 10:10", "isla", "marta"),
      told("09-24 10:25", "marta", "Jean Kerr"),
      told("09-24 10:40", "marta", "Kirsty Mowat"),
      advocacy("09-24 11:15", "marta", "Ms Tait, pastoral care", "accepted"),
      considered("09-24 11:30", "marta", [
        ["key_adult", "will_use", "Ms Tait meets Rowan at 08:45 each day until the October week."],
        ["base", "will_use", "Maths in the base this week, with the class work."],
        [
          "adjusted_timetable",
          "not_now",
          "Rowan wants to be in class, and the day itself is going well.",
          "childs_view",
        ],
      ]),
      met("09-24 12:30", "marta", {
        from: "12:05",
        kind: "call",
        with: [
          "Catriona Weir, designated manager",
          "Ms Tait, pastoral care",
          "Jean Kerr, carer",
          "Marta Zielińska, Virtual School",
        ],
        notes:
          "The card is on the cover sheet of every teacher from today. Rowan and the maths teacher will talk on Tuesday.",
      }),
      agreed("09-24 12:40", "marta", {
        as: "cover sheet",
        what: "Put the card to leave class on the cover sheet of every teacher.",
        who: "manager",
        due: "09-29",
      }),
      agreed("09-24 12:42", "marta", {
        as: "visit",
        what: "See Rowan in school and hear how maths is going.",
        who: "marta",
        due: "10-02",
      }),
      decided("09-24 14:10", {
        decision: "not_excluded",
        reason: "What Rowan needed was agreed in June and was not in place today. That is ours to put right.",
        says: "I am glad I can go back tomorrow. I want the card to work.",
      }),
      ticked("09-29 09:20", "manager", "cover sheet"),
      ticked("10-01 14:30", "marta", "visit"),
      foundOut("10-19 11:00", "marta", {
        check: "10",
        finding: "still_in_school",
        source: "school",
        note: "In maths each day. The card was used twice and honoured both times.",
      }),
      foundOut("11-16 10:15", "marta", {
        check: "30",
        finding: "still_in_school",
        source: "attendance_record",
      }),
      closed(
        "11-16 15:20",
        "isla",
        "An agreed support helps only when every adult in the room knows of it. Rowan asked clearly, early on; next time we listen then.",
      ),
    ],
  },
  {
    at: "09-24 13:20",
    school: "kilfarne",
    learner: "archie",
    report: {
      expects: "another_day 09-29 10:00",
      where: "with_adult",
      with: "Mr Lees, support assistant",
      happened:
        "After lunch Archie threw a chair towards the window. It broke. He was in distress for half an hour.",
      triggers: ["unstructured_time", "loss_or_worry"],
      says: "I miss my wee brother.",
      knows: ["home"],
      support: "A quiet start to each day.",
    },
    steps: [
      answered("09-24 13:41", "isla"),
      rang(
        "09-24 13:55",
        "isla",
        "Bridget Coyle",
        "Archie did not see his brother this week: family time was cancelled. Mr Lees is with him and they are planting bulbs.",
      ),
      handedTo("09-24 14:05", "isla", "marta"),
      told("09-24 14:20", "marta", "Linda Nairn"),
      considered("09-29 08:50", "marta", [
        ["key_adult", "will_use", "Mr Lees, after lunch, every day."],
        [
          "restorative_meeting",
          "will_use",
          "Archie wants to say sorry to the caretaker and help to put up the board.",
        ],
        ["educational_psychologist", "will_use", "Asked for a consultation about loss."],
      ]),
      agreed("09-29 09:05", "marta", {
        as: "family time",
        what: "Ask social work when family time will be made up.",
        who: "marta",
        due: "10-01",
      }),
      decided("09-29 09:50", {
        decision: "not_excluded",
        reason: "Archie was missing his brother. Being sent away from school would take away more.",
        says: "Can I tell Mr Lees?",
      }),
      ticked("09-30 15:10", "marta", "family time"),
      noted(
        "09-30 15:15",
        "marta",
        "Family time is on Saturday, and each second Saturday from now on. Archie knows.",
      ),
      foundOut("10-20 10:00", "marta", { check: "10", finding: "still_in_school", source: "school" }),
      foundOut("11-17 09:40", "marta", {
        check: "30",
        finding: "still_in_school",
        source: "school",
        note: "A good autumn. He showed me the bulbs coming up.",
      }),
      closed(
        "11-17 16:05",
        "isla",
        "Ask early what has changed at home. A cancelled visit is a reason to be in distress.",
      ),
    ],
  },
  {
    at: "09-29 08:50",
    school: "carnfarrow",
    learner: "hannah",
    report: {
      expects: "today 12:00",
      openings: 6,
      where: "with_adult",
      with: "Mr Docherty, depute head",
      happened:
        "Hannah pushed another pupil on the stairs at the start of the day. The other pupil has a sore wrist.",
      triggers: ["other_pupils", "online"],
      says: null,
      knows: ["home", "head_teacher"],
      tried: "Hannah and the other pupil were seen on their own yesterday after messages online.",
    },
    steps: [
      answered("09-29 09:14", "callum"),
      rang(
        "09-29 09:25",
        "callum",
        "Iain Mathieson",
        "The messages have gone on for two weeks. Asked for the decision to wait until the carer is in the room.",
      ),
      told("09-29 09:40", "callum", "Rhona Pettigrew"),
      considered("09-29 10:30", "callum", [
        [
          "restorative_meeting",
          "not_now",
          "The other family is not ready. Ask again on Thursday.",
          "somebody_missing",
        ],
        ["mentor", "will_use", "A place with the mentor from Monday."],
        ["virtual_learning", "not_now", "Hannah wants to be with her class.", "childs_view"],
      ]),
      decided("09-29 12:20", {
        decision: "excluded_temporary",
        openings: 2,
        reason:
          "Another pupil was hurt. The school first thought of three days; with the plan in place it is one.",
      }),
      foundOut("10-20 09:30", "callum", { check: "10", finding: "still_in_school", source: "school" }),
      closed(
        "10-21 11:10",
        "callum",
        "We knew of the messages for two weeks. A talk with both families then would have been the time.",
      ),
    ],
  },
];
