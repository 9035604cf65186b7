import { createTheme, type MantineColorsTuple } from "@mantine/core";

// The grape: one accent; shade 7 and 8 keep 4.5:1 with white, 2 and 3 with the dark ground.
const grape: MantineColorsTuple = [
  "#f7f1fb", "#ebdef4", "#d6bce8", "#c098dc", "#ad79d1", "#a065ca", "#8d4fba", "#7a3fa5", "#6a3591", "#572a78",
];

export const theme = createTheme({
  primaryColor: "grape",
  primaryShade: { light: 7, dark: 4 },
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
