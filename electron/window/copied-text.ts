import crypto from 'node:crypto';
import type { BrowserWindow, Clipboard } from 'electron';

interface CopiedTextWatch {
  /** Watch the clipboard while this window is in front. */
  readonly watch: (window: Pick<BrowserWindow, 'on'>) => void;
  /** Remove a text that was copied in the app from the system's clipboard, if it is still there. */
  readonly clear: () => Promise<void>;
}

/**
 * Clear text copied in the app when the vault is locked. A text counts as copied here when it entered the clipboard
 * while the window was in front. Only its hash is kept.
 * @param onBug Called with a failure to reach the clipboard, which stops nothing else.
 */
export function watchCopiedText(
  clipboard: Pick<Clipboard, 'readText' | 'clear'>,
  onBug: (error: unknown) => void,
): CopiedTextWatch {
  let atFocus: string | null = null;
  let copiedHere: string | null = null;
  let turn = Promise.resolve();
  /** One look at the clipboard at a time, in the order of events. */
  const enqueue = (step: () => Promise<void>): Promise<void> => {
    turn = turn.then(step).catch(onBug);
    return turn;
  };
  // Electron 33 returns the text itself, later versions a promise of it.
  const hashNow = async (): Promise<string> =>
    crypto
      .createHash('sha256')
      .update(await clipboard.readText())
      .digest('hex');
  const look = async (): Promise<void> => {
    if (atFocus === null) return;
    const now = await hashNow();
    if (now !== atFocus) copiedHere = now;
    atFocus = now;
  };
  return {
    watch(window) {
      window.on('focus', () => {
        void enqueue(async () => {
          atFocus = await hashNow();
        });
      });
      window.on('blur', () => {
        void enqueue(async () => {
          await look();
          atFocus = null;
        });
      });
    },
    clear: () =>
      enqueue(async () => {
        await look();
        if (copiedHere !== null && (await hashNow()) === copiedHere) clipboard.clear();
        copiedHere = null;
        if (atFocus !== null) atFocus = await hashNow();
      }),
  };
}
