import { useQuery } from "@tanstack/react-query";
import { get, type Schemas } from "../../api/client";

export type Notification = Schemas["Notification"];
export type NotificationPage = { items: Notification[]; next?: string; total: number; unread: number };

/** In the order in which the pages name them; those of one group belong together. */
export const kindGroups = [
  { name: "ideas", kinds: ["mentioned", "comment_on_mine", "comment_followed", "idea_stage_changed"] },
  { name: "cluster", kinds: ["membership_applied", "membership_decided", "invitation_accepted", "confidential_match"] },
  { name: "projects", kinds: ["project_invited", "task_assigned", "report_due", "report_answered", "change_to_approve", "change_answered"] },
  { name: "consortia", kinds: ["consortium_invited", "consortium_answered", "consortium_moved"] },
  { name: "matchmaking", kinds: ["matchmaking_moved", "agenda_changed", "participant_withdrew"] },
  { name: "conduct", kinds: ["aid_changed", "meeting_announced", "minutes_due", "minutes_approved", "market_figures_asked", "market_figures_published"] },
  { name: "commerce", kinds: ["inquiry_received", "inquiry_forwarded", "deal_moved", "deadline_near", "offer_judged"] },
  { name: "resources", kinds: ["booking_requested", "booking_answered", "booking_ended"] },
] as const;
export const kinds: readonly string[] = kindGroups.flatMap((group) => group.kinds);

/** On which page of a project. */
const tabs: Partial<Record<string, string>> = { task_assigned: "/plan", report_due: "/reports", report_answered: "/reports", change_to_approve: "/changes", change_answered: "/changes" };

/** Where the thing is that it speaks of. */
export function pathOf({ kind, subject, comment }: Notification): string {
  if (subject.kind === "idea") return `/ideas/${subject.id}${comment ? `#comment-${comment}` : ""}`;
  if (subject.kind === "project") return `/projects/${subject.id}${tabs[kind] ?? ""}`;
  if (subject.kind === "opportunity") return `/opportunities/${subject.id}`;
  if (subject.kind === "consortium") return `/consortia/${subject.id}`;
  if (subject.kind === "matchmaking") return kind === "participant_withdrew" ? `/events/${subject.id}/schedule?replan=1` : `/events/${subject.id}`;
  if (subject.kind === "inquiry") return `/commerce/inquiries/${subject.id}`;
  if (subject.kind === "deal") return `/commerce/deals/${subject.id}`;
  if (subject.kind === "ip_asset") return `/commerce/ip/${subject.id}`;
  if (subject.kind === "market_offer") return `/commerce/offers/${subject.id}`;
  if (subject.kind === "product") return `/commerce/products/${subject.id}`;
  if (subject.kind === "booking") return kind === "booking_requested" ? "/resources/bookings" : `/resources/${subject.resource}`;
  if (subject.kind === "aid") return `/aid/${subject.id}`;
  if (subject.kind === "meeting_record") return `/conduct/meetings/${subject.id}`;
  if (subject.kind === "market_collection") return `/conduct/market/${subject.id}`;
  if (kind === "membership_applied") return "/members";
  if (kind === "confidential_match") return `/organisations/${subject.organisation}/matching`;
  return subject.organisation ? `/organisations/${subject.organisation}` : "/notifications";
}

export function useUnread(isLoggedIn: boolean) {
  return useQuery({ queryKey: ["notifications", "unread"], queryFn: () => get<{ unread: number }>("/notifications/unread"), enabled: isLoggedIn, staleTime: 60_000 }).data?.unread;
}
