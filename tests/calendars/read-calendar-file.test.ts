import { describe, expect, it } from "vitest";
import { readCalendarFile } from "~/domain/calendars/read-calendar-file.server";
import { Invalid } from "~/platform/errors";

const read = (content: string | Uint8Array<ArrayBuffer>) => readCalendarFile(new File([content], "a file"));
const head = "kind,name,first day,last day,school\n";
const csv = (...lines: string[]) => head + lines.join("\n");
const ical = (...events: string[]) =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", ...events, "END:VCALENDAR"].join("\r\n");
const event = (summary: string, ...lines: string[]) =>
  ["BEGIN:VEVENT", `SUMMARY:${summary}`, ...lines, "END:VEVENT"].join("\r\n");
const days = (first: string, last?: string) => [
  `DTSTART;VALUE=DATE:${first}`,
  ...(last ? [`DTEND;VALUE=DATE:${last}`] : []),
];
const bytes = (...values: number[]) => new Uint8Array(values);
const utf8 = (text: string) => new TextEncoder().encode(text);
const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

const row = {
  place: "Line 2",
  kind: "in_service",
  name: "In-service day",
  firstDay: "2027-08-16",
  lastDay: "2027-08-17",
  seedCode: null,
};

describe("a CSV file", () => {
  const line = "in-service day,In-service day,2027-08-16,2027-08-17,";
  it.each<[string, string | Uint8Array<ArrayBuffer>]>([
    ["as the template has it", csv(line)],
    ["with a byte order mark", bytes(0xef, 0xbb, 0xbf, ...utf8(csv(line)))],
    ["with Windows line ends and a last one", csv(line, "").replaceAll("\n", "\r\n")],
    ["with semicolons", csv(line).replaceAll(",", ";")],
    ["with tabs", csv(line).replaceAll(",", "\t")],
    ["with days as a spreadsheet writes them", csv("in-service day,In-service day,16/08/2027,17/8/2027,")],
    ["with capitals and blanks", csv("  In Service Day , In-service  day ,2027-08-16 , 2027-08-17,")],
    [
      "without the column for schools",
      "kind,name,first day,last day\nin-service day,In-service day,2027-08-16,2027-08-17",
    ],
    [
      "with the columns in another order, and one more",
      "Name,Notes,Last day,First day,Kind\nIn-service day,for staff,2027-08-17,2027-08-16,in-service day",
    ],
  ])("%s is read", async (_what, content) => {
    expect(await read(content)).toEqual([row]);
  });

  it("takes one day when the last one is empty, and a school by its SEED code", async () => {
    expect(await read(csv("half day,Show,2027-12-22,,9910118"))).toEqual([
      {
        place: "Line 2",
        kind: "half_day",
        name: "Show",
        firstDay: "2027-12-22",
        lastDay: "2027-12-22",
        seedCode: "9910118",
      },
    ]);
  });

  it("reads each of the five kinds", async () => {
    const kinds = ["term", "in-service day", "local holiday", "public holiday", "half day"];
    const rows = await read(csv(...kinds.map((kind, index) => `${kind},A day,2027-09-0${index + 1},,`)));
    expect(rows.map((each) => "kind" in each && each.kind)).toEqual([
      "term",
      "in_service",
      "local_holiday",
      "public_holiday",
      "half_day",
    ]);
  });

  it.each([
    ["Fèis", utf8(csv("local holiday,Fèis,2027-09-24,,")), "UTF-8"],
    ["Fèis", latin(csv("local holiday,Fèis,2027-09-24,,")), "windows-1252"],
  ])("has %s in its name, %o", async (name, content) => {
    expect(await read(content)).toMatchObject([{ name }]);
  });

  it("loses signs that cannot be seen", async () => {
    expect(await read(csv("local holiday,\u202eyadiloH\u0007,2027-09-24,,"))).toMatchObject([
      { name: "yadiloH" },
    ]);
  });

  it.each([
    ["a day that does not exist", "term,A term,2027-02-30,2027-03-30,", "The first day must be a real day"],
    [
      "a last day that does not exist",
      "term,A term,2027-02-01,31/02/2027,",
      "The last day must be a real day",
    ],
    ["an American day", "local holiday,Labor,09/24/2027,,", "The first day must be a real day"],
    ["no day", "local holiday,A holiday,,,", "The first day must be a real day"],
    ["words for a day", "local holiday,A holiday,next Friday,,", "The first day must be a real day"],
    ["days in the wrong order", "term,A term,2027-10-01,2027-08-16,", "The last day is before the first day"],
    ["a kind that is none", "strike,A strike,2027-09-24,,", "It is not clear what this is"],
    ["no name", "local holiday,,2027-09-24,,", "The name is missing"],
    [
      "a name that is a novel",
      `local holiday,${"A".repeat(81)},2027-09-24,,`,
      "The name must be 80 characters",
    ],
    ["a holiday of a year", "local holiday,Freedom,2027-01-01,2027-12-31,", "It must be 62 days or shorter"],
    ["a term of two years", "term,A term,2027-01-01,2028-12-31,", "It must be 200 days or shorter"],
    ["the year 1066", "local holiday,Hastings,1066-10-14,,", "The year must be between 2000 and 2099"],
    [
      "a school that is a sentence",
      `half day,Show,2027-12-22,,${"x".repeat(21)}`,
      "The school must be a SEED code",
    ],
  ])("refuses a row with %s", async (_what, line, problem) => {
    expect(await read(csv(line, "local holiday,Good,2027-09-24,,"))).toMatchObject([
      { place: "Line 2", problem: expect.stringContaining(problem) },
      { place: "Line 3", kind: "local_holiday", name: "Good" },
    ]);
  });
});

