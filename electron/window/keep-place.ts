import type { BrowserWindow } from 'electron';
import type { WindowState } from './window-state.ts';

/** A window that is dragged reports each pixel; the disk hears of it when it rests. */
const restMs = 400;

/** Keeps where the window is, soon after it was moved and at its end, so that a crash loses little of it. */
export function keepPlace(window: BrowserWindow, keep: (state: WindowState) => void): void {
  let timer: NodeJS.Timeout | undefined;
  const now = (): void => {
    clearTimeout(timer);
    if (!window.isDestroyed()) keep({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() });
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(now, restMs);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('maximize', soon);
  window.on('unmaximize', soon);
  window.on('close', now);
  window.on('closed', () => clearTimeout(timer));
}
