import { useQuery } from "@tanstack/react-query";
import { type Answer, call, get, type Schemas } from "../../api/client";
import { type Amount, amountOf, hundredths, isAmount } from "../../common/money";

export type Aid = Schemas["Aid"];
export type AidScope = Schemas["AidScope"];
export type AidState = Schemas["AidState"];
export type AidRoom = Schemas["AidRoom"];
export type AidLedger = Schemas["AidLedger"];
export type AidCertificate = Schemas["AidCertificate"];
export type AidCeiling = Schemas["AidCeiling"];

export const scopes = ["general", "agriculture", "fisheries", "public_services", "road_haulage"] as const satisfies readonly AidScope[];
export const states = ["proposed", "granted", "withdrawn"] as const satisfies readonly AidState[];

/** "4.2567" in ten-thousandths; undefined where it is no rate. */
export function rateOf(text: string): bigint | undefined {
  const found = /^(\d{1,6})(?:\.(\d{1,4}))?$/.exec(text);
  if (!found) return undefined;
  const value = BigInt(found[1] as string) * 10_000n + BigInt((found[2] ?? "").padEnd(4, "0"));
  return value > 0n ? value : undefined;
}

/** An amount in EUR as the server reckons it: half a cent upwards. Undefined while something is no number yet. */
export function inEuro(amount: string, currency: string, rate: string): Amount | undefined {
  if (!isAmount(amount)) return undefined;
  if (currency === "EUR") return amountOf(hundredths(amount));
  const each = rateOf(rate);
  return each === undefined ? undefined : amountOf((hundredths(amount) * 20_000n + each) / (2n * each));
}

export const today = () => new Date().toISOString().slice(0, 10);

export function useAid(id: string) {
  return useQuery({ queryKey: ["aid", id], queryFn: () => call<Aid>("GET", `/aid/${id}`) as Promise<Answer<Aid>> });
}

export function useLedger(organisation: string | undefined, scope: AidScope) {
  return useQuery({ queryKey: ["aid-ledger", organisation, scope], queryFn: ({ signal }) => get<AidLedger>(`/organisations/${organisation}/aid?scope=${scope}`, signal), enabled: Boolean(organisation) });
}
