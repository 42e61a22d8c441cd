import { describe, expect, it } from "vitest";
import { timeLeftWords } from "~/ui/time-left-words";

const due = Date.parse("2026-11-23T10:17:00Z");

describe("the time left", () => {
  it.each([
    ["2026-11-23T10:03:00Z", "14 minutes left", "calm"],
    ["2026-11-23T10:12:00Z", "5 minutes left", "calm"],
    ["2026-11-23T10:12:01Z", "4 minutes left", "soon"],
    ["2026-11-23T10:15:30Z", "1 minute left", "soon"],
    ["2026-11-23T10:16:01Z", "less than a minute left", "soon"],
    ["2026-11-23T10:17:00Z", "less than a minute left", "soon"],
    ["2026-11-23T10:17:01Z", "less than a minute late", "late"],
    ["2026-11-23T10:23:59Z", "6 minutes late", "late"],
    ["2026-11-23T08:12:00Z", "2 hours 5 minutes left", "calm"],
    ["2026-11-23T09:17:00Z", "1 hour left", "calm"],
    ["2026-11-20T07:17:00Z", "3 days 3 hours left", "calm"],
    ["2026-11-24T10:17:00Z", "1 day late", "late"],
  ] as const)("at %s is %s", (now, words, state) => {
    expect(timeLeftWords(due, Date.parse(now))).toEqual({ words, state });
  });
});
