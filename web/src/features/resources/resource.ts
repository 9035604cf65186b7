import type { Schemas } from "../../api/client";
import { amountOf, hundredths } from "../../common/money";

export type Resource = Schemas["Resource"];
export type ResourceKind = Schemas["ResourceKind"];
export type BookingTerms = Required<Schemas["BookingTerms"]>;
export type Booking = Schemas["Booking"];
export type BusyTime = Schemas["BusyTime"];
export type UserKind = Schemas["UserKind"];
export type PriceUnit = Schemas["PriceUnit"];

export const resourceKinds = ["laboratory", "equipment", "room", "expert"] as const satisfies readonly ResourceKind[];
export const userKinds = ["own", "member", "research", "outside"] as const satisfies readonly UserKind[];
export const priceUnits = ["hour", "day", "use"] as const satisfies readonly PriceUnit[];

/** Every booking begins and ends on one of these. */
export const stepMinutes = 15;

/** The terms as the server holds them where nothing was said. */
export const usualTerms: BookingTerms = {
  needs_approval: true, shortest_minutes: 60, longest_minutes: 480, notice_hours: 0, horizon_days: 365, time_zone: "Europe/Warsaw",
  opening: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: "08:00", to: "16:00" })), closures: [], currency: "PLN", prices: [],
};

export const termsOf = (resource: Pick<Resource, "terms">): BookingTerms => ({ ...usualTerms, opening: [], ...resource.terms });

/** Whether the booking is one of those the reader sees whole, and not only as taken time. */
export const isSeen = (time: BusyTime): time is Booking => time.id !== undefined;
export const holdsTime = (time: BusyTime) => time.state === undefined || time.state === "requested" || time.state === "confirmed";

/** What a booking costs, reckoned as the server does; undefined where the price is on request. */
export function priceOf(terms: BookingTerms, user: UserKind, minutes: number): string | undefined {
  const price = terms.prices.find((each) => each.user === user);
  if (!price) return user === "own" ? "0.00" : undefined;
  const amount = hundredths(price.amount);
  if (price.unit === "use") return amountOf(amount);
  return amountOf(price.unit === "day" ? amount * BigInt(Math.ceil(minutes / 1440)) : (amount * BigInt(minutes) + 30n) / 60n);
}
