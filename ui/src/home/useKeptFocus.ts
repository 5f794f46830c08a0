/** When a new page takes the focused title away, the title now in its place has the focus. */

import { useEffect, useRef, type RefObject } from "react";

export function useKeptFocus(main: RefObject<HTMLElement | null>, pageId: string | undefined): void {
  const last = useRef<{ kind: string; at: number } | null>(null);

  useEffect(() => {
    const page = main.current;
    if (!page) return undefined;
    const noted = (event: FocusEvent) => {
      const place = event.target instanceof Element ? event.target.closest("li") : null;
      const row = place?.closest<HTMLElement>("[data-row]");
      last.current = place && row ? { kind: row.id, at: [...(place.parentElement?.children ?? [])].indexOf(place) } : null;
    };
    page.addEventListener("focusin", noted);
    return () => page.removeEventListener("focusin", noted);
  }, [main, pageId]);

  useEffect(() => {
    if (last.current === null || document.activeElement !== document.body) return;
    const stops = document.getElementById(last.current.kind)?.querySelectorAll<HTMLElement>("li [data-stop]");
    stops?.[Math.min(last.current.at, stops.length - 1)]?.focus({ preventScroll: true });
  }, [pageId]);
}
