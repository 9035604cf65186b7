import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../../api/session";
import { LeaveGuard } from "../../common/leave_guard";
import { useOrganisationNames } from "../../common/organisation_picker";
import { may, type Project } from "./project";
import type { Wanted } from "./request";
import { useParts } from "./use_project";

interface Inside {
  project: Project;
  /** Name of a partner, of one that left too. */
  nameOf: (organisation: string | undefined) => string;
  /** Active partners and those who are asked, as the project names them. */
  partners: string[];
  /** Partners in whose name the reader works. */
  own: string[];
  /** Of these, those for whom the reader may speak: join, leave, approve. */
  voices: string[];
  manages: boolean;
  /** Changes collected for a request. */
  basket: Wanted[];
  setBasket: (change: (before: Wanted[]) => Wanted[]) => void;
  /** Notes that something typed is not saved. */
  markUnsaved: (what: string, isUnsaved: boolean) => void;
}

const Context = createContext<Inside | undefined>(undefined);

export function useInside(): Inside {
  const found = useContext(Context);
  if (!found) throw new Error("used outside of a project");
  return found;
}

const speaking = ["representative"];
const working = [...speaking, "employee"];

/** What every tab of a project's page knows; what is collected for a request outlives a change of tabs. */
export function InsideProject({ project, children }: { project: Project; children: ReactNode }) {
  const { t } = useTranslation();
  const session = useSession();
  const [basket, setBasket] = useState<Wanted[]>([]);
  const [unsaved, setUnsaved] = useState<Record<string, boolean>>({});
  const parts = useParts(project.id, "partner", may(project, "inside")).data;
  const named = useMemo(() => new Map(project.partners.map((each) => [each.organisation, each.name])), [project]);
  const others = useOrganisationNames([...new Set((parts ?? []).map((each) => each.organisation).filter((each) => !named.has(each)))]);
  const grants = (roles: string[]) => {
    const held = (session?.grants ?? []).flatMap((each) => (each.organisation && roles.includes(each.role) ? [each.organisation] : []));
    return [...new Set(held)].filter((each) => named.has(each));
  };
  const isTyping = Object.values(unsaved).some(Boolean);
  const here = `/projects/${project.id}`;
  const value: Inside = {
    project, basket,
    nameOf: (organisation) => (organisation ? (named.get(organisation) ?? others.get(organisation) ?? "…") : t("projects.wholeProject")),
    partners: project.partners.map((each) => each.organisation),
    own: grants(working), voices: grants(speaking),
    manages: may(project, "manage"),
    setBasket: (change) => setBasket(change),
    markUnsaved: (what, isUnsaved) => setUnsaved((before) => (Boolean(before[what]) === isUnsaved ? before : { ...before, [what]: isUnsaved })),
  };
  return (
    <Context.Provider value={value}>
      {(isTyping || basket.length > 0) && <LeaveGuard isDirty keeps={(path) => !isTyping && (path === here || path.startsWith(`${here}/`)) && !path.endsWith("/edit")} />}
      {children}
    </Context.Provider>
  );
}
