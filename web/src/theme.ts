import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

// The grape: one accent; shades 6 and 7 keep 4.5:1 with white, 2 and 3 with the dark ground.
const grape: MantineColorsTuple = [
  "#f7f1fb", "#ebdef4", "#d6bce8", "#c098dc", "#ad79d1", "#a065ca", "#8d4fba", "#7a3fa5", "#6a3591", "#572a78",
];

export const theme = createTheme({
  primaryColor: "grape",
  primaryShade: { light: 7, dark: 6 },
  colors: { grape },
  autoContrast: true,
  fontFamily: "Inter, system-ui, sans-serif",
  headings: { fontFamily: "Inter, system-ui, sans-serif", fontWeight: "650" },
  defaultRadius: "md",
  cursorType: "pointer",
});

/** Colours of the kinds of organisation on maps and beside names: told apart by people who see colours otherwise too. */
export const kindColours: Record<string, string> = {
  enterprise: "#7a3fa5",
  start_up: "#d1495b",
  university: "#2066a8",
  research_institute: "#178a8a",
  clinical_user: "#2e8540",
  business_support: "#b36a00",
  public_authority: "#5f6b7a",
  investor: "#8a7500",
  association: "#9c5221",
};

/** Colours of small text that the library's defaults leave too pale: each keeps 4.5:1 (WCAG 2.1 AA) on page and card. */
export const readable: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "#4f5864",
    "--mantine-color-placeholder": "#667080",
    "--mantine-color-error": "#c2255c",
    "--mantine-color-orange-light-color": "#8a3b00",
    "--mantine-color-red-light-color": "#b02525",
    "--mantine-color-green-light-color": "#1d6b2c",
  },
  dark: {
    "--mantine-color-anchor": "#d6bce8",
    "--mantine-color-dimmed": "#b4bcc6",
    "--mantine-color-placeholder": "#98a2ae",
    "--mantine-color-error": "#ff8fa3",
    "--mantine-color-orange-light-color": "#ffc078",
    "--mantine-color-red-light-color": "#ffa8a8",
    "--mantine-color-green-light-color": "#8ce99a",
  },
});