describe("an iCal file", () => {
  it("gives whole days; the end is the day after", async () => {
    expect(
      await read(
        ical(
          event("September weekend holiday", ...days("20270924", "20270928")),
          event("In-service day", ...days("20270816", "20270817")),
          event("In-Service Day 2", ...days("20270817")),
          event("Christmas: schools close at noon, a half day", ...days("20271222")),
          event("August term", ...days("20270816", "20271009")),
        ),
      ),
    ).toMatchObject([
      { place: "Event 1", kind: "local_holiday", firstDay: "2027-09-24", lastDay: "2027-09-27" },
      { place: "Event 2", kind: "in_service", firstDay: "2027-08-16", lastDay: "2027-08-16" },
      { place: "Event 3", kind: "in_service", firstDay: "2027-08-17", lastDay: "2027-08-17" },
      { place: "Event 4", kind: "half_day", firstDay: "2027-12-22", lastDay: "2027-12-22" },
      { place: "Event 5", kind: "term", firstDay: "2027-08-16", lastDay: "2027-10-08" },
    ]);
  });

  it.each([
    [
      "with a clock time in London",
      ["DTSTART;TZID=Europe/London:20270924T090000", "DTEND;TZID=Europe/London:20270924T150000"],
    ],
    ["with a clock time of no zone", ["DTSTART:20270924T000000", "DTEND:20270925T000000"]],
    ["in UTC, in summer, from midnight to midnight", ["DTSTART:20270923T230000Z", "DTEND:20270924T230000Z"]],
    ["with a length", ["DTSTART;VALUE=DATE:20270924", "DURATION:P1D"]],
    ["with an end that is its start", ["DTSTART;VALUE=DATE:20270924", "DTEND;VALUE=DATE:20270924"]],
  ])("gives the day of an event %s", async (_what, lines) => {
    expect(await read(ical(event("Local holiday", ...lines)))).toMatchObject([
      { firstDay: "2027-09-24", lastDay: "2027-09-24" },
    ]);
  });

  it("goes by the category before the name", async () => {
    const holiday = event("St Serf", ...days("20270701"), "CATEGORIES:Council,Local holiday");
    expect(await read(ical(holiday))).toMatchObject([{ kind: "local_holiday", name: "St Serf" }]);
  });

  it.each([
    ["repeats", event("Half day", ...days("20270820"), "RRULE:FREQ=WEEKLY;BYDAY=FR"), "It repeats"],
    [
      "repeats on days it lists",
      event("Half day", ...days("20270820"), "RDATE;VALUE=DATE:20270827"),
      "It repeats",
    ],
    ["is cancelled", event("Holiday", ...days("20270820"), "STATUS:CANCELLED"), "It is marked as cancelled"],
    ["has no day", event("Holiday"), "Its days are missing"],
    ["is on 30 February", event("Holiday", ...days("20270230")), "Its days are missing or do not exist"],
    [
      "has words for a day",
      event("Holiday", "DTSTART;VALUE=DATE:tomorrow"),
      "Its days are missing or do not exist",
    ],
    ["could be anything", event("Parents’ evening", ...days("20270820")), "It is not clear what this is"],
    ["ends before it begins", event("Holiday", ...days("20270820", "20270810")), "The last day is before"],
  ])("refuses an event that %s, and reads the next", async (_what, odd, problem) => {
    const good = event("Holiday", ...days("20270924"));
    expect(await read(ical(odd, good))).toMatchObject([
      { place: "Event 1", problem: expect.stringContaining(problem) },
      { place: "Event 2", kind: "local_holiday" },
    ]);
  });
});

