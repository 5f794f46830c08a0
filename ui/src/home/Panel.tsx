import { useLayoutEffect, useRef, type RefObject } from "react";

import { Artwork } from "../parts/Artwork";
import { HideButton, ListButton, PlayButton, Round, Thumbs } from "../parts/Buttons";
import { Facts, Genres } from "../parts/Facts";
import type { Shown } from "../shown";
import { useViewer } from "../viewer";
import styles from "./card.module.css";

const EDGE = 12; // pixels kept free at the sides of the window
const GROWTH = 1.28;
const LEAST = 344; // pixels

interface Props {
  id: string;
  shown: Shown;
  /** The card it opens over. */
  over: RefObject<HTMLElement | null>;
}

/** The opened card: larger artwork, what the title is, why it is here, and everything one can do with it. */
export function Panel({ id, shown, over }: Props) {
  const { open } = useViewer();
  const panel = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const element = panel.current;
    const card = over.current?.querySelector<HTMLElement>("[data-stop]");
    if (!element || !card) return undefined;
    element.showPopover();
    const follow = () => settle(element, card);
    follow();
    window.addEventListener("scroll", follow, { capture: true, passive: true });
    window.addEventListener("resize", follow, { passive: true });
    return () => {
      window.removeEventListener("scroll", follow, { capture: true });
      window.removeEventListener("resize", follow);
    };
  }, [over]);

  const { item, evidence, spot } = shown;
  return (
    <div ref={panel} id={id} popover="manual" className={styles.panel} role="group" aria-label={`About ${item.title}`}>
      <div className={styles.picture} onClick={() => open({ kind: "details", shown })}>
        <Artwork itemId={item.item_id} variant={spot.artwork} eager />
      </div>
      <div className={styles.about}>
        <div className={styles.actions}>
          <PlayButton shown={shown} />
          <ListButton shown={shown} />
          <Thumbs shown={shown} />
          <HideButton shown={shown} />
          <span className={styles.gap} />
          <Round icon="more" label="More about it" act={() => open({ kind: "details", shown })} />
        </div>
        <h3>{item.title}</h3>
        <Facts item={item} />
        <Genres item={item} />
        {evidence?.text && (
          <p className={styles.reason}>
            <span>{evidence.text}</span>{" "}
            <button type="button" className={styles.link} onClick={() => open({ kind: "why", shown })}>
              Why this?
            </button>
          </p>
        )}
      </div>
    </div>
  );
}

/** Put the panel over its card, a little larger, within the window; hide it when the card is scrolled away. */
function settle(panel: HTMLElement, card: HTMLElement): void {
  const at = card.getBoundingClientRect();
  const width = Math.min(Math.max(at.width * GROWTH, LEAST), window.innerWidth - 2 * EDGE);
  panel.style.width = `${width}px`;
  const left = Math.min(Math.max(at.left + (at.width - width) / 2, EDGE), window.innerWidth - width - EDGE);
  const rise = ((width - at.width) * 9) / 32; // half of what the artwork grew in height
  const lowest = window.innerHeight - panel.offsetHeight - EDGE;
  const top = Math.max(EDGE, Math.min(at.top - rise, lowest));
  panel.style.translate = `${left}px ${top}px`;
  const inView = at.right > 0 && at.left < window.innerWidth && at.bottom > 0 && at.top < window.innerHeight;
  panel.style.visibility = inView ? "visible" : "hidden";
}
