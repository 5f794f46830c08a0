/** The viewer's deeds: each is reported, shown at once, and answered by a new page when the server has it. */

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";

import type { Circumstances } from "./api";
import { useServices } from "./events/services";
import { useToast } from "./parts/Toasts";
import { marked, type Shown } from "./shown";
import type { Report, Viewer } from "./viewer";
import type { HomePage, Slot, User } from "./wire";

type Actions = Pick<Viewer, "leaving" | "report" | "thumb" | "list" | "hide" | "refresh">;

export function useActions(user: User, circumstances: Circumstances): Actions {
  const { outbox } = useServices();
  const client = useQueryClient();
  const toast = useToast();
  const [leaving, setLeaving] = useState<ReadonlySet<string>>(new Set());

  const report = useReport(user, circumstances);

  const refresh = useCallback(() => {
    void outbox.flush().then(() => client.invalidateQueries({ queryKey: ["page", user.user_id] }));
  }, [client, outbox, user.user_id]);

  return useMemo(() => {
    const mark = (shown: Shown, state: Pick<Slot, "thumb"> | Pick<Slot, "listed">) =>
      client.setQueriesData<HomePage>({ queryKey: ["page", user.user_id] }, (page) =>
        page && marked(page, shown.item.item_id, state),
      );
    const depart = (shown: Shown, gone: boolean) =>
      setLeaving((before) => {
        const after = new Set(before);
        if (gone) after.add(shown.item.item_id);
        else after.delete(shown.item.item_id);
        return after;
      });

    const thumb = (shown: Shown, value: number) => {
      report("thumb", shown, { value });
      mark(shown, { thumb: value });
      depart(shown, value < 0);
      const undo = () => thumb(shown, 0);
      if (value < 0) toast(`We will not suggest ${shown.item.title} again.`, undo);
      if (value > 0) toast(value > 1 ? `You love ${shown.item.title}.` : `You like ${shown.item.title}.`);
      refresh();
    };
    const list = (shown: Shown, on: boolean) => {
      report("list", shown, { value: on ? 1 : 0 });
      mark(shown, { listed: on });
      toast(on ? `${shown.item.title} is on your list.` : `${shown.item.title} is off your list.`);
      refresh();
    };
    const setHidden = (shown: Shown, hidden: boolean) => {
      report("hide", shown, { value: hidden ? 1 : 0 });
      depart(shown, hidden);
      refresh();
    };
    const hide = (shown: Shown) => {
      setHidden(shown, true);
      toast(`${shown.item.title} is hidden.`, () => setHidden(shown, false));
    };
    return { leaving, report, thumb, list, hide, refresh };
  }, [client, leaving, refresh, report, toast, user.user_id]);
}

function useReport(user: User, circumstances: Circumstances): Report {
  const { outbox } = useServices();
  const { device, country } = circumstances;
  return useCallback<Report>(
    (kind, shown, more) =>
      outbox.add({
        event_id: crypto.randomUUID(),
        kind,
        at: Date.now() / 1000,
        user_id: user.user_id,
        item_id: shown.item.item_id,
        ...shown.spot,
        device,
        country,
        ...more,
      }),
    [country, device, outbox, user.user_id],
  );
}
