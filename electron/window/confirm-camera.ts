import type { BrowserWindow, Dialog, MessageBoxOptions } from 'electron';
import type { ShellWords } from './words.ts';

/** Asks the person whether the camera may be used for this scan. Escape and closing the dialog mean no. */
export async function confirmCamera(
  dialog: Dialog,
  window: BrowserWindow | null,
  words: ShellWords,
): Promise<boolean> {
  const options: MessageBoxOptions = {
    type: 'question',
    message: words.cameraTitle,
    detail: words.cameraText,
    buttons: [words.cameraAllow, words.cameraDeny],
    defaultId: 0,
    cancelId: 1,
  };
  const { response } = await (window
    ? dialog.showMessageBox(window, options)
    : dialog.showMessageBox(options));
  return response === 0;
}
