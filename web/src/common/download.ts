/** Hands the reader a file. */
export function downloadBlob(name: string, content: Blob) {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A text as a file; the mark in front tells spreadsheet programs that it is UTF-8. */
export const downloadText = (name: string, text: string, type: string) => downloadBlob(name, new Blob(["\ufeff", text], { type }));
