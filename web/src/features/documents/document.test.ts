import { describe, expect, it } from "vitest";
import { formOf, latest, size, titleOf, type Document } from "./document";

describe("size", () => {
  it("is written as the reader writes numbers", () => {
    expect(size(12, "pl")).toBe("12 B");
    expect(size(1_400_000, "pl")).toBe("1,4 MB");
    expect(size(1_400_000, "en")).toBe("1.4 MB");
    expect(size(2_000, "en")).toBe("2 kB");
  });
});

describe("titleOf", () => {
  it("leaves the ending out", () => {
    expect(titleOf("umowa_partnerska.v2.pdf")).toBe("umowa partnerska.v2");
    expect(titleOf(".pdf")).toBe(".pdf");
    expect(titleOf("bez końcówki")).toBe("bez końcówki");
  });
});

describe("latest", () => {
  it("is the last version", () => {
    const version = (number: number) => ({ number, file_name: "a", media_type: "text/plain", bytes: 1, added_at: "" });
    expect(latest({ versions: [version(1), version(2)] } as Document).number).toBe(2);
  });
});

describe("formOf", () => {
  it("sends the name apart, in whole", () => {
    const form = formOf(new File(["x"], "Źródła.txt"), { title: "Źródła" });
    expect(form.get("name")).toBe("Źródła.txt");
    expect(JSON.parse(String(form.get("document")))).toEqual({ title: "Źródła" });
    expect(formOf(new File(["x"], "a")).has("document")).toBe(false);
  });
});
