import { describe, expect, it } from "vitest";
import { savePhoneNumberSchema, saveSchoolSchema } from "~/domain/organisations/organisations.schema";

const id = "5d1f6c0e-2e0f-4bb3-9b6c-0d8a5b1c7f01";
const school = {
  name: "Hillview",
  seedCode: "8430012",
  sector: "primary",
  authorityId: id,
  areaId: id,
  phone: "0141 496 0100",
};
const sentences = (result: { error?: { issues: { path: PropertyKey[]; message: string }[] } }) =>
  result.error?.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`) ?? [];

describe("a school form", () => {
  it.each([
    ["name", undefined, "Enter the name of the school"],
    ["name", " ", "Enter the name of the school"],
    ["name", "x".repeat(121), "Name must be 120 characters or fewer"],
    ["seedCode", "843001", "SEED code must be 7 digits"],
    ["seedCode", "84300121", "SEED code must be 7 digits"],
    ["sector", "nursery", "Select a sector"],
    ["authorityId", undefined, "Select an education authority"],
    ["areaId", "1", "Select an area"],
    ["phone", "ring us", "Phone number must be digits, such as 0141 496 0000"],
    ["phone", undefined, "Enter the phone number of the office"],
    ["roll", "many", "Roll must be a number"],
    ["roll", "-1", "Roll must be 0 or more"],
    ["roll", "1.5", "Roll must be a whole number"],
    ["closedOn", "2026-02-30", "Last day must be a real date"],
  ])("refuses %s %s: %s", (field, value, sentence) => {
    expect(sentences(saveSchoolSchema.safeParse({ ...school, [field]: value }))).toContain(
      `${field}: ${sentence}`,
    );
  });

  it.each([
    [{ roll: "912" }, "rollOn: Enter the day on which the roll was counted"],
    [{ rollOn: "2026-09-16" }, "roll: Enter the roll that was counted on that day"],
  ])("refuses half of %j", (half, sentence) => {
    expect(sentences(saveSchoolSchema.safeParse({ ...school, ...half }))).toEqual([sentence]);
  });

  it("takes off spaces around what is typed", () => {
    expect(saveSchoolSchema.parse({ ...school, name: " Hillview " }).name).toBe("Hillview");
  });
});

describe("a phone number", () => {
  it.each(["101", "0141 496 0100", "+44 141 496 0100", "(0141) 496-0100", "0141 496 0100 ext 12"])(
    "can be %s",
    (number) => {
      const input = { authorityId: id, purpose: "child_not_safe", position: "1", label: "Standby", number };
      expect(sentences(savePhoneNumberSchema.safeParse(input))).toEqual([]);
    },
  );

  it.each(["", "1", "call 0141", "0141 496 0100; 101", "<b>101</b>"])("cannot be %s", (number) => {
    const input = { authorityId: id, purpose: "child_not_safe", position: "1", label: "Standby", number };
    expect(savePhoneNumberSchema.safeParse(input).success).toBe(false);
  });
});
