import { useTranslation } from "react-i18next";
import type { Visibility } from "../../common/visibility";
import { Documents } from "../documents/documents";
import { useInside } from "./inside";
import type { Project } from "./project";

const usual = ["partners", "members", "named", "coordinator", "owner"] as const satisfies readonly Visibility[];

/** Agreements, drawings, minutes: the files of the project, each with who sees it. */
export function DocumentsTab({ project }: { project: Project }) {
  const { t } = useTranslation();
  const { own, manages, nameOf } = useInside();
  const owners = [...(manages ? [{ value: "", name: t("documents.coordinators") }] : []), ...own.map((value) => ({ value, name: nameOf(value) }))];
  // What everybody sees of the project, everybody may see of its documents.
  const visibilities = project.visibility === "everyone" ? (["everyone", ...usual] as const) : usual;
  return <Documents of={`/projects/${project.id}`} owners={owners} visibilities={visibilities} first="partners" />;
}
