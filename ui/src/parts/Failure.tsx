import { Refused } from "../api";
import styles from "./parts.module.css";

interface Props {
  error: Error;
  what: string;
  retry: () => void;
}

/** Something could not be had: what, why, and a way to try again. */
export function Failure({ error, what, retry }: Props) {
  const remedy = error instanceof Refused ? error.problem.remedy : "The server may be starting or out of reach.";
  return (
    <div className={styles.failure} role="alert">
      <h2>{what}</h2>
      <p>{error instanceof Refused ? error.message : "No answer came."} {remedy}</p>
      <button type="button" className={styles.primary} onClick={retry}>
        Try again
      </button>
    </div>
  );
}
