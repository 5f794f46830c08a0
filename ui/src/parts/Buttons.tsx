import type { Shown } from "../shown";
import { useViewer } from "../viewer";
import { Icon, type IconName } from "./Icon";
import styles from "./parts.module.css";

interface RoundProps {
  icon: IconName;
  label: string;
  pressed?: boolean;
  act: () => void;
}

/** A round button with a drawing; its name shows on hover and is read aloud. */
export function Round({ icon, label, pressed, act }: RoundProps) {
  return (
    <button
      type="button"
      className={styles.round}
      aria-label={label}
      aria-pressed={pressed}
      title={label}
      onClick={act}
    >
      <Icon name={icon} solid={pressed && icon !== "check" ? true : undefined} />
    </button>
  );
}

export function PlayButton({ shown, wide = false }: { shown: Shown; wide?: boolean }) {
  const { open } = useViewer();
  const text = shown.resume && shown.resume.position > 0 ? "Resume" : "Play";
  const play = () => open({ kind: "player", shown });
  return wide ? (
    <button type="button" className={styles.primary} data-stop data-first onClick={play} aria-label={`${text} ${shown.item.title}`}>
      <Icon name="play" /> {text}
    </button>
  ) : (
    <button
      type="button"
      className={`${styles.round} ${styles.bright}`}
      onClick={play}
      aria-label={`${text} ${shown.item.title}`}
      title={text}
    >
      <Icon name="play" />
    </button>
  );
}

export function ListButton({ shown }: { shown: Shown }) {
  const { list } = useViewer();
  const label = shown.listed ? "Remove from My List" : "Add to My List";
  return (
    <Round icon={shown.listed ? "check" : "plus"} label={label} pressed={shown.listed} act={() => list(shown, !shown.listed)} />
  );
}

const THUMBS: { value: number; icon: IconName; label: string }[] = [
  { value: 1, icon: "up", label: "I like this" },
  { value: 2, icon: "love", label: "I love this: two thumbs up" },
  { value: -1, icon: "down", label: "Not for me" },
];

/** Up, two up, down; the one that is set takes itself back. */
export function Thumbs({ shown }: { shown: Shown }) {
  const { thumb } = useViewer();
  return (
    <>
      {THUMBS.map(({ value, icon, label }) => (
        <Round
          key={value}
          icon={icon}
          label={label}
          pressed={shown.thumb === value}
          act={() => thumb(shown, shown.thumb === value ? 0 : value)}
        />
      ))}
    </>
  );
}

export function HideButton({ shown }: { shown: Shown }) {
  const { hide } = useViewer();
  return <Round icon="hide" label="Not interested" act={() => hide(shown)} />;
}
