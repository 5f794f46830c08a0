/** A title as it stands somewhere on screen: what it is, where it was shown, and what this viewer said of it. */

import { lot } from "./lot";
import type { Card, Evidence, HomePage, ResumePoint, Row, Slot } from "./wire";

/** The impression that events echo; row and slot are -1 off the page. */
export interface Spot {
  page_id: string;
  row: number;
  slot: number;
  artwork: string;
  probability: number;
}

export interface Shown {
  item: Card;
  spot: Spot;
  evidence?: Evidence;
  resume?: ResumePoint;
  thumb: number;
  listed: boolean;
}

const VARIANTS = ["genre", "mood", "type", "cast"] as const;

/** A variant for a title that no page chose one for: always the same for the same title. */
export const anyArtwork = (itemId: string): string => VARIANTS[Math.floor(lot(itemId) * VARIANTS.length)] ?? "genre";

/** The variant that fills a large place: one that is a picture even without words. */
export const sceneOf = (variant: string) => (variant === "mood" ? "mood" : "genre");

/** The same title where a scene of it is shown large, so that events say which picture was seen. */
export const large = (shown: Shown): Shown => ({ ...shown, spot: { ...shown.spot, artwork: sceneOf(shown.spot.artwork) } });

export function shownIn(page: HomePage, row: number, slot: number, place: Slot): Shown {
  return {
    item: place.item,
    spot: { page_id: page.page_id, row, slot, artwork: place.artwork, probability: place.probability ?? 1 },
    evidence: place.evidence,
    resume: place.resume ?? undefined,
    thumb: place.thumb ?? 0,
    listed: place.listed ?? false,
  };
}

/** A title met outside the rows (similar titles, a link), with what the page knows of it. */
export function shownOff(page: HomePage | undefined, item: Card): Shown {
  const known = page && slotOf(page, item.item_id);
  return {
    item,
    spot: { page_id: page?.page_id ?? "", row: -1, slot: -1, artwork: known?.artwork ?? anyArtwork(item.item_id), probability: 1 },
    resume: known?.resume ?? undefined,
    thumb: known?.thumb ?? 0,
    listed: known?.listed ?? false,
  };
}

/** The slot that tells most of a title: the one with a resume point if there is one. */
function slotOf(page: HomePage, itemId: string): Slot | undefined {
  const slots = page.rows.flatMap((row) => row.slots).filter((slot) => slot.item.item_id === itemId);
  return slots.find((slot) => slot.resume) ?? slots[0];
}

/** The same page with the viewer's own state of one title changed wherever it stands. */
export function marked(page: HomePage, itemId: string, state: Pick<Slot, "thumb"> | Pick<Slot, "listed">): HomePage {
  const slots = (row: Row) => row.slots.map((slot) => (slot.item.item_id === itemId ? { ...slot, ...state } : slot));
  return { ...page, rows: page.rows.map((row) => ({ ...row, slots: slots(row) })) };
}

/** A title as an image or button names it: title, year and the reason it is there. */
export function spoken(shown: Shown): string {
  const { item, evidence } = shown;
  const year = item.year > 0 ? ` (${item.year})` : "";
  return `${item.title}${year}${evidence?.text ? `. ${evidence.text}` : ""}`;
}

/** Names a row for as long as it is about the same thing, however the page changes. */
export const rowKey = (row: Row) => `${row.kind}/${row.anchor ?? ""}/${row.title}`;

/** The index of the row the large title at the top is taken from: the best picks, else the first row with titles. */
export function heroRow(page: HomePage): number {
  const picks = page.rows.findIndex((row) => row.kind === "top_picks" && row.slots.length > 0);
  return picks >= 0 ? picks : page.rows.findIndex((row) => row.slots.length > 0);
}
