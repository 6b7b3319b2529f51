import path from 'node:path';
import type { BrowserWindow, Dialog } from 'electron';
import type { HostAnswer } from '#renderer/host/host-contract.ts';
import { type RunningApp, type StagedUpdate, stageUpdate, UpdateFileKind } from './stage-update.ts';

type StagedUpdateAnswer = Extract<HostAnswer<'update.choose'>, { readonly kind: 'staged' }>;

/**
 * Return the next step for a checked file. An administrator installs programs; the app does not try. On Linux that is
 * one command; elsewhere the file is opened from its folder.
 */
export function installInstructions({ statement, file }: StagedUpdate): StagedUpdateAnswer {
  const { kind, version } = statement;
  return { kind: 'staged', version, file, command: installCommandFor(kind, shellQuoted(file)) };
}

function installCommandFor(kind: StagedUpdate['statement']['kind'], file: string): string | null {
  switch (kind) {
    case 'deb':
      return `sudo apt install ${file}`;
    case 'tar.gz':
      return `tar -xzf ${file} -C "$HOME"`;
    case 'exe':
    case 'dmg':
    case 'zip':
      return null;
  }
}

const shellQuoted = (file: string): string =>
  /^[\w./-]+$/.test(file) ? file : `'${file.replaceAll("'", `'\\''`)}'`;

export interface FileUpdateDependencies {
  readonly dialog: Dialog;
  readonly window: () => BrowserWindow | null;
  /** Show a file, selected, in the system's file manager. */
  readonly showInFolder: (file: string) => void;
  /** Folder for checked updates; it must contain nothing else. */
  readonly folder: string;
  readonly keys: readonly string[];
  readonly running: RunningApp;
}

/** Updates from a stick, for laptops without a network for downloads. */
export interface FileUpdates {
  choose(): Promise<HostAnswer<'update.choose'>>;
  /** Show the update that was staged last, if any. */
  show(): void;
}

export function createFileUpdates(parts: FileUpdateDependencies): FileUpdates {
  let staged: string | null = null;
  return {
    async choose() {
      const source = await chooseUpdateFile(parts);
      if (source === null) return { kind: 'cancelled' };
      staged = null;
      const outcome = await stageUpdate(source, parts.folder, parts.keys, parts.running);
      if (!outcome.ok) return { kind: 'refused', code: outcome.refusal };
      staged = outcome.value.file;
      return installInstructions(outcome.value);
    },
    show() {
      if (staged !== null) parts.showInFolder(staged);
    },
  };
}

async function chooseUpdateFile({ dialog, window }: FileUpdateDependencies): Promise<string | null> {
  const extensions = UpdateFileKind.options.map((kind) => path.extname(`x.${kind}`).slice(1));
  const options = { properties: ['openFile' as const], filters: [{ name: 'Fieldbook', extensions }] };
  const over = window();
  const chosen = over ? await dialog.showOpenDialog(over, options) : await dialog.showOpenDialog(options);
  return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
}
