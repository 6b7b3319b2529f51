import type { BrowserWindow, Input } from 'electron';

/** Time for which Ctrl+Shift+Delete is held before the vault is erased, in milliseconds. */
export const eraseHoldMs = 3_000;

export interface EraseHoldDependencies {
  /** Call back once after this time; the returned function cancels it. */
  readonly after: (waitMs: number, react: () => void) => () => void;
  /** Open vault, or the one chosen on the lock screen; null without any. */
  readonly target: () => string | null;
  readonly erase: (vault: string) => Promise<void>;
}

/**
 * Erase a vault when Ctrl+Shift+Delete is held in the window. The shell watches the keys: it works on the lock screen,
 * while a page loads and when the page hangs.
 */
export function createEraseHold({
  after,
  target,
  erase,
}: EraseHoldDependencies): (window: BrowserWindow) => void {
  let stopWaiting: (() => void) | null = null;
  const release = (): void => {
    stopWaiting?.();
    stopWaiting = null;
  };
  const onKey = (input: Input): void => {
    if (!isEraseKeyDown(input)) return release();
    // Key events repeat while held: the time counts from the first.
    stopWaiting ??= after(eraseHoldMs, () => {
      stopWaiting = null;
      const vault = target();
      if (vault !== null) void erase(vault);
    });
  };
  return (window) => {
    window.webContents.on('before-input-event', (_, input) => onKey(input));
    window.on('blur', release);
    window.on('closed', release);
  };
}

const isEraseKeyDown = ({ type, key, control, meta, shift }: Input): boolean =>
  type === 'keyDown' && key === 'Delete' && shift && (control || meta);
