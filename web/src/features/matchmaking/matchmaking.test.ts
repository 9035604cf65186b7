import { describe, expect, it } from "vitest";
import { byDay, fieldOf, linesOf, meetingsOf, momentFrom, namedTables, type Schedule, slotsOfDay, slotText, spread } from "./matchmaking";

const plan = { date: "2027-03-10", begin: "09:00", end: "12:00", length_minutes: 25, pause_minutes: 5, breaks: [{ from: "10:30", to: "11:00" }] };

describe("matchmaking", () => {
  it("makes slots of a day around its breaks", () => {
    expect(slotsOfDay(plan).map((each) => each.from)).toEqual([540, 570, 600, 660, 690]);
    // A meeting that would run into a break begins after it.
    expect(slotsOfDay({ ...plan, breaks: [{ from: "09:20", to: "09:40" }] })[0]).toEqual({ from: 580, to: 605 });
    expect(slotsOfDay({ ...plan, end: "09:20" })).toEqual([]);
    expect(slotsOfDay({ ...plan, length_minutes: 0 })).toEqual([]);
  });

  it("shows slots by the clock on the wall of the event", () => {
    const slots = [{ from: "2027-03-28T00:30:00Z", to: "2027-03-28T01:00:00Z" }, { from: "2027-03-28T22:30:00Z", to: "2027-03-28T23:00:00Z" }];
    expect(slotText(slots[0]!, "Europe/Warsaw")).toBe("01:30–03:00");
    expect(byDay(slots, "Europe/Warsaw").map(([day, all]) => [day, all.length])).toEqual([["2027-03-28", 1], ["2027-03-29", 1]]);
  });

  it("reads and shows moments in fields", () => {
    expect(momentFrom("2027-07-01T18:00", "Europe/Warsaw")).toBe("2027-07-01T16:00:00Z");
    expect(fieldOf("2027-07-01T16:00:00Z", "Europe/Warsaw")).toBe("2027-07-01T18:00");
    expect(momentFrom("", "Europe/Warsaw")).toBeUndefined();
    expect(fieldOf(undefined, "Europe/Warsaw")).toBe("");
  });

  it("names tables, and keeps the names there are", () => {
    expect(namedTables(["Sala A"], 3, "Stolik")).toEqual(["Sala A", "Stolik 2", "Stolik 3"]);
    expect(namedTables(["Sala A", "Sala B"], 1, "Stolik")).toEqual(["Sala A"]);
    expect(linesOf(" a \n\n b")).toEqual(["a", "b"]);
  });

  it("counts who has how many meetings", () => {
    const person = (participant: string, meetings: number, state: "registered" | "absent" = "registered") => ({ participant, person_name: participant, organisation_name: participant, state, away: [], meetings, wishes: 0, wishes_met: 0 });
    const meeting = { id: "m", a: "a", b: "b", from: "2027-03-10T08:00:00Z", to: "2027-03-10T08:25:00Z", table: 0, is_fixed: false };
    const schedule = { meetings: [meeting], participants: [person("a", 1), person("b", 1), person("c", 0), person("d", 0, "absent")] } as unknown as Schedule;
    expect(spread(schedule)).toEqual({ least: 0, median: 1, most: 1, without: 1 });
    expect(meetingsOf(schedule).get("b")?.get(meeting.from)).toBe(meeting);
  });
});
