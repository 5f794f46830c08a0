/** What lies open over the page: each overlay is one entry of the history, so Back closes it and Forward opens it again. */

import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo } from "react";

import { move, NOTHING_OPEN, read, useKept, type Place } from "./address";
import * as api from "./api";
import { cardOf } from "./format";
import { shownOff } from "./shown";
import type { Overlay } from "./viewer";
import type { HomePage, User } from "./wire";

interface Kept {
  overlays: readonly Overlay[];
}

const NONE: readonly Overlay[] = [];
const NAMES = { details: "title", why: "why", player: "play" } as const;

/** The overlays an entry of the history keeps, the topmost last. */
export function keptIn(state: unknown): readonly Overlay[] {
  const overlays = (state as Partial<Kept> | null)?.overlays;
  return Array.isArray(overlays) ? overlays : NONE;
}

/** How the address names the topmost overlay. */
export function named(overlays: readonly Overlay[]): Pick<Place, "title" | "why" | "play"> {
  const top = overlays.at(-1);
  return top ? { ...NOTHING_OPEN, [NAMES[top.kind]]: top.shown.item.item_id } : NOTHING_OPEN;
}

function keep(overlays: readonly Overlay[], how: "push" | "replace"): void {
  move(named(overlays), how, { overlays } satisfies Kept);
}

const kept = () => keptIn(window.history.state);

/** How many overlays shall be left while the browser is on its way back; undefined when it is not. */
let left: number | undefined;

/** Close that many overlays. The browser goes back in its own time, so what is asked meanwhile is added up. */
function shut(count: number): void {
  const depth = kept().length;
  const onTheWay = left !== undefined;
  left = Math.max(0, (left ?? depth) - count);
  if (onTheWay) return;
  if (left === depth) left = undefined;
  else window.history.go(left - depth);
}

function arrived(): void {
  const depth = kept().length;
  if (left !== undefined && depth > left) window.history.go(left - depth);
  else left = undefined;
}

/** Prepare the history once a load: a playback does not begin by itself, so a reloaded player falls back to what lay under it. */
export function startOverlays(): void {
  window.addEventListener("popstate", arrived);
  const overlays = kept();
  if (overlays.at(-1)?.kind !== "player") return;
  keep(overlays.slice(0, -1), "replace");
  window.history.back();
}

/** The overlays that are open, and how to open and close them. */
export function useOverlays(user: User, place: Place, page: HomePage | undefined) {
  const state = useKept();
  const overlays = useMemo(() => keptIn(state), [state]);
  const open = useCallback((overlay: Overlay) => {
    left = undefined;
    keep([...kept(), overlay], "push");
  }, []);
  const close = useCallback(() => shut(1), []);
  const closeAll = useCallback(() => shut(Infinity), []);
  useLinked(user, place, page, overlays.length === 0);
  return { overlays, open, close, closeAll };
}

/** Open the title a followed link names, over an entry for the page itself; a link to a playback shows the details. */
function useLinked(user: User, place: Place, page: HomePage | undefined, bare: boolean): void {
  const itemId = place.title || place.why || place.play;
  const { data, isError } = useQuery({
    queryKey: ["title", itemId],
    queryFn: () => api.title(itemId),
    enabled: bare && itemId !== "",
  });
  useEffect(() => {
    const named = read(window.location.search);
    if (itemId === "" || kept().length > 0 || itemId !== (named.title || named.why || named.play)) return;
    const suits = data && (data.maturity ?? 0) <= (user.maturity ?? 18);
    if (isError || (data && !suits)) keep(NONE, "replace");
    if (!suits || !page) return;
    keep(NONE, "replace");
    keep([{ kind: named.why ? "why" : "details", shown: shownOff(page, cardOf(data)) }], "push");
  }, [data, isError, itemId, page, user.maturity]);
}