describe("a file of which nothing can be used", () => {
  const deep = `BEGIN:VCALENDAR\r\n${"BEGIN:VEVENT\r\n".repeat(70_000)}`;
  const folded = ical(event(`Holiday ${"\r\n x".repeat(240_000)}`, ...days("20270924")));
  it.each<[string, string | Uint8Array<ArrayBuffer>, string]>([
    ["nothing", "", "The file is empty"],
    ["white space", " \r\n\t\r\n", "The file is empty"],
    ["only a byte order mark", bytes(0xef, 0xbb, 0xbf), "The file is empty"],
    ["an Excel workbook", bytes(0x50, 0x4b, 3, 4, 20, 0, 6, 0), "This is a zip file or an Excel workbook"],
    ["NUL bytes", csv("term,A\0 term,2027-08-16,2027-10-08,"), "This is not a text file"],
    ["UTF-16", bytes(0xff, 0xfe, 0x6b, 0, 0x69, 0), "This is not a text file"],
    ["a picture", bytes(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13), "This is not a text file"],
    ["a PDF", "%PDF-1.7\n1 0 obj <</Type/Catalog>>", "The file is neither an iCal file nor a CSV file"],
    [
      "a web page",
      "<!doctype html><title>School holidays</title>",
      "The file is neither an iCal file nor a CSV",
    ],
    ["a CSV without its columns", "date,what\n2027-08-16,In-service", "Missing: kind, name, first day"],
    ["a heading and no rows", head, "The file has no rows"],
    [
      "a quotation mark never closed",
      csv('term,"A term,2027-08-16,2027-10-08,'),
      "The file cannot be read as CSV",
    ],
    ["one endless line", `kind,name,first day\n${"x".repeat(900_000)}`, "The file cannot be read as CSV"],
    ["1,001 rows", csv(...Array(1001).fill("local holiday,A,2027-09-24,,")), "1,000 rows or fewer"],
    ["1,001 events", ical(...Array(1001).fill(event("Holiday", ...days("20270924")))), "1,000 rows or fewer"],
    ["a calendar without events", ical(), "The file has no rows"],
    [
      "half a calendar",
      ical(event("Holiday", ...days("20270924"))).slice(0, -40),
      "The iCal file is damaged",
    ],
    ["a calendar that ends twice", `${ical()}\r\nEND:VCALENDAR`, "The file has no rows"],
    ["a calendar of rubbish", "BEGIN:VCALENDAR\r\n;;;:::\r\nEND:VCALENDAR", "The iCal file is damaged"],
    ["events within events, without end", deep, "1,000 rows or fewer"],
    ["calendars within calendars", "BEGIN:VCALENDAR\r\n".repeat(50_000), "The iCal file is damaged"],
    ["a name folded 240,000 times", folded, ""],
  ])("%s is refused with a sentence, at once", async (_what, content, sentence) => {
    const before = performance.now();
    const found = await read(content).catch((error) => error);
    expect(performance.now() - before).toBeLessThan(2_000);
    if (sentence === "") return expect(found).toMatchObject([{ problem: expect.any(String) }]);
    expect(found).toBeInstanceOf(Invalid);
    expect(found).toMatchObject({ sentence: expect.stringContaining(sentence), field: "file" });
  });
});
