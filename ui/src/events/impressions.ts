/** Watches cards in the real page and tells when one was really seen. */

import { SHARE, Viewability } from "./viewability";

export class Impressions {
  readonly #rule = new Viewability();
  readonly #cards = new Map<Element, string>();
  readonly #tell = new Map<string, () => void>();
  readonly #observer: IntersectionObserver;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #covers = 0;

  constructor() {
    this.#observer = new IntersectionObserver((entries) => this.#note(entries), { threshold: [0, SHARE, 1] });
    document.addEventListener("visibilitychange", () => this.#cover());
  }

  /** Call `tell` once when the element was seen as `key`; returns how to stop watching. */
  watch(element: Element, key: string, tell: () => void): () => void {
    this.#cards.set(element, key);
    this.#tell.set(key, tell);
    this.#observer.observe(element);
    return () => {
      this.#observer.unobserve(element);
      this.#cards.delete(element);
      this.#tell.delete(key);
      this.#rule.forget(key);
    };
  }

  /** Something lies over the page; returns how to take it away. */
  covered(): () => void {
    this.#covers += 1;
    this.#cover();
    return () => {
      this.#covers -= 1;
      this.#cover();
    };
  }

  #cover(): void {
    this.#rule.cover(this.#covers > 0 || document.hidden, performance.now());
    this.#wait();
  }

  #note(entries: readonly IntersectionObserverEntry[]): void {
    for (const entry of entries) {
      const key = this.#cards.get(entry.target);
      if (key !== undefined) this.#rule.note(key, entry.intersectionRatio, performance.now());
    }
    this.#wait();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    const next = this.#rule.next();
    if (next === undefined) return;
    this.#timer = setTimeout(() => {
      for (const key of this.#rule.seen(performance.now())) this.#tell.get(key)?.();
      this.#wait();
    }, Math.max(0, next - performance.now()));
  }
}
