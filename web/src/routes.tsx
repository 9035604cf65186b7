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
        { path: "/ideas", lazy: async () => ({ Component: (await import("./features/ideas/ideas_page")).IdeasPage }) },
        { path: "/ideas/new", lazy: async () => ({ Component: (await import("./features/ideas/edit_page")).EditPage }) },
        { path: "/ideas/:id", lazy: async () => ({ Component: (await import("./features/ideas/idea_page")).IdeaPage }) },
        { path: "/ideas/:id/edit", lazy: async () => ({ Component: (await import("./features/ideas/edit_page")).EditPage }) },
        { path: "/projects", lazy: async () => ({ Component: (await import("./features/projects/projects_page")).ProjectsPage }) },
        { path: "/projects/new", lazy: async () => ({ Component: (await import("./features/projects/edit_page")).EditPage }) },
        { path: "/projects/:id/edit", lazy: async () => ({ Component: (await import("./features/projects/edit_page")).EditPage }) },
        { path: "/projects/:id/:tab?", lazy: async () => ({ Component: (await import("./features/projects/project_page")).ProjectPage }) },
        { path: "/resources", lazy: async () => ({ Component: (await import("./features/resources/resources_page")).ResourcesPage }) },
        { path: "/resources/new", lazy: async () => ({ Component: (await import("./features/resources/edit_page")).EditPage }) },
        { path: "/resources/bookings", lazy: async () => ({ Component: (await import("./features/resources/bookings_page")).BookingsPage }) },
        { path: "/resources/use", lazy: async () => ({ Component: (await import("./features/resources/use_page")).UsePage }) },
        { path: "/resources/:id", lazy: async () => ({ Component: (await import("./features/resources/resource_page")).ResourcePage }) },
        { path: "/resources/:id/edit", lazy: async () => ({ Component: (await import("./features/resources/edit_page")).EditPage }) },
        { path: "/login", lazy: async () => ({ Component: (await import("./features/session/login_page")).LoginPage }) },
        { path: "/notifications", lazy: async () => ({ Component: (await import("./features/notifications/notifications_page")).NotificationsPage }) },
        { path: "/account", lazy: async () => ({ Component: (await import("./features/account/account_page")).AccountPage }) },
        { path: "/organisations/new", lazy: async () => ({ Component: (await import("./features/organisation/edit_page")).EditPage }) },
        { path: "/organisations/:id/edit", lazy: async () => ({ Component: (await import("./features/organisation/edit_page")).EditPage }) },
        { path: "/organisations/:id/matching", lazy: async () => ({ Component: (await import("./features/confidential/matching_page")).MatchingPage }) },
        { path: "/organisations/:id/disclosures", lazy: async () => ({ Component: (await import("./features/confidential/disclosures_page")).DisclosuresPage }) },
        { path: "/join/:token", lazy: async () => ({ Component: (await import("./features/join/join_page")).JoinPage }) },
        { path: "/members", lazy: async () => ({ Component: (await import("./features/members/members_page")).MembersPage }) },
        { path: "/import", lazy: async () => ({ Component: (await import("./features/imports/import_page")).ImportPage }) },
        { path: "/discover", lazy: async () => ({ Component: (await import("./features/discover/discover_page")).DiscoverPage }) },
        { path: "/merges", lazy: async () => ({ Component: (await import("./features/administration/merges_page")).MergesPage }) },
        { path: "/users", lazy: async () => ({ Component: (await import("./features/administration/users_page")).UsersPage }) },
        { path: "/audit", lazy: async () => ({ Component: (await import("./features/administration/audit_page")).AuditPage }) },
        { path: "*", element: <NotFoundPage /> },
      ],
    },
  ],
  { future: { v7_relativeSplatPath: true } },
);
