import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";

import { usePlace } from "./address";
import * as api from "./api";
import { Skeleton } from "./home/Skeleton";
import { Failure } from "./parts/Failure";
import { Chooser } from "./profiles/Chooser";
import { Watching } from "./Watching";

/** Who watches is in the address bar; nobody there means choosing first. */
export function App() {
  const [place, go] = usePlace();
  const { data: user, error, refetch } = useQuery({
    queryKey: ["user", place.user],
    queryFn: () => api.user(place.user),
    enabled: place.user !== "",
    staleTime: Infinity,
  });
  useEffect(() => {
    document.title = user && place.user ? `${user.name || user.user_id} · Frontrow` : "Frontrow";
  }, [place.user, user]);
  useEffect(() => {
    void window.scrollTo({ top: 0 }); // newer browsers answer with a promise, which is no cleanup
  }, [place.user]);

  if (place.user === "") return <Chooser choose={(chosen) => go({ user: chosen })} />;
  if (user) return <Watching key={user.user_id} user={user} place={place} go={go} />;
  if (error instanceof api.Refused && error.status === 404) return <Chooser choose={(chosen) => go({ user: chosen })} />;
  if (error) return <Failure error={error} what="This profile did not come" retry={() => void refetch()} />;
  return <Skeleton />;
}
