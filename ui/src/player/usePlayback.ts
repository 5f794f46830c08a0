/** A playback on a real clock that reports itself: play when it begins, progress on the way, stop when it ends. */

import { useCallback, useEffect, useRef, useState } from "react";

import { useServices } from "../events/services";
import type { Shown } from "../shown";
import { useViewer } from "../viewer";
import type { Kind } from "../wire";
import { advance, due, ended, start, type Playback } from "./playback";

const TICK = 100; // milliseconds

export function usePlayback(shown: Shown, episodeId: string, begin: number, runtime: number) {
  const { report, refresh } = useViewer();
  const { outbox } = useServices();
  const [play, setPlay] = useState<Playback>(() => start(begin, runtime));
  const now = useRef(play);
  const change = useCallback((to: (play: Playback) => Playback) => {
    now.current = to(now.current);
    setPlay(now.current);
  }, []);
  const context = useRef({ report, refresh, shown });
  useEffect(() => {
    context.current = { report, refresh, shown };
  });

  useEffect(() => {
    const playId = crypto.randomUUID();
    let reported = 0;
    let stopped = false;
    const tell = (kind: Kind, value: number) =>
      context.current.report(kind, context.current.shown, {
        play_id: playId,
        episode_id: episodeId,
        position: round(now.current.position),
        value: round(value),
      });
    const stop = () => {
      if (stopped) return;
      stopped = true;
      clearInterval(timer);
      tell("stop", now.current.watched);
    };
    const left = () => {
      stop();
      outbox.leave();
    };
    tell("play", 1);
    let before = performance.now();
    const timer = setInterval(() => {
      const moment = performance.now();
      change((was) => advance(was, (moment - before) / 1000));
      before = moment;
      if (due(now.current, reported)) {
        reported = now.current.watched;
        tell("progress", reported);
      }
      if (ended(now.current) && now.current.watched > 0) stop();
    }, TICK);
    window.addEventListener("pagehide", left);
    return () => {
      window.removeEventListener("pagehide", left);
      stop();
      context.current.refresh();
    };
  }, [change, episodeId, outbox]);

  return [play, change] as const;
}

const round = (seconds: number) => Math.round(seconds * 10) / 10;
