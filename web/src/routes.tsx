import { createBrowserRouter } from "react-router-dom";
import { NotFoundPage } from "./shell/not_found";
import { Shell } from "./shell/shell";

/** Every address of the UI. Pages are loaded when they are first opened. */
export const router = createBrowserRouter(
  [
    {
      element: <Shell />,
      errorElement: <NotFoundPage />,
      children: [
        { path: "/", lazy: async () => ({ Component: (await import("./features/front/front_page")).FrontPage }) },
        { path: "/map", lazy: async () => ({ Component: (await import("./features/map/map_page")).MapPage }) },
        { path: "/catalogue", lazy: async () => ({ Component: (await import("./features/catalogue/catalogue_page")).CataloguePage }) },
        { path: "/partners", lazy: async () => ({ Component: (await import("./features/partners/partners_page")).PartnersPage }) },
        { path: "/organisations/:id", lazy: async () => ({ Component: (await import("./features/organisation/organisation_page")).OrganisationPage }) },
        { path: "/login", lazy: async () => ({ Component: (await import("./features/session/login_page")).LoginPage }) },
        { path: "/account", lazy: async () => ({ Component: (await import("./features/account/account_page")).AccountPage }) },
        { path: "*", element: <NotFoundPage /> },
      ],
    },
  ],
  { future: { v7_relativeSplatPath: true } },
);
