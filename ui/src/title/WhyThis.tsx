import { useQuery } from "@tanstack/react-query";

import * as api from "../api";
import { Artwork } from "../parts/Artwork";
import { Failure } from "../parts/Failure";
import { CloseButton, Modal } from "../parts/Modal";
import { anyArtwork, type Shown } from "../shown";
import { useViewer } from "../viewer";
import type { Contribution } from "../wire";
import styles from "./why.module.css";

interface Props {
  shown: Shown;
  close: () => void;
}

/** Why a title stands on this viewer's page: the sentence, and what each title of the history adds. */
export function WhyThis({ shown, close }: Props) {
  const { user, circumstances } = useViewer();
  const { item } = shown;
  const here = shown.evidence?.text;
  const { data, error, refetch } = useQuery({
    queryKey: ["why", user.user_id, item.item_id, circumstances.country],
    queryFn: () => api.why(user.user_id, item.item_id, circumstances.country),
    staleTime: 0,
  });
  return (
    <Modal label={`Why ${item.title}?`} className={styles.why} close={close}>
      <CloseButton close={close} />
      <header className={styles.subject}>
        <Artwork itemId={item.item_id} variant={shown.spot.artwork} eager />
        <div>
          <p>Why this?</p>
          <h2>{item.title}</h2>
        </div>
      </header>
      {error && <Failure error={error} what="The reasons did not come" retry={() => void refetch()} />}
      {data && (
        <>
          {here && !says(data.text, here) && <p className={styles.here}>{here}.</p>}
          <p className={styles.text}>{data.text}</p>
          {data.because.length > 0 && <Bars because={data.because} />}
          <p className={styles.note}>
            {data.because.length > 0
              ? "Each bar is what one title you watched, rated or picked adds to the score of this one."
              : "Nothing you have watched argues for it yet."}
            {data.because.length > 0 && <span> The score is {figure(data.score)}.</span>}
          </p>
        </>
      )}
    </Modal>
  );
}

/** Two digits that mean something, however small the number. */
const figure = (value: number) => String(Number(value.toPrecision(2)));

/** Whether a sentence says the same already. */
const says = (sentence: string, reason: string) => sentence.startsWith(reason);

function Bars({ because }: { because: readonly Contribution[] }) {
  const most = Math.max(...because.map(({ contribution }) => Math.abs(contribution)), Number.EPSILON);
  return (
    <ol className={styles.bars}>
      {because.map(({ item_id, title, contribution }) => (
        <li key={item_id}>
          <Artwork itemId={item_id} variant={anyArtwork(item_id)} />
          <span className={styles.name}>{title}</span>
          <span className={styles.value}>
            {contribution >= 0 ? "+" : "−"}
            {figure(Math.abs(contribution))}
          </span>
          <span className={styles.bar} data-against={contribution < 0 || undefined} aria-hidden="true">
            <span style={{ inlineSize: `${(Math.abs(contribution) / most) * 100}%` }} />
          </span>
        </li>
      ))}
    </ol>
  );
}
