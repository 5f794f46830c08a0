import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";

import * as api from "../api";
import { Artwork } from "../parts/Artwork";
import { HideButton, ListButton, PlayButton, Thumbs } from "../parts/Buttons";
import { Facts, Genres } from "../parts/Facts";
import type { Shown } from "../shown";
import { useViewer } from "../viewer";
import { useImpression } from "./Card";
import styles from "./hero.module.css";

/** The first of the best picks, large. */
export function Hero({ shown }: { shown: Shown }) {
  const place = useRef<HTMLElement>(null);
  const { open } = useViewer();
  const { item, evidence, spot } = shown;
  useImpression(place, shown);
  const full = useQuery({ queryKey: ["title", item.item_id], queryFn: () => api.title(item.item_id) });
  const synopsis = full.data?.synopsis || item.synopsis;
  return (
    <section ref={place} className={styles.hero} aria-labelledby="hero-title" data-row data-hero={item.item_id}>
      <div className={styles.picture} key={item.item_id}>
        <Artwork itemId={item.item_id} variant={spot.artwork} eager scene />
      </div>
      <div className={styles.words} key={`${item.item_id} words`}>
        <p className={styles.reason}>
          {evidence?.text}{" "}
          <button type="button" className={styles.why} onClick={() => open({ kind: "why", shown })}>
            Why this?
          </button>
        </p>
        <h1 id="hero-title">{item.title}</h1>
        <div className={styles.facts}>
          <Facts item={item} />
          <Genres item={item} />
        </div>
        {synopsis && <p className={styles.synopsis}>{synopsis}</p>}
        <div className={styles.actions}>
          <PlayButton shown={shown} wide />
          <button type="button" className={styles.second} data-stop onClick={() => open({ kind: "details", shown })}>
            More about it
          </button>
          <ListButton shown={shown} />
          <div className={styles.more}>
            <Thumbs shown={shown} />
            <HideButton shown={shown} />
          </div>
        </div>
      </div>
    </section>
  );
}
