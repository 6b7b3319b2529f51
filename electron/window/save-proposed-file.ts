import path from 'node:path';
import type { BrowserWindow, Dialog } from 'electron';
import { writeFileDurably } from '../vault/write-file-durably.ts';

/** File that the page proposes. */
export interface ProposedFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** Files that a person saves one by one. The page proposes names and never learns a path. */
export interface SavedFiles {
  /** Ask the person for a place, and write the file whole or not at all. */
  readonly save: (proposedFile: ProposedFile) => Promise<'saved' | 'cancelled'>;
  /** Names of the last file and of its folder; null before the first. */
  readonly last: () => { readonly name: string; readonly folder: string } | null;
  /** Show the last file in the system's own file manager. */
  readonly show: () => void;
}

interface SavedFilesParts {
  readonly dialog: Pick<Dialog, 'showSaveDialog'>;
  readonly window: () => BrowserWindow | null;
  readonly showInFolder: (file: string) => void;
  /** Where the choice begins. */
  readonly start: string;
}

/** Remember the last file until the program ends. */
export function createSavedFiles({ dialog, window, showInFolder, start }: SavedFilesParts): SavedFiles {
  let last: string | null = null;
  return {
    save: async ({ name, content }) => {
      const over = window();
      const options = { defaultPath: path.join(start, safeFileName(name)) };
      const chosen = over ? await dialog.showSaveDialog(over, options) : await dialog.showSaveDialog(options);
      if (chosen.canceled || !chosen.filePath) return 'cancelled';
      writeFileDurably(chosen.filePath, content);
      last = chosen.filePath;
      return 'saved';
    },
    last: () =>
      last === null ? null : { name: path.basename(last), folder: path.basename(path.dirname(last)) },
    show: () => {
      if (last !== null) showInFolder(last);
    },
  };
}

/** Return a name without folders and without characters that any system forbids. */
export function safeFileName(name: string): string {
  // The control characters are intended.
  // oxlint-disable-next-line no-control-regex
  const safe = name.replace(/[\u0000-\u001f\\/:*?"<>|]+/g, '-').replace(/^[.\s]+/, '');
  return safe === '' ? 'fieldbook.txt' : safe;
}
