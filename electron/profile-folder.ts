import fs from 'node:fs';
import type { App, Dialog } from 'electron';
import { shellLabelsByLanguage, shellLanguageOf } from './window/shell-labels.ts';

/** Exit code for the program that started the app: it did not start. */
const unwritableExitCode = 1;

/**
 * Return whether the app can write into the folder of its profile. Creates the folder when missing. A full disk counts
 * as writable.
 */
export function isProfileWritable(folder: string): boolean {
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    fs.accessSync(folder, fs.constants.W_OK);
    return true;
  } catch (error) {
    // A full file system refuses new folders too; the writer that needs the space reports it later.
    return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
  }
}

/** Report in a dialog that the profile cannot be written, and end the app. Before `ready` Linux shows no dialog. */
export async function exitUnwritableProfile(app: App, dialog: Dialog, folder: string): Promise<void> {
  await app.whenReady();
  const shellLabels = shellLabelsByLanguage[shellLanguageOf(app.getLocale())];
  dialog.showErrorBox(shellLabels.unwritableTitle, `${shellLabels.unwritableText}\n\n${folder}`);
  app.exit(unwritableExitCode);
}
