import { describe, expect, it } from "vitest";
import { statementNames } from "~/platform/statement-names.server";

const named = (most?: number) => {
  const nameOf = statementNames(most);
  return (sql: string) => nameOf({ sql });
};

describe("a statement", () => {
  it("has no name the first time and keeps one from the second", () => {
    const name = named();
    expect(name("select 1")).toBe("");
    const second = name("select 1");
    expect(second).toMatch(/^[0-9a-f]{20}$/);
    expect(name("select 1")).toBe(second);
  });

  it("has the same name in every process, and another text another one", () => {
    const [one, other] = [named(), named()];
    for (const sql of ["select 1", "select 2"]) {
      one(sql);
      other(sql);
    }
    expect(one("select 1")).toBe(other("select 1"));
    expect(one("select 2")).not.toBe(one("select 1"));
  });

  it("has none once so many have one", () => {
    const name = named(2);
    for (const sql of ["a", "b", "c"]) name(sql);
    expect(["a", "b", "c", "c"].map(name).map((given) => given !== "")).toEqual([true, true, false, false]);
  });

  it("that never comes again takes no room for ever", () => {
    const name = named(2);
    for (let index = 0; index < 100; index += 1) expect(name(`in ${index} values`)).toBe("");
    name("a");
    expect(name("a")).not.toBe("");
  });
});
