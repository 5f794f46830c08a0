/** What a playback is: where it stands, and how much of the title has really gone by. No clock and no screen in it. */

export interface Playback {
  /** Seconds from the start. */
  position: number;
  /** Seconds. */
  runtime: number;
  /** Seconds of the title that went by in this play; what was skipped does not count. */
  watched: number;
  /** Seconds of the title in a real second. */
  speed: number;
  playing: boolean;
}

export const SPEEDS = [1, 60, 600] as const;
export const UNKNOWN_RUNTIME = 5400; // seconds; for a title whose runtime nobody knows
export const REPORT_EVERY = 300; // watched seconds between progress events

export function start(position: number, runtime: number): Playback {
  const known = runtime > 0 ? runtime : UNKNOWN_RUNTIME;
  const within = position < known ? Math.max(0, position) : 0; // a title left at its end starts again
  return { position: within, runtime: known, watched: 0, speed: 1, playing: true };
}

/** `elapsed` real seconds go by. */
export function advance(play: Playback, elapsed: number): Playback {
  if (!play.playing || elapsed <= 0) return play;
  const seconds = Math.min(elapsed * play.speed, play.runtime - play.position);
  const position = play.position + seconds;
  return { ...play, position, watched: play.watched + seconds, playing: position < play.runtime };
}

/** Jump to a place; nothing is watched by that. */
export function seek(play: Playback, position: number): Playback {
  return { ...play, position: Math.min(play.runtime, Math.max(0, position)) };
}

export const ended = (play: Playback) => play.position >= play.runtime;

/** Whether a progress event is due, `reported` being the watched seconds of the last one. */
export const due = (play: Playback, reported: number) => play.watched - reported >= REPORT_EVERY;
