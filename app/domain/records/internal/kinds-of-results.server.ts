import {
  saveAttainment,
  saveAttendance,
  saveDestinations,
} from "~/domain/learners/save-school-results.server";
import { codesOf } from "~/domain/reference/reference.queries.server";
import { fromDateColumn, toDateColumn } from "~/platform/format";
import { aDay, aText, oneOf } from "./column-parsers";
import { learnerFactKind } from "./learner-fact-kind.server";

const daysOf = (days: readonly (string | null)[]): Date[] =>
  [...new Set(days.flatMap((day) => day ?? []))].map(toDateColumn);

/** Attendance, a row for each opening. */
export const attendanceKind = learnerFactKind({
  columns: [
    {
      name: "day",
      label: "Day",
      words: ["day", "date", "attendance date"],
      example: "03/11/2026",
      isRequired: true,
      isDay: true,
      parse: aDay(),
    },
    {
      name: "half",
      label: "Morning or afternoon",
      words: ["half day", "am pm", "opening", "half"],
      example: "AM",
      isRequired: true,
      parse: oneOf(
        { morning: "Morning", afternoon: "Afternoon" },
        { morning: ["am", "a"], afternoon: ["pm", "p"] },
      ),
    },
    {
      name: "wasPresent",
      label: "Present",
      hint: "Yes or no. A half day with a college, in hospital teaching or at work experience counts as present",
      words: ["present", "attended", "attendance"],
      example: "yes",
      isRequired: true,
      parse: oneOf(
        { yes: "Yes", no: "No" },
        { yes: ["y", "1", "true", "present"], no: ["n", "0", "false", "absent"] },
      ),
    },
    {
      name: "code",
      label: "Code",
      hint: "As the school’s system writes it",
      words: ["attendance code", "code", "mark"],
      example: "",
      parse: aText(10),
    },
  ],
  key: ["day", "half"],
  day: "day",
  async stored(tx, learnerIds, rows) {
    const stored = await tx.learnerAttendance.findMany({
      where: { learnerId: { in: learnerIds }, day: { in: daysOf(rows.map(({ day }) => day)) } },
    });
    return stored.map(({ day, wasPresent, ...row }) => ({
      ...row,
      day: fromDateColumn(day),
      wasPresent: wasPresent ? "yes" : "no",
    }));
  },
  save: (tx, rows) =>
    saveAttendance(
      tx,
      rows.map(({ learnerId, day, half, wasPresent, code }) => ({
        learnerId,
        day: day ?? "",
        half: half ?? "",
        wasPresent: wasPresent === "yes",
        code,
      })),
    ),
});

/** Levels and awards. */
export const attainmentKind = learnerFactKind({
  columns: [
    {
      name: "subject",
      label: "Subject or award",
      words: ["subject", "award", "curriculum area", "course"],
      example: "Reading",
      isRequired: true,
      parse: aText(80),
    },
    {
      name: "level",
      label: "Level",
      hint: "As it is written there, such as Second level or SCQF 5",
      words: ["level", "grade", "result"],
      example: "Second level",
      isRequired: true,
      parse: aText(60),
    },
    {
      name: "achievedOn",
      label: "Achieved on",
      words: ["achieved on", "date achieved", "date", "result date"],
      example: "26/06/2026",
      isRequired: true,
      isDay: true,
      parse: aDay(),
    },
  ],
  key: ["subject", "achievedOn"],
  day: "achievedOn",
  async stored(tx, learnerIds) {
    const stored = await tx.learnerAttainment.findMany({ where: { learnerId: { in: learnerIds } } });
    return stored.map(({ achievedOn, ...row }) => ({ ...row, achievedOn: fromDateColumn(achievedOn) }));
  },
  save: (tx, rows) =>
    saveAttainment(
      tx,
      rows.map(({ learnerId, subject, level, achievedOn }) => ({
        learnerId,
        subject: subject ?? "",
        level: level ?? "",
        achievedOn: achievedOn ?? "",
      })),
    ),
});

/** What learners went on to after school. */
export const destinationsKind = learnerFactKind({
  columns: [
    {
      name: "survey",
      label: "Initial or follow-up",
      words: ["initial or follow up", "survey", "follow up", "type"],
      example: "initial",
      isRequired: true,
      parse: oneOf({ initial: "Initial", follow_up: "Follow-up" }),
    },
    {
      name: "destination",
      label: "Destination",
      hint: "A code or a label of the list of destinations after school",
      words: ["destination", "status"],
      example: "Further education",
      isRequired: true,
      parse: aText(120),
    },
    {
      name: "countedOn",
      label: "Counted on",
      words: ["counted on", "date", "survey date"],
      example: "05/10/2026",
      isRequired: true,
      isDay: true,
      parse: aDay(),
    },
  ],
  key: ["survey"],
  day: "countedOn",
  async settle(tx, { today }) {
    const codes = await codesOf(tx, "destination", today);
    const known = new Map(
      codes.flatMap(({ code, label }) => [
        [code.toLowerCase(), code],
        [label.toLowerCase(), code],
      ]),
    );
    return (values) => {
      const destination = known.get((values.destination ?? "").toLowerCase());
      return destination
        ? { ...values, destination }
        : "Destination is not on the list of destinations after school";
    };
  },
  async stored(tx, learnerIds) {
    const stored = await tx.learnerDestination.findMany({ where: { learnerId: { in: learnerIds } } });
    return stored.map(({ countedOn, ...row }) => ({ ...row, countedOn: fromDateColumn(countedOn) }));
  },
  save: (tx, rows) =>
    saveDestinations(
      tx,
      rows.map(({ learnerId, survey, destination, countedOn }) => ({
        learnerId,
        survey: survey ?? "",
        destination: destination ?? "",
        countedOn: countedOn ?? "",
      })),
    ),
});
