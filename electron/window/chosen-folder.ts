import fs from 'node:fs';
import path from 'node:path';
import type { BrowserWindow, Dialog } from 'electron';
import { writeFileDurably } from '../vault/write-file-durably.ts';
import { type ProposedFile, safeFileName } from './save-proposed-file.ts';

/** Folder for several files of one act. A person chooses it; the page names files and never learns a path. */
export interface ChosenFolder {
  /** Name of the folder alone; null where the person chose none. */
  readonly choose: () => Promise<{ readonly name: string } | null>;
  /** Write the file whole or not at all, beside files of the same name. `noFolder`: none was chosen. */
  readonly save: (proposedFile: ProposedFile) => 'saved' | 'noFolder';
  /** Show the last file in the system's own file manager. */
  readonly show: () => void;
}

interface ChosenFolderParts {
  readonly dialog: Pick<Dialog, 'showOpenDialog'>;
  readonly window: () => BrowserWindow | null;
  readonly showInFolder: (file: string) => void;
  /** Where the choice begins. */
  readonly start: string;
}

/** Keep the folder until another one is chosen, or the program ends. */
export function createChosenFolder({ dialog, window, showInFolder, start }: ChosenFolderParts): ChosenFolder {
  let folder: string | null = null;
  let last: string | null = null;
  return {
    choose: async () => {
      const over = window();
      const options: Electron.OpenDialogOptions = {
        defaultPath: folder ?? start,
        properties: ['openDirectory', 'createDirectory'],
      };
      const chosen = over ? await dialog.showOpenDialog(over, options) : await dialog.showOpenDialog(options);
      const [picked] = chosen.filePaths;
      if (chosen.canceled || picked === undefined) return null;
      folder = picked;
      last = null;
      return { name: path.basename(picked) };
    },
    save: ({ name, content }) => {
      if (folder === null) return 'noFolder';
      last = freeFilePath(folder, safeFileName(name));
      writeFileDurably(last, content);
      return 'saved';
    },
    show: () => {
      if (last !== null) showInFolder(last);
    },
  };
}

/** Path that no file has: a number is added to the name where one has it. */
function freeFilePath(folder: string, name: string): string {
  const { name: stem, ext } = path.parse(name);
  for (let number = 1; ; number += 1) {
    const file = path.join(folder, number === 1 ? name : `${stem} (${number})${ext}`);
    if (!fs.existsSync(file)) return file;
  }
}
