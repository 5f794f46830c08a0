/** Numbers as a viewer reads them. */

import type { Card, ResumePoint, Title } from "./wire";

/** "1 h 42 min"; empty when unknown. */
export function runtimeText(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 1) return "";
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** "1:02:03", or "4:05" below an hour. */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (n: number) => String(n).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** "12+", or "All ages". */
export const maturityText = (years: number) => (years > 0 ? `${years}+` : "All ages");

/** "3 seasons", or the runtime of a film. */
export function lengthText(card: Pick<Card, "kind" | "runtime" | "seasons">): string {
  if (card.kind !== "series") return runtimeText(card.runtime);
  const seasons = card.seasons ?? 0;
  if (seasons === 0) return "Series";
  return seasons === 1 ? "1 season" : `${seasons} seasons`;
}

/** "S2 E4 The Lamp"; empty for a film. */
export function episodeText(resume: Pick<ResumePoint, "episode_id" | "season" | "number" | "title">): string {
  if (!resume.episode_id) return "";
  const place = `S${resume.season ?? 1} E${resume.number ?? 1}`;
  return resume.title ? `${place} ${resume.title}` : place;
}

/** How much is left, "24 min left"; "Next episode" when it has not begun. */
export function leftText(resume: ResumePoint): string {
  if (resume.position <= 0 && resume.episode_id) return "Next episode";
  const left = runtimeText(Math.max(60, resume.runtime - resume.position));
  return `${left} left`;
}

/** The share watched, between 0 and 1. */
export function progress(resume: ResumePoint): number {
  return resume.runtime > 0 ? Math.min(1, Math.max(0, resume.position / resume.runtime)) : 0;
}

/** "20:00". */
export const hourText = (hour: number) => `${String(hour).padStart(2, "0")}:00`;

const NAMES = {
  region: new Intl.DisplayNames(["en"], { type: "region" }),
  language: new Intl.DisplayNames(["en"], { type: "language" }),
};

/** The English name of a country or language code; the code itself when it has none. */
export function nameOf(type: keyof typeof NAMES, code: string): string {
  try {
    return NAMES[type].of(code) ?? code;
  } catch {
    return code;
  }
}

/** The card of a full record, for the places that show cards. */
export function cardOf(title: Title): Card {
  return {
    item_id: title.item_id,
    title: title.title,
    kind: title.kind ?? "movie",
    year: title.year ?? 0,
    runtime: title.runtime ?? 0,
    maturity: title.maturity ?? 0,
    genres: title.genres ?? [],
    moods: title.moods ?? [],
    synopsis: title.synopsis ?? "",
    seasons: new Set((title.episodes ?? []).map((episode) => episode.season ?? 1)).size,
  };
}
