import { useId, useState } from "react";

import { progress, runtimeText } from "../format";
import { ProgressBar } from "../parts/Facts";
import { Icon } from "../parts/Icon";
import type { Shown } from "../shown";
import { useViewer } from "../viewer";
import type { Episode } from "../wire";
import styles from "./title.module.css";

interface Props {
  shown: Shown;
  episodes: readonly Episode[];
}

/** The episodes of a season, each with its play. */
export function Episodes({ shown, episodes }: Props) {
  const heading = useId();
  const { open } = useViewer();
  const seasons = [...new Set(episodes.map((episode) => episode.season ?? 1))];
  const [season, setSeason] = useState(shown.resume?.season ?? seasons[0] ?? 1);
  return (
    <section className={styles.section} aria-labelledby={heading}>
      <header>
        <h3 id={heading}>Episodes</h3>
        {seasons.length > 1 && (
          <select aria-label="Season" value={season} onChange={(event) => setSeason(Number(event.target.value))}>
            {seasons.map((number) => (
              <option key={number} value={number}>
                Season {number}
              </option>
            ))}
          </select>
        )}
      </header>
      <ol className={styles.episodes}>
        {episodes
          .filter((episode) => (episode.season ?? 1) === season)
          .map((episode) => {
            const resume = shown.resume?.episode_id === episode.episode_id ? shown.resume : undefined;
            return (
              <li key={episode.episode_id}>
                <button
                  type="button"
                  className={styles.episode}
                  aria-label={`Play episode ${episode.number}${episode.title ? `, ${episode.title}` : ""}`}
                  onClick={() => open({ kind: "player", shown, episode, position: resume?.position ?? 0 })}
                >
                  <span className={styles.number}>{episode.number}</span>
                  <span className={styles.what}>
                    <strong>{episode.title || `Episode ${episode.number}`}</strong>
                    {episode.synopsis && <small>{episode.synopsis}</small>}
                    {resume && <ProgressBar share={progress(resume)} label="Watched so far" />}
                  </span>
                  <span className={styles.length}>{runtimeText(episode.runtime ?? 0)}</span>
                  <Icon name="play" />
                </button>
              </li>
            );
          })}
      </ol>
    </section>
  );
}
