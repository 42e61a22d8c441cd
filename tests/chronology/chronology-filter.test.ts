import { describe, expect, it } from "vitest";
import { filterIn, filterWords, queryOf } from "~/domain/chronology/chronology-filter";

const id = "5d1f6c0e-2e0f-4bb3-9b6c-0d8a5b1c7f01";
const read = (query: string) => filterIn(new URLSearchParams(query));
const nothing = { groups: [], from: null, to: null, before: null };

describe("the filter of a chronology", () => {
  it.each([
    ["", nothing],
    ["kind=notes&kind=alerts&kind=notes", { ...nothing, groups: ["alerts", "notes"] }],
    ["from=2026-08-01&to=2026-11-22", { ...nothing, from: "2026-08-01", to: "2026-11-22" }],
    ["from=2026-11-22&to=2026-08-01", { ...nothing, from: "2026-08-01", to: "2026-11-22" }],
    [`before=${id}`, { ...nothing, before: id }],
    ["kind=toString&kind=&from=2026-02-31&to=yesterday&before=x", nothing],
    ["from=0000-01-01&to=2026-13-01", nothing],
  ])("reads %s", (query, expected) => {
    expect(read(query)).toEqual(expected);
  });

  it("is the same after it was written into an address", () => {
    const filter = read(`kind=alerts&kind=care&from=2026-08-01&before=${id}`);
    expect(read(queryOf(filter))).toEqual(filter);
  });

  it.each([
    ["", null],
    ["kind=alerts&kind=schools", "Alerts; Schools"],
    ["from=2026-08-01", "Every kind, from 1 August 2026"],
    ["kind=care&from=2026-08-01&to=2026-11-22", "Care changes, from 1 August 2026 to 22 November 2026"],
  ])("says %s in words", (query, words) => {
    expect(filterWords(read(query))).toBe(words);
  });
});
