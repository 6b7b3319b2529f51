import path from 'node:path';
import type { BrowserWindow, Dialog } from 'electron';
import type { HostAnswer } from '#renderer/host/host-contract.ts';
import { installWay } from './install-way.ts';
import type { RunningApp } from './judge-update.ts';
import { stageUpdate } from './stage-update.ts';
import { UpdateKind } from './update-statement.ts';

export interface UpdateParts {
  readonly dialog: Dialog;
  readonly window: () => BrowserWindow | null;
  /** Shows a file in the system's own file manager, marked. */
  readonly showInFolder: (file: string) => void;
  /** Where checked updates wait; nothing else may be in it. */
  readonly folder: string;
  readonly keys: readonly string[];
  readonly running: RunningApp;
}

/** Updates that come on a stick, where there is no network to fetch them by. */
export interface Updates {
  choose(): Promise<HostAnswer<'update.choose'>>;
  /** Shows the update that was staged last, if any. */
  show(): void;
}

export function createUpdates(parts: UpdateParts): Updates {
  let staged: string | null = null;
  return {
    async choose() {
      const source = await chooseFile(parts);
      if (source === null) return { kind: 'cancelled' };
      staged = null;
      const outcome = await stageUpdate(source, parts.folder, parts.keys, parts.running);
      if (!outcome.ok) return { kind: 'refused', code: outcome.refusal };
      staged = outcome.value.file;
      return installWay(outcome.value);
    },
    show() {
      if (staged !== null) parts.showInFolder(staged);
    },
  };
}

async function chooseFile({ dialog, window }: UpdateParts): Promise<string | null> {
  const extensions = UpdateKind.options.map((kind) => path.extname(`x.${kind}`).slice(1));
  const options = { properties: ['openFile' as const], filters: [{ name: 'Fieldbook', extensions }] };
  const over = window();
  const chosen = over ? await dialog.showOpenDialog(over, options) : await dialog.showOpenDialog(options);
  return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
}
