import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

import * as api from "../api";
import { cardOf, episodeText, leftText, nameOf, progress } from "../format";
import { Artwork } from "../parts/Artwork";
import { HideButton, ListButton, PlayButton, Thumbs } from "../parts/Buttons";
import { Facts, Genres, ProgressBar } from "../parts/Facts";
import { CloseButton, Modal } from "../parts/Modal";
import { sceneOf, type Shown } from "../shown";
import { useViewer } from "../viewer";
import type { Title } from "../wire";
import { Episodes } from "./Episodes";
import { Similar } from "./Similar";
import styles from "./title.module.css";

interface Props {
  shown: Shown;
  close: () => void;
}

/** Everything about a title, and everything one can do with it. */
export function Details({ shown, close }: Props) {
  const { item, evidence, resume, spot } = shown;
  const { open } = useViewer();
  useReading(shown);
  const { data: title } = useQuery({ queryKey: ["title", item.item_id], queryFn: () => api.title(item.item_id) });
  const card = title ? { ...item, ...cardOf(title) } : item;
  return (
    <Modal label={item.title} className={styles.details} close={close}>
      <div className={styles.top}>
        <Artwork itemId={item.item_id} variant={sceneOf(spot.artwork)} eager scene />
        <CloseButton close={close} />
      </div>
      <div className={styles.body}>
        <h2>{item.title}</h2>
        <div className={styles.line}>
          <Facts item={card} />
          <Genres item={card} most={5} />
        </div>
        <div className={styles.actions}>
          <PlayButton shown={shown} wide />
          <ListButton shown={shown} />
          <Thumbs shown={shown} />
          <HideButton shown={shown} />
        </div>
        {resume && (
          <div className={styles.resume}>
            <ProgressBar share={progress(resume)} label={leftText(resume)} />
            <span>{[episodeText(resume), leftText(resume)].filter(Boolean).join(" · ")}</span>
          </div>
        )}
        <p className={styles.synopsis}>{title?.synopsis || item.synopsis}</p>
        {evidence?.text && (
          <p className={styles.reason}>
            {evidence.text}{" "}
            <button type="button" onClick={() => open({ kind: "why", shown })}>
              Why this?
            </button>
          </p>
        )}
        {title && <Credits title={title} />}
        {title && title.episodes && title.episodes.length > 0 && <Episodes shown={shown} episodes={title.episodes} />}
        <Similar itemId={item.item_id} />
      </div>
    </Modal>
  );
}

function Credits({ title }: { title: Title }) {
  const people = (role: string) => (title.people ?? []).filter((person) => (person.role ?? "cast") === role).map(({ name }) => name);
  const lines: [string, string[]][] = [
    ["With", people("cast").slice(0, 8)],
    ["Directed by", people("director")],
    ["Written by", people("writer").slice(0, 4)],
    ["Mood", title.moods ?? []],
    ["From", (title.countries ?? []).map((code) => nameOf("region", code))],
    ["Spoken in", (title.languages ?? []).map((code) => nameOf("language", code))],
  ];
  return (
    <dl className={styles.credits}>
      {lines
        .filter(([, names]) => names.length > 0)
        .map(([term, names]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{names.join(", ")}</dd>
          </div>
        ))}
    </dl>
  );
}

/** Reports for how long the details were open, when they close. */
function useReading(shown: Shown) {
  const { report } = useViewer();
  const latest = useRef({ report, shown });
  useEffect(() => {
    latest.current = { report, shown };
  });
  useEffect(() => {
    const opened = performance.now();
    return () => {
      const seconds = (performance.now() - opened) / 1000;
      latest.current.report("details", latest.current.shown, { value: Math.round(seconds * 10) / 10 });
    };
  }, [shown.item.item_id]);
}
