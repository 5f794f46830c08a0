import { artworkUrl } from "../api";
import styles from "./parts.module.css";

interface Props {
  itemId: string;
  variant: string;
  /** What it shows; empty where the title stands beside it. */
  alt?: string;
  eager?: boolean;
}

/** A title's artwork, sixteen to nine. */
export function Artwork({ itemId, variant, alt = "", eager = false }: Props) {
  return (
    <img
      className={styles.artwork}
      src={artworkUrl(itemId, variant)}
      alt={alt}
      width={640}
      height={360}
      loading={eager ? "eager" : "lazy"}
      decoding="async"
      draggable={false}
    />
  );
}
