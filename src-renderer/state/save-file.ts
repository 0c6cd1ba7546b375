/** Long enough for the browser to have begun the download. */
const KEEP_MS = 60_000;

/** Hands bytes to the browser's own way of saving files. They are never opened inside the window. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the address after this task.
  setTimeout(() => URL.revokeObjectURL(url), KEEP_MS);
}
