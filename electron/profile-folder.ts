import fs from 'node:fs';
import type { App, Dialog } from 'electron';
import { shellLanguageOf, shellLabelsByLanguage } from './window/shell-labels.ts';

/** Whoever started the app can tell that it did not start. */
const unwritableExitCode = 1;

/** Can the app write into the folder of its profile? Makes the folder where it is missing. A full disk is no reason against it. */
export function isProfileWritable(folder: string): boolean {
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    fs.accessSync(folder, fs.constants.W_OK);
    return true;
  } catch (error) {
    // A file system without room lets nobody make a folder either; that is told later, by what needs the room.
    return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
  }
}

/** Says in a dialog that the profile cannot be written, and ends the app. Before `ready` Linux shows no dialog. */
export async function exitUnwritableProfile(app: App, dialog: Dialog, folder: string): Promise<void> {
  await app.whenReady();
  const words = shellLabelsByLanguage[shellLanguageOf(app.getLocale())];
  dialog.showErrorBox(words.unwritableTitle, `${words.unwritableText}\n\n${folder}`);
  app.exit(unwritableExitCode);
}
