import { expect, test } from "vitest";

import { anyArtwork, heroRow, large, marked, rowKey, shownIn, shownOff, spoken } from "./shown";
import type { Card, HomePage, Row, Slot } from "./wire";

const card = (item_id: string): Card => ({
  item_id, title: item_id.toUpperCase(), kind: "movie", year: 1999, runtime: 6000, maturity: 12, genres: [],
});
const slot = (item_id: string, more: Partial<Slot> = {}): Slot => ({
  item: card(item_id), evidence: { kind: "popular", text: "Popular in France" }, artwork: "cast", ...more,
});
const row = (kind: string, ...slots: Slot[]): Row => ({ kind, title: kind, slots });
const page = (...rows: Row[]): HomePage => ({
  page_id: "p", user_id: "u", tier: "full", failures: [], bundle: "b", rows,
});

test("a slot remembers where it was shown, and that an unsaid probability is one", () => {
  const shown = shownIn(page(), 3, 5, slot("a"));
  expect(shown.spot).toEqual({ page_id: "p", row: 3, slot: 5, artwork: "cast", probability: 1 });
  expect(shownIn(page(), 0, 0, slot("a", { probability: 0.25 })).spot.probability).toBe(0.25);
});

test("a title off the page has no row, and what the page knows of it", () => {
  const resume = { position: 60, runtime: 6000 };
  const known = page(row("top_10", slot("a", { thumb: 1 })), row("continue_watching", slot("a", { thumb: 1, resume })));
  expect(shownOff(known, card("a"))).toMatchObject({ spot: { row: -1, slot: -1 }, resume, thumb: 1, listed: false });
  expect(shownOff(undefined, card("b"))).toMatchObject({ spot: { page_id: "", row: -1 }, thumb: 0 });
});

test("a mark is put on a title wherever it stands, and on no other", () => {
  const after = marked(page(row("x", slot("a"), slot("b")), row("y", slot("a"))), "a", { thumb: 2 });
  expect(after.rows.map(({ slots }) => slots.map(({ thumb }) => thumb))).toEqual([[2, undefined], [2]]);
});

test("the large title is of the best picks, else of the first row that has any", () => {
  expect(heroRow(page(row("continue_watching", slot("a")), row("top_picks", slot("b"))))).toBe(1);
  expect(heroRow(page(row("top_picks"), row("popular", slot("b"))))).toBe(1);
  expect(heroRow(page())).toBe(-1);
});

test("a large place shows a scene and says so in its events", () => {
  const of = (artwork: string) => large(shownIn(page(), 0, 0, slot("a", { artwork }))).spot.artwork;
  expect(["cast", "type", "genre", "mood"].map(of)).toEqual(["genre", "genre", "genre", "mood"]);
});

test("a title is spoken with its year and reason", () => {
  expect(spoken(shownIn(page(), 0, 0, slot("a")))).toBe("A (1999). Popular in France");
});

test("two rows of a kind about different titles are different rows", () => {
  expect(rowKey({ ...row("because_you_watched"), anchor: "a" })).not.toBe(rowKey({ ...row("because_you_watched"), anchor: "b" }));
});

test("a title's artwork is always the same, and all variants come up", () => {
  const ids = Array.from({ length: 400 }, (_, number) => `title-${number}`);
  expect(ids.map(anyArtwork)).toEqual(ids.map(anyArtwork));
  const counts = Map.groupBy(ids, anyArtwork);
  expect([...counts.keys()].sort()).toEqual(["cast", "genre", "mood", "type"]);
  for (const some of counts.values()) expect(some.length).toBeGreaterThan(60);
});
