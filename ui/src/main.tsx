import { focusManager, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { mayPass } from "./api";
import { App } from "./App";
import { ServicesContext, startServices } from "./events/services";
import { startOverlays } from "./overlays";
import { Toasts } from "./parts/Toasts";
import "./theme.css";

const TRIES = 3;

const client = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => failures < TRIES && mayPass(error),
      staleTime: 60_000,
      refetchOnWindowFocus: false,
      networkMode: "always", // the server may well be this machine
    },
    mutations: { networkMode: "always" },
  },
});

// Coming back is also choosing this window among others, not only this tab.
focusManager.setEventListener((returned) => {
  const noted = () => returned();
  window.addEventListener("focus", noted);
  document.addEventListener("visibilitychange", noted);
  return () => {
    window.removeEventListener("focus", noted);
    document.removeEventListener("visibilitychange", noted);
  };
});
startOverlays();

const place = document.getElementById("root");
if (!place) throw new Error("index.html has no element with the id root");

createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <ServicesContext value={startServices(client)}>
        <Toasts>
          <App />
        </Toasts>
      </ServicesContext>
    </QueryClientProvider>
  </StrictMode>,
);
