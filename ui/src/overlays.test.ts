import { expect, test } from "vitest";

import { keptIn, named } from "./overlays";
import { shownOff } from "./shown";
import type { Overlay } from "./viewer";

const overlay = (kind: Overlay["kind"], item_id: string): Overlay => ({
  kind,
  shown: shownOff(undefined, { item_id, title: "Heat", kind: "movie", year: 1995, runtime: 1, maturity: 0, genres: [] }),
});

test("the address names the topmost overlay alone", () => {
  const under = overlay("details", "a");
  expect(named([under])).toEqual({ title: "a", why: "", play: "" });
  expect(named([under, overlay("why", "b")])).toEqual({ title: "", why: "b", play: "" });
  expect(named([under, overlay("player", "c")])).toEqual({ title: "", why: "", play: "c" });
  expect(named([])).toEqual({ title: "", why: "", play: "" });
});

test("an entry of the history that keeps no overlays has none", () => {
  const overlays = [overlay("details", "a")];
  expect(keptIn({ overlays })).toBe(overlays);
  for (const state of [null, undefined, {}, { overlays: 3 }, "other"]) expect(keptIn(state)).toEqual([]);
});
