import type { BrowserWindow, Dialog, MessageBoxOptions } from 'electron';
import type { ShellLabels } from '../window/shell-labels.ts';

/** Asks the person whether the camera may be used for this scan. Escape and closing the dialog mean no. */
export async function confirmCameraUse(
  dialog: Dialog,
  window: BrowserWindow | null,
  words: ShellLabels,
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

/** Permission for the page to turn the camera on. Shut until the page says that it scans a code. */
export interface CameraGate {
  /** The page begins to scan, or ends. Answers whether it may film now. */
  readonly scan: (isScanning: boolean) => Promise<boolean>;
  readonly mayFilm: () => boolean;
}

export interface CameraGateDependencies {
  /** Is a vault open, and does it belong to a programme? */
  readonly vault: () => 'none' | 'joining' | 'joined';
  /** Asks the person in a dialog of the shell, which no code of the page can answer. */
  readonly confirm: () => Promise<boolean>;
}

/**
 * Lets the page film during one scan. A laptop that has joined scans only a colleague's device, and only after the person
 * has said yes to the shell, each time anew.
 */
export function createCameraGate({ vault, confirm }: CameraGateDependencies): CameraGate {
  /** Scans are counted, so that a late answer of the person opens nothing for a later scan. */
  let scanNumber = 0;
  let state: 'shut' | 'joining' | 'confirmed' = 'shut';
  const mayFilm = (): boolean =>
    (state === 'joining' && vault() === 'joining') || (state === 'confirmed' && vault() === 'joined');
  return {
    mayFilm,
    async scan(isScanning) {
      const thisScan = (scanNumber += 1);
      state = isScanning ? 'joining' : 'shut';
      if (!isScanning || vault() !== 'joined') return mayFilm();
      state = 'shut';
      const isConfirmed = await confirm();
      if (thisScan === scanNumber && isConfirmed) state = 'confirmed';
      return mayFilm();
    },
  };
}
