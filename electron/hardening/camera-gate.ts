import type { BrowserWindow, Dialog, MessageBoxOptions } from 'electron';
import type { ShellLabels } from '../window/shell-labels.ts';

/** Permission of the page to use the camera. Closed until the page says that it scans a code. */
export interface CameraGate {
  /** Called when the page begins or ends a scan. Returns whether it may use the camera now. */
  readonly scan: (isScanning: boolean) => Promise<boolean>;
  readonly mayFilm: () => boolean;
}

interface CameraGateDependencies {
  /** Whether a vault is open, and whether it belongs to a programme. */
  readonly vault: () => 'none' | 'joining' | 'joined';
  /** Ask the person in a dialog of the shell, which no code of the page can answer. */
  readonly confirm: () => Promise<boolean>;
}

/**
 * Create the gate that lets the page film during one scan. A laptop that has joined scans only a colleague's device.
 * Each of its scans needs the person's consent in a dialog of the shell.
 */
export function createCameraGate({ vault, confirm }: CameraGateDependencies): CameraGate {
  /** Number of the scan, so that a late consent opens no later scan. */
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

/** Ask the person whether this scan may use the camera. Escape and closing the dialog mean no. */
export async function confirmCameraUse(
  dialog: Dialog,
  window: BrowserWindow | null,
  shellLabels: ShellLabels,
): Promise<boolean> {
  const options: MessageBoxOptions = {
    type: 'question',
    message: shellLabels.cameraTitle,
    detail: shellLabels.cameraText,
    buttons: [shellLabels.cameraAllow, shellLabels.cameraDeny],
    defaultId: 0,
    cancelId: 1,
  };
  const { response } = await (window
    ? dialog.showMessageBox(window, options)
    : dialog.showMessageBox(options));
  return response === 0;
}
