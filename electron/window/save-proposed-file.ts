import path from 'node:path';
import type { BrowserWindow, Dialog } from 'electron';
import { writeFileDurably } from '../vault/write-file-durably.ts';

/** A file as the page proposes it. */
export interface ProposedFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** Asks the person where to, and writes the file there whole or not at all. The page only proposes a name. */
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

/** A name without folders and without characters that some system forbids. */
export function safeFileName(name: string): string {
  // The control characters are what is meant here.
  // oxlint-disable-next-line no-control-regex
  const safe = name.replace(/[\u0000-\u001f\\/:*?"<>|]+/g, '-').replace(/^[.\s]+/, '');
  return safe === '' ? 'fieldbook.txt' : safe;
}
