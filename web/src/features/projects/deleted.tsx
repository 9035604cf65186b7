import { useState } from "react";
import { useLocation, useNavigate } from "react-router-dom";
import { useTranslation } from "react-i18next";
import { call, type LocalisedText } from "../../api/client";
import { useAction } from "../../common/use_action";
import { inLanguage } from "../../i18n";
import { Undo } from "./lists";

/** What the page that was left has deleted. */
export interface DeletedState {
  deletedProject?: { id: string; title: LocalisedText };
}

/** Says which project was deleted on the page before, and brings it back. */
export function Deleted() {
  const { i18n } = useTranslation();
  const navigate = useNavigate();
  const [deleted] = useState(((useLocation().state ?? {}) as DeletedState).deletedProject);
  const { run, error, isBusy } = useAction();
  if (!deleted) return null;
  const undo = async () => {
    if (await run(() => call("POST", `/projects/${deleted.id}/restoration`))) navigate(`/projects/${deleted.id}`);
  };
  return <Undo name={inLanguage(deleted.title, i18n.language)?.text ?? ""} onUndo={() => void undo()} isBusy={isBusy} error={error} />;
}
