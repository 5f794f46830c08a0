import { expect, test } from "vitest";

import { advance, due, ended, seek, start, UNKNOWN_RUNTIME } from "./playback";

test("fast-forward lets more of the title go by in a second", () => {
  const play = advance({ ...start(100, 7200), speed: 60 }, 2);
  expect(play.position).toBe(220);
  expect(play.watched).toBe(120);
});

test("skipping is not watching", () => {
  const play = advance(seek(start(0, 7200), 3600), 10);
  expect(play.position).toBe(3610);
  expect(play.watched).toBe(10);
});

test("a title stops at its end and no more is watched", () => {
  const play = advance({ ...start(7000, 7200), speed: 600 }, 10);
  expect(play).toMatchObject({ position: 7200, watched: 200, playing: false });
  expect(ended(play)).toBe(true);
  expect(advance(play, 10)).toBe(play);
});

test("nothing goes by while paused", () => {
  const paused = { ...start(50, 7200), playing: false };
  expect(advance(paused, 10)).toBe(paused);
});

test("a place outside the title is its nearest end", () => {
  expect(seek(start(0, 100), 500).position).toBe(100);
  expect(seek(start(0, 100), -5).position).toBe(0);
});

test("a title left at its end starts again, and an unknown runtime is an hour and a half", () => {
  expect(start(7200, 7200).position).toBe(0);
  expect(start(0, 0).runtime).toBe(UNKNOWN_RUNTIME);
});

test("progress is due every five watched minutes", () => {
  const play = advance(start(0, 7200), 300);
  expect(due(play, 0)).toBe(true);
  expect(due(play, 1)).toBe(false);
});
