import type { Story } from "../alerts-story";
import { answered, considered, noted, rang, told } from "../steps";

/** Raised from 17 November to 19 November 2026. */
export const november17: Story[] = [
  {
    at: "11-17 09:30",
    school: "inverkeld",
    learner: "leo",
    report: {
      expects: "another_day 11-19 15:30",
      openings: 2,
      where: "with_adult",
      with: "Agnes Traill, depute",
      happened: "Leo has walked out of French and maths six times in two weeks.",
      triggers: ["learning_need", "change_in_school"],
      knows: ["home"],
      tried: "A report card, which made it worse.",
    },
    steps: [
      answered("11-17 10:15", "isla", 60),
      rang("11-17 10:50", "isla", "Kevin Dunnett", "He can say when it gets too much, but not yet before."),
      told("11-17 11:10", "isla", "Pat Grieve"),
      considered("11-18 09:10", "isla", [
        ["base", "will_use", "A card for ten minutes in the base, which brings him back to the same lesson."],
      ]),
      noted("11-18 14:20", "isla", "Used once today, and he went back after eight minutes."),
    ],
  },
  {
    at: "11-18 13:40",
    school: "westerkeld",
    learner: "beth",
    report: {
      expects: "another_day 11-20 11:00",
      openings: 2,
      where: "in_class",
      with: "Her usual class",
      happened: "Beth shouted at a dinner lady and left her tray on the floor.",
      triggers: ["before_school", "health"],
      says: null,
      knows: ["home"],
    },
    steps: [
      answered("11-18 14:31", "isla", 30),
      rang(
        "11-18 14:55",
        "isla",
        "Eilidh Sangster",
        "Nan Ormiston is in hospital. The school had not been told.",
      ),
    ],
  },
  {
    at: "11-19 08:50",
    school: "millburnie",
    learner: "toby",
    by: "depute",
    report: {
      expects: "another_day 11-24 10:00",
      openings: 2,
      where: "in_class",
      with: "Mr Bain, class teacher",
      happened: "Toby has torn his work up every day this week.",
      triggers: ["learning_need"],
      knows: ["parent"],
    },
    steps: [answered("11-19 09:26", "priya", 60)],
  },
  {
    at: "11-19 10:12",
    school: "ardlennox",
    learner: "eilidh",
    report: {
      expects: "today 14:00",
      openings: 4,
      where: "with_adult",
      with: "Ms Tait, pastoral care",
      happened:
        "Eilidh pulled the fire alarm in the second period. When the building had been cleared she would not come back in, and pushed a teacher who took her by the sleeve.",
      triggers: ["change_at_home", "noise_or_crowd"],
      says: "My mum had to go to the hearing today and I wanted to be there.",
      knows: ["head_teacher"],
      support: "Ms Tait sees her on Mondays.",
      tried: "Time outside with Ms Tait, who knows about the hearing since this morning.",
    },
    steps: [],
  },
];
