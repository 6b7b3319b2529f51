import fs from 'node:fs';
import { writeDurably } from '../vault/write-durably.ts';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How the window was when it was last seen. `bounds` are those it has when it is not maximised. */
export interface WindowState {
  readonly bounds: Rectangle;
  readonly isMaximized: boolean;
}

const usual = { width: 1280, height: 800 };
export const smallest = { width: 640, height: 480 };
/** So much of the window must be on a screen that it can be seen and dragged. */
const reachable = { width: 120, height: 60 };

/**
 * Where the window goes. As it was, when it can still be reached on one of the screens; else of the usual size in the
 * middle of the first, which is the primary one. `workAreas` must not be empty.
 */
export function placeWindow(stored: WindowState | null, workAreas: readonly Rectangle[]): WindowState {
  if (stored && workAreas.some((area) => isReachable(stored.bounds, area))) return stored;
  const [area = { x: 0, y: 0, ...usual }] = workAreas;
  const wanted = stored?.bounds ?? usual;
  const width = Math.min(wanted.width, area.width);
  const height = Math.min(wanted.height, area.height);
  const x = area.x + Math.floor((area.width - width) / 2);
  const y = area.y + Math.floor((area.height - height) / 2);
  return { bounds: { x, y, width, height }, isMaximized: stored?.isMaximized ?? false };
}

function isReachable(bounds: Rectangle, area: Rectangle): boolean {
  const width = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const height = Math.min(bounds.y + bounds.height, area.y + area.height) - Math.max(bounds.y, area.y);
  const isTitleVisible = bounds.y >= area.y - reachable.height / 2;
  return width >= reachable.width && height >= reachable.height && isTitleVisible;
}

/** Null when there is none, or none that can be read: the place of a window is not worth a failure. */
export function readWindowState(file: string): WindowState | null {
  try {
    return stateIn(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

// Not by a schema of zod: this is the one file that is read before the window, and reading zod takes longer.
function stateIn(kept: { readonly [part: string]: unknown }): WindowState | null {
  const { x, y, width, height } = Object(kept['bounds']) as { readonly [side: string]: unknown }; // looked at below
  const { isMaximized } = kept;
  if (typeof isMaximized !== 'boolean') return null;
  if (!isWhole(x) || !isWhole(y) || !isWhole(width) || !isWhole(height)) return null;
  return width > 0 && height > 0 ? { bounds: { x, y, width, height }, isMaximized } : null;
}

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value);

/** Keeps it, if the disk lets us. */
export function keepWindowState(file: string, state: WindowState): void {
  try {
    writeDurably(file, JSON.stringify(state));
  } catch {
    // as above
  }
}
