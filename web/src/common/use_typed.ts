import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useState } from "react";

/**
 * What somebody types into a search: shown at once, asked for when they pause.
 * @param sought  what is asked for now, as the address has it
 */
export function useTyped(sought: string, onSettled: (typed: string) => void) {
  const [typed, setTyped] = useState(sought);
  const [settled] = useDebouncedValue(typed, 150);
  useEffect(() => {
    if (settled !== sought) onSettled(settled);
    // Only what is typed leads to a change; the rest comes from the address.
    // eslint-disable-next-line
  }, [settled]);
  return [typed, setTyped] as const;
}
