import path from 'node:path';
import type { BrowserWindow, Dialog } from 'electron';
import { writeFileDurably } from '../vault/write-file-durably.ts';

/** File that the page proposes. */
export interface ProposedFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** Ask the person for a place, and write the file whole or not at all. The page only proposes a name. */
export async function saveProposedFile(
  dialog: Dialog,
  window: BrowserWindow | null,
  folder: string,
  { name, content }: ProposedFile,
): Promise<'saved' | 'cancelled'> {
  const options = { defaultPath: path.join(folder, safeFileName(name)) };
  const chosen = window ? await dialog.showSaveDialog(window, options) : await dialog.showSaveDialog(options);
  if (chosen.canceled || !chosen.filePath) return 'cancelled';
  writeFileDurably(chosen.filePath, content);
  return 'saved';
}

/** Return a name without folders and without characters that any system forbids. */
export function safeFileName(name: string): string {
  // The control characters are intended.
  // oxlint-disable-next-line no-control-regex
  const safe = name.replace(/[\u0000-\u001f\\/:*?"<>|]+/g, '-').replace(/^[.\s]+/, '');
  return safe === '' ? 'fieldbook.txt' : safe;
}
