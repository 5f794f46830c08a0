/**
 * The rule by which a card counts as seen: at least half of it in view for at least one second without a break.
 *
 * This is the viewable-impression rule for display media of the Media Rating Council (50 % of the pixels, one
 * continuous second), which takes a card that was only scrolled past for what it is.
 */

export const SHARE = 0.5;
export const DWELL = 1000; // milliseconds

export class Viewability {
  #inView = new Map<string, number>(); // since when, in milliseconds
  #counted = new Set<string>();
  #covered = false;

  /** Note how much of a card is in view, from 0 to 1, at a time in milliseconds. */
  note(key: string, share: number, now: number): void {
    if (share < SHARE) this.#inView.delete(key);
    else if (!this.#inView.has(key)) this.#inView.set(key, now);
  }

  /** A card is no longer on the page. */
  forget(key: string): void {
    this.#inView.delete(key);
  }

  /** Whether something covers the page, or it is in the background; the seconds begin anew when that is over. */
  cover(covered: boolean, now: number): void {
    this.#covered = covered;
    for (const key of this.#inView.keys()) this.#inView.set(key, now);
  }

  /** Return the cards that have now been seen, each once ever. */
  seen(now: number): string[] {
    const due = this.#pending().filter(([, since]) => now - since >= DWELL).map(([key]) => key);
    for (const key of due) this.#counted.add(key);
    return due;
  }

  /** When the next card will have been seen if nothing moves, in milliseconds; undefined when none is in view. */
  next(): number | undefined {
    const first = Math.min(...this.#pending().map(([, since]) => since));
    return Number.isFinite(first) ? first + DWELL : undefined;
  }

  #pending(): [string, number][] {
    return this.#covered ? [] : [...this.#inView].filter(([key]) => !this.#counted.has(key));
  }
}
