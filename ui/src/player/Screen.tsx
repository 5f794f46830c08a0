import { useEffect } from "react";

import { clockText, episodeText } from "../format";
import { Artwork } from "../parts/Artwork";
import { Icon } from "../parts/Icon";
import parts from "../parts/parts.module.css";
import { sceneOf, type Shown } from "../shown";
import type { Episode } from "../wire";
import { ended, seek, SPEEDS, type Playback } from "./playback";
import styles from "./player.module.css";
import { usePlayback } from "./usePlayback";

interface Props {
  shown: Shown;
  episode: Episode | undefined;
  begin: number;
  runtime: number;
  next: Episode | undefined;
  playNext: (() => void) | undefined;
  close: () => void;
}

/** Stands in for a video: artwork, a clock, a scrub bar, and a pace faster than life. */
export function Screen({ shown, episode, begin, runtime, next, playNext, close }: Props) {
  const [play, change] = usePlayback(shown, episode?.episode_id ?? "", begin, runtime);
  const skip = (seconds: number) => change((was) => seek(was, was.position + seconds));
  const toggle = () => change((was) => (ended(was) ? { ...seek(was, 0), playing: true } : { ...was, playing: !was.playing }));
  useSpaceBar(toggle);
  const { item, spot } = shown;
  return (
    <div className={styles.screen} data-playing={play.playing || undefined}>
      <div className={styles.picture}>
        <Artwork itemId={item.item_id} variant={sceneOf(spot.artwork)} eager scene />
      </div>
      <header className={styles.head}>
        <button type="button" className={parts.round} aria-label="Back to the page" onClick={close}>
          <Icon name="back" />
        </button>
        <div>
          <h2>{item.title}</h2>
          {episode && <p>{episodeText({ ...episode })}</p>}
        </div>
      </header>
      {ended(play) && (
        <div className={styles.over}>
          <p>{next ? "Up next" : "The end"}</p>
          {next && playNext ? (
            <button type="button" className={parts.primary} autoFocus onClick={playNext}>
              <Icon name="play" /> {episodeText({ ...next })}
            </button>
          ) : (
            <button type="button" className={parts.primary} autoFocus onClick={close}>
              Back to the page
            </button>
          )}
        </div>
      )}
      <footer className={styles.controls}>
        <Scrub play={play} move={(position) => change((was) => seek(was, position))} />
        <div className={styles.buttons}>
          <button type="button" className={`${parts.round} ${parts.bright}`} data-first aria-label={play.playing ? "Pause" : "Play"} onClick={toggle}>
            <Icon name={play.playing ? "pause" : "play"} />
          </button>
          <button type="button" className={parts.round} aria-label="Back 10 seconds" title="Back 10 seconds" onClick={() => skip(-10)}>
            <Icon name="rewind" />
          </button>
          <button type="button" className={parts.round} aria-label="Forward 10 seconds" title="Forward 10 seconds" onClick={() => skip(10)}>
            <Icon name="forward" />
          </button>
          {playNext && (
            <button type="button" className={parts.round} aria-label="Next episode" title="Next episode" onClick={playNext}>
              <Icon name="next" />
            </button>
          )}
          <span className={styles.watched}>{clockText(play.watched)} watched</span>
          <Pace play={play} set={(speed) => change((was) => ({ ...was, speed }))} />
        </div>
      </footer>
    </div>
  );
}

function Scrub({ play, move }: { play: Playback; move: (position: number) => void }) {
  return (
    <div className={styles.scrub}>
      <span className={styles.clock}>{clockText(play.position)}</span>
      <input
        type="range"
        min={0}
        max={Math.round(play.runtime)}
        step={1}
        value={Math.round(play.position)}
        aria-label="Position"
        aria-valuetext={`${clockText(play.position)} of ${clockText(play.runtime)}`}
        style={{ "--share": play.position / play.runtime } as React.CSSProperties}
        onChange={(event) => move(Number(event.target.value))}
      />
      <span>{clockText(play.runtime)}</span>
    </div>
  );
}

function Pace({ play, set }: { play: Playback; set: (speed: number) => void }) {
  return (
    <div className={styles.pace} role="group" aria-label="Pace">
      {SPEEDS.map((speed) => (
        <button key={speed} type="button" aria-pressed={play.speed === speed} onClick={() => set(speed)}>
          {speed}×
        </button>
      ))}
    </div>
  );
}

function useSpaceBar(toggle: () => void) {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== " " || (event.target instanceof HTMLElement && event.target.matches("button, input"))) return;
      event.preventDefault();
      toggle();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  });
}
