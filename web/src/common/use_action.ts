import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Problem } from "../api/client";

/** Runs a write, keeps its error for the page to show, and has lists asked again. */
export function useAction() {
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const run = async <T,>(work: () => Promise<T>): Promise<T | undefined> => {
    setBusy(true);
    setError(undefined);
    try {
      const result = await work();
      await queries.invalidateQueries();
      return result;
    } catch (failed) {
      setError(failed);
      // Somebody else was first: the page shows what they made of it.
      if (failed instanceof Problem && failed.status === 412) void queries.invalidateQueries();
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  return { run, error, isBusy };
}
