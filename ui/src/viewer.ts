/** Who watches, what they are shown, and everything they can do with a title. */

import { createContext, useContext } from "react";

import type { Circumstances } from "./api";
import type { Shown } from "./shown";
import type { Episode, Event, HomePage, Kind, User } from "./wire";

export type Report = (kind: Kind, shown: Shown, more?: Partial<Event>) => void;

export interface Viewer {
  user: User;
  page: HomePage | undefined;
  circumstances: Circumstances;
  /** Titles this viewer has just sent away; they leave before the next page says so. */
  leaving: ReadonlySet<string>;
  report: Report;
  thumb: (shown: Shown, value: number) => void;
  list: (shown: Shown, on: boolean) => void;
  hide: (shown: Shown) => void;
  /** Everything reported so far is safe: fetch the page that answers it. */
  refresh: () => void;
  open: (overlay: Overlay) => void;
}

export type Overlay =
  | { kind: "details"; shown: Shown }
  | { kind: "why"; shown: Shown }
  | { kind: "player"; shown: Shown; episode?: Episode; position?: number };

export const ViewerContext = createContext<Viewer | null>(null);

export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (viewer === null) throw new Error("useViewer needs a ViewerContext around it");
  return viewer;
}
