import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import "../theme.css";
import { ApiPage } from "./ApiPage";

const place = document.getElementById("root");
if (!place) throw new Error("schema.html has no element with the id root");

createRoot(place).render(
  <StrictMode>
    <ApiPage />
  </StrictMode>,
);
