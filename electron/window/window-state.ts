import fs from 'node:fs';
import { writeFileDurably } from '../vault/write-file-durably.ts';
import type { BrowserWindow } from 'electron';

/** A window that is dragged reports each pixel; the disk hears of it when it rests. */
const saveDelayMs = 400;

/** Keeps where the window is, soon after it was moved and at its end, so that a crash loses little of it. */
export function saveWindowStateOnChange(window: BrowserWindow, keep: (state: WindowState) => void): void {
  let timer: NodeJS.Timeout | undefined;
  const now = (): void => {
    clearTimeout(timer);
    if (!window.isDestroyed()) keep({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() });
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(now, saveDelayMs);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('maximize', soon);
  window.on('unmaximize', soon);
  window.on('close', now);
  window.on('closed', () => clearTimeout(timer));
}

export interface WindowRectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How the window was when it was last seen. `bounds` are those it has when it is not maximised. */
export interface WindowState {
  readonly bounds: WindowRectangle;
  readonly isMaximized: boolean;
}

const defaultWindowSize = { width: 1280, height: 800 };
export const minimumWindowSize = { width: 640, height: 480 };
/** So much of the window must be on a screen that it can be seen and dragged. */
const reachableSize = { width: 120, height: 60 };

/**
 * Where the window goes. As it was, when it can still be reached on one of the screens; else of the usual size in the
 * middle of the first, which is the primary one. `workAreas` must not be empty.
 */
export function placeWindow(stored: WindowState | null, workAreas: readonly WindowRectangle[]): WindowState {
  if (stored && workAreas.some((area) => isWindowReachable(stored.bounds, area))) return stored;
  const [area = { x: 0, y: 0, ...defaultWindowSize }] = workAreas;
  const wanted = stored?.bounds ?? defaultWindowSize;
  const width = Math.min(wanted.width, area.width);
  const height = Math.min(wanted.height, area.height);
  const x = area.x + Math.floor((area.width - width) / 2);
  const y = area.y + Math.floor((area.height - height) / 2);
  return { bounds: { x, y, width, height }, isMaximized: stored?.isMaximized ?? false };
}

function isWindowReachable(bounds: WindowRectangle, area: WindowRectangle): boolean {
  const width = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const height = Math.min(bounds.y + bounds.height, area.y + area.height) - Math.max(bounds.y, area.y);
  const isTitleVisible = bounds.y >= area.y - reachableSize.height / 2;
  return width >= reachableSize.width && height >= reachableSize.height && isTitleVisible;
}

/** Null when there is none, or none that can be read: the place of a window is not worth a failure. */
export function readWindowState(file: string): WindowState | null {
  try {
    return parseWindowState(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

// Not by a schema of zod: this is the one file that is read before the window, and reading zod takes longer.
function parseWindowState(kept: { readonly [part: string]: unknown }): WindowState | null {
  const { x, y, width, height } = Object(kept['bounds']) as { readonly [side: string]: unknown }; // looked at below
  const { isMaximized } = kept;
  if (typeof isMaximized !== 'boolean') return null;
  if (!isSafeInteger(x) || !isSafeInteger(y) || !isSafeInteger(width) || !isSafeInteger(height)) return null;
  return width > 0 && height > 0 ? { bounds: { x, y, width, height }, isMaximized } : null;
}

const isSafeInteger = (value: unknown): value is number => Number.isSafeInteger(value);

/** Keeps it, if the disk lets us. */
export function saveWindowState(file: string, state: WindowState): void {
  try {
    writeFileDurably(file, JSON.stringify(state));
  } catch {
    // as above
  }
}
