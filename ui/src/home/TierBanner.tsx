import type { Tier } from "../wire";
import styles from "./home.module.css";

const WORDS: Record<Exclude<Tier, "full">, string> = {
  partial: "A part of this page is resting, so it is a little smaller than usual.",
  popular: "Your own suggestions are resting. Meanwhile, here is what is popular where you are.",
  editorial: "Suggestions are resting. Meanwhile, here is our own selection.",
};

/** Says so when the page is not all it could be. */
export function TierBanner({ tier, failures }: { tier: Tier; failures: readonly string[] }) {
  if (tier === "full") return null;
  return (
    <p className={styles.tier} role="status">
      {WORDS[tier]}
      {failures.length > 0 && <small> Left out: {failures.join(", ")}.</small>}
    </p>
  );
}
