import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";

import type { Place } from "./address";
import * as api from "./api";
import { Header } from "./home/Header";
import { Home } from "./home/Home";
import { Player } from "./player/Player";
import { PretendBar } from "./PretendBar";
import { shownOff, type Shown } from "./shown";
import { Details } from "./title/Details";
import { WhyThis } from "./title/WhyThis";
import { useActions } from "./useActions";
import { ViewerContext, type Overlay, type Viewer } from "./viewer";
import type { HomePage, User } from "./wire";

interface Props {
  user: User;
  place: Place;
  go: (change: Partial<Place>) => void;
}

/** The page of one viewer, with whatever lies open over it. */
export function Watching({ user, place, go }: Props) {
  const device = place.device || "web";
  const country = place.country || user.country || "";
  const hour = place.hour === "" ? null : Number(place.hour);
  const { data: page, error, refetch } = useQuery({
    queryKey: ["page", user.user_id, device, country, hour],
    queryFn: ({ signal }) =>
      api.homePage(user.user_id, { device, country, hour: hour ?? new Date().getHours() }, signal),
    placeholderData: keepPreviousData,
    staleTime: Infinity, // a new page comes when something was done, not behind the viewer's back
  });
  const circumstances = useMemo(() => ({ device, country, hour: hour ?? 0 }), [country, device, hour]);
  const actions = useActions(user, circumstances);
  const [overlays, setOverlays] = useState<readonly Overlay[]>([]);
  const open = useCallback((overlay: Overlay) => setOverlays((below) => [...below, overlay]), []);
  const close = useCallback(() => setOverlays((all) => all.slice(0, -1)), []);
  const viewer = useMemo<Viewer>(() => {
    const leaveFirst = (act: (shown: Shown) => void) => (shown: Shown) => {
      setOverlays([]); // what is sent away does not stay open
      act(shown);
    };
    const thumb: Viewer["thumb"] = (shown, value) => (value < 0 ? leaveFirst((one) => actions.thumb(one, value))(shown) : actions.thumb(shown, value));
    return { user, page, circumstances, ...actions, thumb, hide: leaveFirst(actions.hide), open };
  }, [actions, circumstances, open, page, user]);

  return (
    <ViewerContext value={viewer}>
      <Header user={user} change={() => go({ user: "" })} />
      <Home error={error} retry={() => void refetch()} />
      <PretendBar place={place} go={go} user={user} page={page} />
      {overlays.map((overlay, depth) => (
        <Opened key={depth} overlay={current(overlay, page)} close={close} />
      ))}
    </ViewerContext>
  );
}

function Opened({ overlay, close }: { overlay: Overlay; close: () => void }) {
  if (overlay.kind === "details") return <Details key={overlay.shown.item.item_id} shown={overlay.shown} close={close} />;
  if (overlay.kind === "why") return <WhyThis shown={overlay.shown} close={close} />;
  return <Player {...overlay} close={close} />;
}

/** The same overlay with the viewer's own state of the title as the newest page has it. */
function current(overlay: Overlay, page: HomePage | undefined): Overlay {
  if (overlay.kind === "player") return overlay; // a playback goes on as it began
  const { thumb, listed, resume } = shownOff(page, overlay.shown.item);
  const known = page?.rows.some((row) => row.slots.some((slot) => slot.item.item_id === overlay.shown.item.item_id));
  return known ? { ...overlay, shown: { ...overlay.shown, thumb, listed, resume } } : overlay;
}
