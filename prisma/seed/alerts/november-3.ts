import type { Story } from "../alerts-story";
import { sentHomeAfterAll } from "../exclusions";
import {
  advocacy,
  answered,
  closed,
  considered,
  decided,
  foundOut,
  handedTo,
  noted,
  rang,
  told,
  withdrawn,
} from "../steps";

/** Raised from 3 November to 10 November 2026. */
export const november3: Story[] = [
  {
    at: "11-03 09:20",
    school: "dunmarrow",
    learner: "chloe",
    by: "head",
    report: {
      expects: "decided",
      openings: 2,
      where: "sent_out",
      with: "Denise Abbot, carer",
      happened:
        "Chloe was excluded yesterday afternoon after she refused to leave the staff corridor. The alert was forgotten.",
      triggers: ["an_adult"],
      knows: ["home", "head_teacher"],
    },
    steps: [
      answered("11-03 09:41", "priya", 10),
      rang("11-03 09:50", "priya", "Rosalind Ure", "She had gone there to look for her guidance teacher."),
      told("11-03 10:10", "priya", "Denise Abbot"),
      decided("11-03 10:30", {
        decision: "excluded_temporary",
        openings: 2,
        on: "11-02",
        reason: "Would not leave the corridor when asked.",
        says: "I only wanted Mr Gow.",
      }),
      foundOut("11-16 13:40", "priya", { check: "10", finding: "still_in_school", source: "school" }),
      closed(
        "11-17 09:30",
        "priya",
        "The second alert from this school that came after the decision. Morag Sutherland meets its head teacher this week.",
      ),
    ],
  },
  {
    at: "11-04 13:05",
    school: "tullymarrow",
    learner: "charlie",
    report: {
      expects: "today 15:00",
      openings: 2,
      where: "with_adult",
      with: "Claire Begbie, depute",
      happened:
        "Charlie would not line up with the boys or with the girls, and hit out when pulled by the arm.",
      triggers: ["an_adult"],
      says: "I am not either line.",
      knows: ["home"],
    },
    steps: [
      answered("11-04 13:22", "priya"),
      rang("11-04 13:35", "priya", "Hugh Ramage", "Lines by class instead, from tomorrow, for everybody."),
      told("11-04 13:50", "priya", "Ina Leckie"),
      considered("11-04 14:10", "priya", [
        ["restorative_meeting", "will_use", "The adult says sorry for pulling."],
      ]),
      decided("11-04 14:40", {
        decision: "not_excluded",
        reason: "We made two lines and neither was Charlie’s.",
        says: "Thanks.",
      }),
      ...sentHomeAfterAll,
    ],
  },
  {
    at: "11-05 08:55",
    school: "inverkeld",
    learner: "dylan",
    report: {
      expects: "today 11:00",
      openings: 2,
      where: "with_adult",
      with: "Martin Scobie, head teacher",
      happened: "Dylan came to school after a firework was let off in the bus, and admits that it was his.",
      triggers: ["before_school", "other_pupils"],
      says: "Everybody dared me.",
      knows: ["home", "head_teacher"],
    },
    steps: [
      answered("11-05 09:20", "priya"),
      rang(
        "11-05 09:30",
        "priya",
        "Martin Scobie",
        "The bus company wants an answer. It can be one other than exclusion.",
      ),
      told("11-05 09:45", "priya", "Maya Linton"),
      handedTo("11-05 09:50", "priya", "ewan"),
      considered("11-05 10:15", "ewan", [
        ["restorative_meeting", "will_use", "With the bus driver, who has agreed."],
        ["transport", "will_use", "Walks with the key worker for two weeks."],
      ]),
      decided("11-05 11:10", {
        decision: "excluded_temporary",
        openings: 2,
        reason: "People were in danger on the bus.",
      }),
      noted("11-09 09:15", "ewan", "Dylan and the driver met. He wrote a letter, and the driver kept it."),
    ],
  },
  {
    at: "11-06 15:35",
    school: "ardlennox",
    learner: "zofia",
    by: "depute",
    report: {
      expects: "today 16:00",
      openings: 2,
      where: "with_adult",
      with: "Ms Tait, pastoral care",
      happened: "Zosia filmed a teacher and put it online.",
      triggers: ["online"],
      knows: ["home"],
    },
    steps: [
      answered("11-09 08:47", "isla"),
      rang(
        "11-09 08:55",
        "isla",
        "Stuart Petrie",
        "Nobody answered on Friday afternoon, and that is ours to put right. The school waited.",
      ),
      handedTo("11-09 09:05", "isla", "marta"),
      told("11-09 09:30", "marta", "Wendy Proudfoot"),
      considered("11-09 10:00", "marta", [
        ["restorative_meeting", "will_use", "Zosia took the film down and talks with the teacher today."],
      ]),
      decided("11-09 11:40", {
        decision: "not_excluded",
        reason: "The film is gone, and the two have talked.",
        says: "Przepraszam. I said it in both.",
      }),
      noted(
        "11-09 12:10",
        "isla",
        "Friday from 15:30: nobody saw the mail. Taken to the rota.",
        "virtual_school",
      ),
    ],
  },
  {
    at: "11-09 10:40",
    school: "pierheid",
    learner: "adam",
    report: {
      expects: "another_day 11-10 09:30",
      openings: 2,
      where: "in_class",
      with: "Mr Kerr, class teacher",
      happened: "Money went missing from the class trip envelope, and Adam had been near it.",
      triggers: ["not_known"],
      says: "It wasn’t me.",
      knows: ["nobody"],
    },
    steps: [
      answered("11-09 11:05", "callum"),
      rang("11-09 11:20", "callum", "Yvonne Laidlaw", "Nobody saw anything. Being near is not a reason."),
      withdrawn(
        "11-09 14:15",
        "manager",
        "The envelope was in the office. Adam has been told so, in front of the class, and we have said sorry.",
      ),
    ],
  },
  {
    at: "11-10 11:20",
    school: "rowanbraes",
    learner: "kieran",
    report: {
      expects: "another_day 11-11 12:00",
      where: "with_adult",
      with: "Sheila Baxter, head teacher",
      happened: "Kieran hit the same pupil twice this week.",
      triggers: ["other_pupils", "noise_or_crowd"],
      knows: ["home"],
      support: "Pictures of his day, and a quiet corner.",
    },
    steps: [
      answered("11-10 11:58", "callum"),
      rang("11-10 12:20", "callum", "Lorna Imrie", "The two share a bus, and it starts there."),
      handedTo("11-10 12:30", "callum", "marta"),
      told("11-10 13:00", "marta", "Barbara Coull"),
      advocacy("11-10 13:20", "marta", "Sheila Baxter, head teacher", "not_answered"),
      considered("11-11 09:15", "marta", [
        ["transport", "will_use", "Another seat, with the escort beside him."],
      ]),
      decided("11-11 10:40", {
        decision: "no_longer_considered",
        reason: "The seat on the bus was the matter. It is changed.",
      }),
    ],
  },
];
