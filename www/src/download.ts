/** Hands bytes to the browser as a file to save. */
export function download(name: string, content: Uint8Array<ArrayBuffer> | string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content]));
  link.download = name;
  link.click();
  // The browser has taken hold of the bytes by the next minute.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** The name of a file that belongs to the workbook `name`. */
export function beside(name: string, ending: string): string {
  return name.replace(/\.\w+$/, "") + ending;
}
