/** Save a file through the browser's downloads. */
export function downloadInBrowser(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the file over by the time of its next task, but not before.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
