import { describe, expect, it } from "vitest";
import { csvOf } from "~/platform/csv";

const cell = (text: string) => csvOf([[text]]).slice(1, -2);

describe("a cell of a file for spreadsheets", () => {
  it.each([
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+44 141 496 0000",
    "-2+3",
    "@SUM(A1)",
    "  =1+1",
    "\u00a0=1+1",
    "\t=1+1",
    "\tJamie",
    "\rJamie",
    "\n=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
  ])("is no formula: %j", (text) => {
    expect(cell(text).replace(/^"/, "")).toMatch(/^'/);
  });

  it.each(["Jamie", "Anne-Marie", "O’Neill", "Łukasz", "a=b", "1-2", ""])("stays as it is: %j", (text) => {
    expect(cell(text)).toBe(text);
  });

  it.each([
    ["a,b", '"a,b"'],
    ['the "Mo"', '"the ""Mo"""'],
    ["two\r\nlines", '"two\r\nlines"'],
  ])("is quoted: %j", (text, written) => {
    expect(cell(text)).toBe(written);
  });
});

it("begins with the mark of UTF-8; each line ends as Excel expects", () => {
  expect(csvOf([["a", "b"], ["ü"]])).toBe("\uFEFFa,b\r\nü\r\n");
});
