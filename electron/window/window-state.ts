import fs from 'node:fs';
import type { BrowserWindow } from 'electron';
import { writeFileDurably } from '../vault/write-file-durably.ts';

/** State of the window when last seen. `bounds` are those of the window when not maximized. */
export interface WindowState {
  readonly bounds: WindowRectangle;
  readonly isMaximized: boolean;
}

interface WindowRectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const defaultWindowSize = { width: 1280, height: 800 };

/** Part of the window that must be on a screen, so that it can be seen and dragged. */
const reachableSize = { width: 120, height: 60 };

/**
 * Fit the window's bounds: as stored, if it can be reached on one of the screens. Otherwise of default size in the middle of
 * the primary screen, the first. `workAreas` must not be empty.
 */
export function fitWindowBounds(
  storedWindowState: WindowState | null,
  workAreas: readonly WindowRectangle[],
): WindowState {
  if (
    storedWindowState &&
    workAreas.some((windowRectangle) => isWindowReachable(storedWindowState.bounds, windowRectangle))
  )
    return storedWindowState;
  const [area = { x: 0, y: 0, ...defaultWindowSize }] = workAreas;
  const wanted = storedWindowState?.bounds ?? defaultWindowSize;
  const width = Math.min(wanted.width, area.width);
  const height = Math.min(wanted.height, area.height);
  const x = area.x + Math.floor((area.width - width) / 2);
  const y = area.y + Math.floor((area.height - height) / 2);
  return { bounds: { x, y, width, height }, isMaximized: storedWindowState?.isMaximized ?? false };
}

function isWindowReachable(bounds: WindowRectangle, windowRectangle: WindowRectangle): boolean {
  const width =
    Math.min(bounds.x + bounds.width, windowRectangle.x + windowRectangle.width) -
    Math.max(bounds.x, windowRectangle.x);
  const height =
    Math.min(bounds.y + bounds.height, windowRectangle.y + windowRectangle.height) -
    Math.max(bounds.y, windowRectangle.y);
  const isTitleVisible = bounds.y >= windowRectangle.y - reachableSize.height / 2;
  return width >= reachableSize.width && height >= reachableSize.height && isTitleVisible;
}

/** Read the state; null when missing or unreadable: a window's bounds are not worth a failure. */
export function readWindowState(file: string): WindowState | null {
  try {
    return parseWindowState(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

// Without a zod schema: this one file is read before the window, and loading zod takes longer.
function parseWindowState(kept: { readonly [part: string]: unknown }): WindowState | null {
  const { x, y, width, height } = Object(kept['bounds']) as { readonly [side: string]: unknown }; // checked below
  const { isMaximized } = kept;
  if (typeof isMaximized !== 'boolean') return null;
  if (!isSafeInteger(x) || !isSafeInteger(y) || !isSafeInteger(width) || !isSafeInteger(height)) return null;
  return width > 0 && height > 0 ? { bounds: { x, y, width, height }, isMaximized } : null;
}

const isSafeInteger = (value: unknown): value is number => Number.isSafeInteger(value);

/** Save the state, if the disk allows. */
export function saveWindowState(file: string, windowState: WindowState): void {
  try {
    writeFileDurably(file, JSON.stringify(windowState));
  } catch {
    // as above
  }
}

/** Delay of saving: a window that is dragged reports each pixel. */
const saveDelayMs = 400;

/** Save the window's bounds soon after a move and at its end, so that a crash loses little of it. */
export function saveWindowStateOnChange(
  window: BrowserWindow,
  keep: (windowState: WindowState) => void,
): void {
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
