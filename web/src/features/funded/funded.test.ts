import { describe, expect, it } from "vitest";
import { inOrder, knownRole, pageOfRegister, shortTitle, yearsOf } from "./funded";

describe("projects of funding programmes", () => {
  it("tells the years once where they are the same", () => {
    expect(yearsOf({ begins_on: "2019-01-01", ends_on: "2022-06-30" })).toBe("2019–2022");
    expect(yearsOf({ begins_on: "2019-01-01", ends_on: "2019-06-30" })).toBe("2019");
    expect(yearsOf({ begins_on: "2019-01-01" })).toBe("2019");
  });
  it("takes the title where there is no acronym, and keeps the link whole", () => {
    expect(shortTitle({ acronym: "", title: "Żywe implanty" })).toBe("Żywe implanty");
    expect(pageOfRegister({ number: "12/34" })).toBe("https://cordis.europa.eu/project/id/12%2F34");
  });
  it("puts the coordinator before those of the catalogue, and these before the others", () => {
    const named = (name: string, role: string, organisation?: string) => ({ name, role, country: "PL", ...(organisation ? { organisation } : {}) });
    expect(inOrder([named("Alfa", "participant"), named("Żuraw", "participant", "1"), named("Łoś", "participant", "2"), named("Zebra", "coordinator")], "pl").map((each) => each.name)).toEqual(["Zebra", "Łoś", "Żuraw", "Alfa"]);
  });
  it("knows the roles of the register, whatever the case", () => {
    expect(knownRole("thirdparty")).toBe("thirdParty");
    expect(knownRole("hostInstitution")).toBeUndefined();
  });
});
