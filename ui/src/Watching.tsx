import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";

import type { Place } from "./address";
import * as api from "./api";
import { Header } from "./home/Header";
import { Home } from "./home/Home";
import { useOverlays } from "./overlays";
import { Player } from "./player/Player";
import { PretendBar, PretendHandle } from "./PretendBar";
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

const FRESH = 3000; // milliseconds in which a page that was just made is not asked for again

/** Nothing lies open that a new page would disturb. */
const isAtRest = () => !document.querySelector("dialog[open], main [popover]:popover-open");

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
    staleTime: Infinity, // a new page comes when something was done here, or on coming back from elsewhere
    refetchOnWindowFocus: (query) => (isAtRest() && Date.now() - query.state.dataUpdatedAt > FRESH ? "always" : false),
  });
  const circumstances = useMemo(() => ({ device, country, hour: hour ?? 0 }), [country, device, hour]);
  const actions = useActions(user, circumstances);
  const { overlays, open, close, closeAll } = useOverlays(user, place, page);
  const [isPretending, setPretending] = useState(false);
  const viewer = useMemo<Viewer>(() => {
    const leaveFirst = (act: (shown: Shown) => void) => (shown: Shown) => {
      closeAll(); // what is sent away does not stay open
      act(shown);
    };
    const thumb: Viewer["thumb"] = (shown, value) => (value < 0 ? leaveFirst((one) => actions.thumb(one, value))(shown) : actions.thumb(shown, value));
    return { user, page, circumstances, ...actions, thumb, hide: leaveFirst(actions.hide), open };
  }, [actions, circumstances, closeAll, open, page, user]);

  return (
    <ViewerContext value={viewer}>
      <Header user={user} change={() => go({ user: "" })}>
        <PretendHandle place={place} isOpen={isPretending} toggle={() => setPretending(!isPretending)} />
      </Header>
      {isPretending && <PretendBar place={place} go={go} user={user} page={page} close={() => setPretending(false)} />}
      <Home error={error} retry={() => void refetch()} />
      {overlays.map((overlay, depth) => (
        <Opened key={depth} overlay={overlay} page={page} close={close} />
      ))}
    </ViewerContext>
  );
}

function Opened({ overlay, page, close }: { overlay: Overlay; page: HomePage | undefined; close: () => void }) {
  const [begun] = useState(() => current(overlay, page)); // a playback goes on as it began
  const { kind, shown } = overlay.kind === "player" ? begun : current(overlay, page);
  if (kind === "details") return <Details key={shown.item.item_id} shown={shown} close={close} />;
  if (kind === "why") return <WhyThis shown={shown} close={close} />;
  return <Player {...begun} close={close} />;
}

/** The same overlay with the viewer's own state of the title as the newest page has it. */
function current(overlay: Overlay, page: HomePage | undefined): Overlay {
  const { thumb, listed, resume } = shownOff(page, overlay.shown.item);
  const known = page?.rows.some((row) => row.slots.some((slot) => slot.item.item_id === overlay.shown.item.item_id));
  if (!known) return overlay;
  const shown = { ...overlay.shown, thumb, listed, resume };
  if (overlay.kind !== "player" || !overlay.episode || resume?.episode_id !== overlay.episode.episode_id) return { ...overlay, shown };
  return { ...overlay, shown, position: resume.position };
}
