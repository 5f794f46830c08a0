import { memo, useCallback, useEffect, useId, useRef, useState } from "react";

import { useServices } from "../events/services";
import { episodeText, leftText, progress } from "../format";
import { Artwork } from "../parts/Artwork";
import { ProgressBar } from "../parts/Facts";
import { spoken, type Shown } from "../shown";
import { useViewer } from "../viewer";
import styles from "./card.module.css";
import { Panel } from "./Panel";

const HOVER = 350; // milliseconds a pointer rests on a card before it opens

/** Where the pointer was last: the page moving under a pointer that rests is no wish to open a card. */
const pointer = { x: NaN, y: NaN };

/** Closes the one card that is open. */
let closeOpened = () => {};

interface Props {
  shown: Shown;
  /** The numeral beside it, in a row that counts. */
  rank?: number;
  /** The one card of its row that the Tab key reaches. */
  reachable: boolean;
  eager: boolean;
}

/** A title in a row: artwork that opens on hover or focus, and its details on a press. */
export const Card = memo(function Card({ shown, rank, reachable, eager }: Props) {
  const { leaving, open } = useViewer();
  const place = useRef<HTMLLIElement>(null);
  const panelId = useId();
  const [isOpen, hover] = useOpening(place);
  useImpression(place, shown);
  const { item, resume } = shown;
  const gone = leaving.has(item.item_id);
  const label = resume ? `${spoken(shown)}. ${[episodeText(resume), leftText(resume)].filter(Boolean).join(", ")}` : spoken(shown);

  return (
    <li
      ref={place}
      className={`${styles.place} ${rank ? styles.ranked : ""} ${gone ? styles.leaving : ""}`}
      data-item={item.item_id}
      {...hover}
    >
      {rank !== undefined && <span className={styles.numeral} aria-hidden="true" data-rank={rank}>{rank}</span>}
      <button
        type="button"
        className={styles.card}
        data-stop
        tabIndex={reachable ? 0 : -1}
        aria-label={rank ? `Number ${rank}: ${label}` : label}
        aria-haspopup="dialog"
        onClick={() => open({ kind: "details", shown })}
      >
        <Artwork itemId={item.item_id} variant={shown.spot.artwork} eager={eager} />
      </button>
      {resume && (
        <div className={styles.caption} aria-hidden="true">
          <ProgressBar share={progress(resume)} label={leftText(resume)} />
          <span>{episodeText(resume) || item.title}</span>
          <span>{leftText(resume)}</span>
        </div>
      )}
      {isOpen && !gone && <Panel id={panelId} shown={shown} over={place} />}
    </li>
  );
});

/** Open after the pointer rested on it, or while the keyboard's focus is in it. */
function useOpening(place: React.RefObject<HTMLLIElement | null>) {
  const [isOpen, setOpen] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const close = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    setOpen(false);
  }, []);
  const opened = useCallback(() => {
    if (closeOpened !== close) closeOpened();
    closeOpened = close;
    setOpen(true);
  }, [close]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const handlers = {
    onPointerMove: (event: React.PointerEvent) => {
      const moved = event.clientX !== pointer.x || event.clientY !== pointer.y;
      Object.assign(pointer, { x: event.clientX, y: event.clientY });
      if (event.pointerType === "mouse" && moved) timer.current ??= setTimeout(opened, HOVER);
    },
    onPointerLeave: (event: React.PointerEvent) => {
      if (event.pointerType === "mouse") close();
    },
    onFocus: (event: React.FocusEvent) => {
      if (event.target.matches(":focus-visible")) opened();
    },
    onBlur: (event: React.FocusEvent) => {
      if (!place.current?.contains(event.relatedTarget)) close();
    },
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.key !== "Escape" || !isOpen) return;
      close();
      place.current?.querySelector<HTMLElement>("[data-stop]")?.focus({ preventScroll: true });
    },
  };
  return [isOpen, handlers] as const;
}

/** Reports the card when it was really in view, once a page and spot. */
export function useImpression(place: React.RefObject<HTMLElement | null>, shown: Shown) {
  const { impressions } = useServices();
  const { report } = useViewer();
  const latest = useRef({ report, shown });
  useEffect(() => {
    latest.current = { report, shown };
  });
  const { page_id, row, slot } = shown.spot;
  useEffect(() => {
    if (!place.current) return undefined;
    return impressions.watch(place.current, `${page_id}/${row}/${slot}`, () =>
      latest.current.report("impression", latest.current.shown),
    );
  }, [impressions, page_id, place, row, slot]);
}
