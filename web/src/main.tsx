import "@fontsource/inter/latin-400.css";
import "@fontsource/inter/latin-ext-400.css";
import "@fontsource/inter/latin-600.css";
import "@fontsource/inter/latin-ext-600.css";
import "@mantine/core/styles.css";
import "./i18n";
import "./style.css";

import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import i18next from "i18next";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router-dom";
import { Problem } from "./api/client";
import { router } from "./routes";
import { readable, theme } from "./theme";

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // What was refused stays refused; what was not reached is tried again.
      retry: (count, error) => count < 2 && !(error instanceof Problem && error.status >= 400 && error.status < 500),
    },
  },
});
// Reasons come in the reader's language.
i18next.on("languageChanged", () => void queries.invalidateQueries());
const nonce = document.querySelector<HTMLMetaElement>("meta[name=style-nonce]")?.content ?? "";
// Where the library that holds the page still behind a dialog looks for it.
Object.assign(globalThis, { __webpack_nonce__: nonce });

createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={readable} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} future={{ v7_startTransition: true }} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
