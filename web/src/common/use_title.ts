import { useEffect } from "react";

/** The page's name in the window's title; screen readers say it first. */
export function useTitle(title: string | undefined) {
  useEffect(() => {
    if (title) document.title = `${title} · Grono`;
  }, [title]);
}
