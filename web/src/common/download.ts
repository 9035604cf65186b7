/** Hands the reader a text as a file; the mark in front tells spreadsheet programs that it is UTF-8. */
export function downloadText(name: string, text: string, type: string) {
  const address = URL.createObjectURL(new Blob(["\ufeff", text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
