import { memo, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

import { Icon } from "../parts/Icon";
import { shownIn, type Shown } from "../shown";
import { useViewer } from "../viewer";
import type { HomePage, Row as WireRow } from "../wire";
import { Card } from "./Card";
import styles from "./row.module.css";

interface Props {
  /** The same for the same row of the next page. */
  id: string;
  page: HomePage;
  row: WireRow;
  index: number;
  /** The first slot shown here; one when the large title above took the first. */
  from: number;
  /** Near the top: its artwork is fetched at once. */
  eager: boolean;
}

/** A shelf of titles that scrolls sideways: by touch, wheel, arrow keys, or the buttons at its ends. */
export const Row = memo(function Row({ id, page, row, index, from, eager }: Props) {
  const track = useRef<HTMLUListElement>(null);
  const { open } = useViewer();
  const [reached, setReached] = useState(0);
  const ends = useEnds(track);
  const atStart = !ends.before;
  useLayoutEffect(() => {
    if (atStart) track.current?.scrollTo({ left: 0, behavior: "instant" }); // new titles do not push the row along
  }, [atStart, page.page_id]);
  const slots = row.slots.slice(from).map((slot, position) => shownIn(page, index, from + position, slot));
  if (slots.length === 0) return null;
  const counts = isRanking(row);
  const heading = `row-${index}`;
  const reachable = Math.min(reached, slots.length - 1);

  const scroll = (direction: 1 | -1) =>
    track.current?.scrollBy({ left: direction * track.current.clientWidth * 0.85, behavior: "smooth" });
  const anchor = row.anchor ? anchorOf(slots, row) : undefined;

  return (
    <section id={id} className={styles.row} aria-labelledby={heading} data-row data-kind={row.kind}>
      <h2 id={heading}>{row.title}</h2>
      {anchor && (
        <button type="button" className={styles.about} onClick={() => open({ kind: "why", shown: anchor })}>
          Why this?
        </button>
      )}
      <div className={styles.shelf}>
        <ul
          ref={track}
          className={styles.track}
          onFocus={(event) => {
            const at = [...event.currentTarget.children].findIndex((child) => child.contains(event.target));
            if (at >= 0) setReached(at);
          }}
        >
          {slots.map((shown, position) => (
            <Card
              key={shown.item.item_id}
              shown={shown}
              rank={counts ? Math.round(shown.evidence?.value ?? position + 1) : undefined}
              reachable={position === reachable}
              eager={eager && position < 8}
            />
          ))}
        </ul>
        <Arrow side="left" shown={ends.before} label={`Back in ${row.title}`} act={() => scroll(-1)} />
        <Arrow side="right" shown={ends.after} label={`Further in ${row.title}`} act={() => scroll(1)} />
      </div>
    </section>
  );
});

/** A row about ranks shows them as large numerals. */
const isRanking = (row: WireRow) => row.slots.every((slot) => slot.evidence.kind === "rank" && (slot.evidence.value ?? 0) > 0);

/** The first title of a row about a watched one explains the row. */
const anchorOf = (slots: readonly Shown[], row: WireRow) =>
  slots.find((shown) => shown.evidence?.item_id === row.anchor);

function Arrow({ side, shown, label, act }: { side: "left" | "right"; shown: boolean; label: string; act: () => void }) {
  return (
    <button
      type="button"
      className={`${styles.arrow} ${styles[side] ?? ""}`}
      aria-label={label}
      tabIndex={-1}
      hidden={!shown}
      onClick={act}
    >
      <Icon name={side} />
    </button>
  );
}

/** Whether there is more to either side. */
function useEnds(track: React.RefObject<HTMLElement | null>) {
  const [ends, setEnds] = useState({ before: false, after: false });
  const look = useCallback(() => {
    const element = track.current;
    if (!element) return;
    const before = element.scrollLeft > 8;
    const after = element.scrollLeft + element.clientWidth < element.scrollWidth - 8;
    setEnds((was) => (was.before === before && was.after === after ? was : { before, after }));
  }, [track]);
  useEffect(() => {
    const element = track.current;
    if (!element) return undefined;
    const size = new ResizeObserver(look);
    size.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      size.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, [look, track]);
  return ends;
}
