import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import * as api from "../api";
import { Failure } from "../parts/Failure";
import { Modal } from "../parts/Modal";
import type { Shown } from "../shown";
import type { Episode } from "../wire";
import styles from "./player.module.css";
import { Screen } from "./Screen";

interface Props {
  shown: Shown;
  episode?: Episode;
  /** Where to begin, in seconds; where the viewer left it when not said. */
  position?: number;
  close: () => void;
}

/** Finds what there is to play (a film, or an episode of a series) and plays one after another. */
export function Player({ shown, episode, position, close }: Props) {
  const { item, resume } = shown;
  const { data, error, refetch } = useQuery({ queryKey: ["title", item.item_id], queryFn: () => api.title(item.item_id) });
  const [chosen, setChosen] = useState<{ episode: Episode; position: number } | null>(
    episode ? { episode, position: position ?? 0 } : null,
  );
  const episodes = data?.episodes ?? [];
  const first = chosen ?? resumed(episodes, resume?.episode_id, resume?.position ?? 0);
  const next = first && episodes[episodes.findIndex((one) => one.episode_id === first.episode.episode_id) + 1];
  return (
    <Modal label={`Playing ${item.title}`} className={styles.player} close={close}>
      {error && <Failure error={error} what="This title did not come" retry={() => void refetch()} />}
      {data && (
        <Screen
          key={first?.episode.episode_id ?? item.item_id}
          shown={shown}
          episode={first?.episode}
          begin={first ? first.position : (position ?? resume?.position ?? 0)}
          runtime={first?.episode.runtime || data.runtime || item.runtime}
          next={next}
          playNext={next && (() => setChosen({ episode: next, position: 0 }))}
          close={close}
        />
      )}
    </Modal>
  );
}

function resumed(episodes: readonly Episode[], id: string | undefined, position: number) {
  const left = episodes.find((one) => one.episode_id === id);
  if (left) return { episode: left, position };
  return episodes[0] && { episode: episodes[0], position: 0 };
}
