import type { App, BrowserWindow } from 'electron';

/** So long a window stays open for what is typed to be saved. Saving takes milliseconds; this is for a bad disk. */
const patienceMs = 3_000;

/**
 * A window that hides saves what is typed; one that closes waits for it first. Quitting goes the same way: it is held
 * back by the window and goes on when the window has been saved.
 */
export function saveBeforeClose(
  app: App,
  window: BrowserWindow,
  flush: (atMostMs: number) => Promise<unknown>,
  isQuitting: () => boolean,
): void {
  let state: 'open' | 'saving' | 'saved' = 'open';

  const saveNow = (): void => void flush(patienceMs);
  window.on('hide', saveNow);
  window.on('minimize', saveNow);

  window.on('close', (event) => {
    if (state === 'saved') return;
    event.preventDefault();
    if (state === 'saving') return;
    state = 'saving';
    void flush(patienceMs).then(() => {
      state = 'saved';
      if (isQuitting()) app.quit();
      else window.close();
    });
  });
}
