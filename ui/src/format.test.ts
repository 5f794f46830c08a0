import { expect, test } from "vitest";

import { cardOf, clockText, episodeText, hourText, leftText, lengthText, maturityText, nameOf, progress, runtimeText } from "./format";

test("runtimes are hours and minutes", () => {
  expect([0, 2880, 3600, 6120].map(runtimeText)).toEqual(["", "48 min", "1 h", "1 h 42 min"]);
});

test("a clock has hours only when there are some", () => {
  expect([0, 245, 3723, -4].map(clockText)).toEqual(["0:00", "4:05", "1:02:03", "0:00"]);
});

test("a film has a runtime, a series its seasons", () => {
  expect(lengthText({ kind: "movie", runtime: 6120 })).toBe("1 h 42 min");
  expect(lengthText({ kind: "series", runtime: 2700, seasons: 1 })).toBe("1 season");
  expect(lengthText({ kind: "series", runtime: 2700, seasons: 3 })).toBe("3 seasons");
  expect(lengthText({ kind: "series", runtime: 2700 })).toBe("Series");
});

test("an episode is told by season, number and title; a film by nothing", () => {
  expect(episodeText({ episode_id: "e", season: 2, number: 4, title: "The Lamp" })).toBe("S2 E4 The Lamp");
  expect(episodeText({ episode_id: "e", season: 2, number: 4 })).toBe("S2 E4");
  expect(episodeText({})).toBe("");
});

test("what is left is the rest of the runtime, or an episode not begun", () => {
  expect(leftText({ position: 3600, runtime: 6120 })).toBe("42 min left");
  expect(leftText({ position: 6119, runtime: 6120 })).toBe("1 min left");
  expect(leftText({ position: 0, runtime: 2700, episode_id: "e" })).toBe("Next episode");
});

test("progress stays between nothing and all, and is nothing when the runtime is unknown", () => {
  expect(progress({ position: 50, runtime: 200 })).toBe(0.25);
  expect(progress({ position: 500, runtime: 200 })).toBe(1);
  expect(progress({ position: 500, runtime: 0 })).toBe(0);
});

test("maturity, hours and countries read as people write them", () => {
  expect([0, 16].map(maturityText)).toEqual(["All ages", "16+"]);
  expect(hourText(7)).toBe("07:00");
  expect(nameOf("region", "DE")).toBe("Germany");
  expect(nameOf("region", "not a code")).toBe("not a code");
});

test("a card made of a full record counts its seasons", () => {
  const episodes = [1, 1, 2].map((season, index) => ({ episode_id: `e${index}`, season, number: index }));
  expect(cardOf({ item_id: "i", title: "T", kind: "series", episodes })).toMatchObject({ kind: "series", seasons: 2, year: 0 });
});
