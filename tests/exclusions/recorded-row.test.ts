import { expect, it } from "vitest";
import { recordedRow } from "~/domain/exclusions/internal/recorded-row";
import type { RecordedField } from "~/domain/exclusions/reconcile.words";

const today = "2026-11-23";
const meanings = { exclusion: ["X"], absence: ["A"] };
const good = { scn: "012345678", startsOn: "10/11/2026", endsOn: "11/11/2026", openings: "4", code: "x" };

const read = (changes: Partial<Record<RecordedField, string>>, codes: typeof meanings | null = meanings) => {
  const cells: Partial<Record<RecordedField, string>> = { ...good, ...changes };
  return recordedRow((field) => cells[field] ?? "", { meanings: codes, today });
};

it("is read whole", () => {
  expect(read({ seedCode: "9910118", startsAt: "PM", incidentType: "Fighting" })).toEqual({
    scn: "012345678",
    seedCode: "9910118",
    kind: "exclusion",
    startsOn: "2026-11-10",
    startsAt: "afternoon",
    endsOn: "2026-11-11",
    openings: 4,
    code: "X",
    incidentType: "Fighting",
  });
});

it.each<[string, Partial<Record<RecordedField, string>>, object]>([
  ["an absence by its code", { code: "a" }, { kind: "absence" }],
  ["without a last day", { endsOn: "" }, { endsOn: null }],
  ["without a length", { openings: "" }, { openings: null }],
  ["a length in days", { openings: "", days: "1.5" }, { openings: 3 }],
  ["half days before days", { openings: "3", days: "9" }, { openings: 3 }],
  ["a first day of today", { startsOn: today, endsOn: "" }, { startsOn: today }],
  ["a last day to come", { endsOn: "01/12/2026" }, { endsOn: "2026-12-01" }],
  ["a serial number for a day", { startsOn: "46336", endsOn: "" }, { startsOn: "2026-11-10" }],
  ["an SCN kept by a formula", { scn: '="012345678"' }, { scn: "012345678" }],
])("is read with %s", (_what, changes, expected) => {
  expect(read(changes)).toMatchObject(expected);
});

it("is an exclusion where the file has no codes", () => {
  expect(read({ code: "" }, null)).toMatchObject({ kind: "exclusion", code: null });
});

it.each<[string, Partial<Record<RecordedField, string>>, string, string]>([
  ["an SCN of eight digits", { scn: "12345678" }, "malformed", "dropped a zero in front"],
  ["an SCN of letters", { scn: "01234567O" }, "malformed", "The SCN must be 9 digits"],
  ["an SCN as a rounded number", { scn: "1.2E+07" }, "malformed", "The SCN must be 9 digits"],
  ["no SCN", { scn: "" }, "malformed", "The SCN must be 9 digits"],
  ["no first day", { startsOn: "" }, "malformed", "The first day must be a real day"],
  ["an American day", { startsOn: "11/23/2026" }, "malformed", "The first day must be a real day"],
  ["a first day of last century", { startsOn: "10/11/1999", endsOn: "" }, "malformed", "in 2000 or later"],
  ["words for a last day", { endsOn: "ongoing" }, "malformed", "The last day must be a real day"],
  ["a first day to come", { startsOn: "24/11/2026", endsOn: "" }, "future", "in the future"],
  ["an end before its start", { endsOn: "09/11/2026" }, "malformed", "before the first day"],
  ["an end years later", { endsOn: "10/11/2028" }, "malformed", "more than a year"],
  ["a length of none", { openings: "0" }, "malformed", "whole half days"],
  ["a length below none", { openings: "-2" }, "malformed", "whole half days"],
  ["a quarter of a day", { openings: "", days: "0.25" }, "malformed", "whole half days"],
  ["a length in words", { openings: "two" }, "malformed", "whole half days"],
  ["a length of a formula", { openings: "=SUM(A1:A9)" }, "malformed", "whole half days"],
  ["more half days than there are", { openings: "5" }, "malformed", "more half days than there are"],
  ["a half day that is none", { startsAt: "lunch" }, "malformed", "morning or afternoon"],
  ["no code", { code: "" }, "malformed", "The code is missing"],
  ["a code that was not chosen", { code: "H" }, "left_out", "the code H was not chosen"],
])("is refused with %s", (_what, changes, cause, problem) => {
  expect(read(changes)).toMatchObject({ cause, problem: expect.stringContaining(problem) });
});
