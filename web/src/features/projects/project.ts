import type { Schemas } from "../../api/client";

/** What an answer always has, though a draft may leave it out. */
type Given = "acronym" | "summary" | "currency" | "visibility" | "named";
export type Project = Schemas["Project"] & Required<Pick<Schemas["Project"], Given>>;
export type ProjectPage = Omit<Schemas["ProjectPage"], "items"> & { items: Project[] };
export type ProjectStage = Schemas["ProjectStage"];
export type PartKind = Schemas["PartKind"];
export type CostCategory = Schemas["CostCategory"];
export type Schedule = Schemas["Schedule"];
export type Budget = Schemas["Budget"];
export type Person = Schemas["ProjectPerson"];
export type OwedReport = Schemas["OwedReport"];

/** What each kind of part is, as it is read. */
export interface Parts {
  partner: Schemas["Partner"];
  work_package: Schemas["WorkPackage"];
  task: Schemas["Task"];
  budget_line: Schemas["BudgetLine"];
  expense: Schemas["Expense"];
  risk: Schemas["Risk"];
  decision: Schemas["Decision"];
  period: Schemas["Period"];
  report: Schemas["Report"];
  change_request: Schemas["ChangeRequest"];
  result: Schemas["Result"];
}

/** What each kind of part is, as it is sent. */
export interface PartDrafts {
  partner: Schemas["PartnerDraft"];
  work_package: Schemas["WorkPackageDraft"];
  task: Schemas["TaskDraft"];
  budget_line: Schemas["BudgetLineDraft"];
  expense: Schemas["ExpenseDraft"];
  risk: Schemas["RiskDraft"];
  decision: Schemas["DecisionDraft"];
  period: Schemas["PeriodDraft"];
  report: Schemas["ReportDraft"];
  change_request: Schemas["ChangeRequestDraft"];
  result: Schemas["ResultDraft"];
}

/** From the first plan to the end; an abandoned project stands at none of the steps. */
export const steps = ["draft", "running", "closed"] as const satisfies readonly ProjectStage[];
export const stages = [...steps, "abandoned"] as const satisfies readonly ProjectStage[];

export const isOver = ({ stage }: Pick<Project, "stage">) => stage === "closed" || stage === "abandoned";
export const may = (thing: { may: readonly string[] } | undefined, act: string) => thing?.may.includes(act) ?? false;

/** The version that a write expects, as the header carries it. */
export const etagOf = ({ version }: { version: number }) => `"${version}"`;
