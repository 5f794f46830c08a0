/** The drawings on buttons: 24 × 24, one stroke width, the colour of the text. */

const PATHS = {
  play: "M8 5.5v13l10.5-6.5z",
  pause: "M8 5.5v13M16 5.5v13",
  plus: "M12 5v14M5 12h14",
  check: "m5 12.5 4.5 4.5L19 7",
  up: "M7 11v9H4v-9zm0 0 4-7.5c1.6 0 2.6 1.3 2.3 2.9L12.7 9H18a2 2 0 0 1 2 2.4l-1.2 6.2A3 3 0 0 1 15.9 20H7",
  down: "M17 13V4h3v9zm0 0-4 7.5c-1.6 0-2.6-1.3-2.3-2.9l.6-2.6H6a2 2 0 0 1-2-2.4l1.2-6.2A3 3 0 0 1 8.1 4H17",
  love: "M12 20s-7.5-4.6-7.5-10A4.2 4.2 0 0 1 12 7.4 4.2 4.2 0 0 1 19.5 10c0 5.4-7.5 10-7.5 10z",
  hide: "m4 4 16 16M9.9 5.7A9 9 0 0 1 12 5.5c5 0 8.5 4.3 9.5 6.5a14 14 0 0 1-2.9 3.9M6.3 7.8A14 14 0 0 0 2.5 12c1 2.2 4.5 6.5 9.5 6.5a9 9 0 0 0 4-.9M10 10.1a2.8 2.8 0 0 0 3.9 3.9",
  why: "M9.2 9.2a2.9 2.9 0 1 1 4.3 2.5c-1 .6-1.5 1.1-1.5 2.3M12 17.2v.1M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z",
  more: "m6 9.5 6 6 6-6",
  left: "m14.5 5-7 7 7 7",
  right: "m9.5 5 7 7-7 7",
  close: "m6 6 12 12M18 6 6 18",
  back: "M11 6 5 12l6 6M5 12h14",
  next: "M6 5.5v13l9-6.5zM18 5.5v13",
  rewind: "M4.5 12a7.5 7.5 0 1 0 2.5-5.6M7 3v3.6h3.6",
  forward: "M19.5 12A7.5 7.5 0 1 1 17 6.4M17 3v3.6h-3.6",
  pretend: "M4 7h9M17 7h3M4 17h3M11 17h9M15 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM9 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
} as const;

export type IconName = keyof typeof PATHS;

const FILLED: ReadonlySet<IconName> = new Set(["play", "next"]);

export function Icon({ name, solid = FILLED.has(name) }: { name: IconName; solid?: boolean }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="1em"
      height="1em"
      fill={solid ? "currentColor" : "none"}
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
