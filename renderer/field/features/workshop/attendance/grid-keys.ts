import { switchedMark } from '#domain/workshop/attendance.ts';
import type { AttendanceMark } from '#domain/workshop/participant.ts';

/** Cell of the grid that keys act on. */
export interface GridCursor {
  readonly row: number;
  readonly column: number;
}

/** Steps of the cursor; an infinite one goes to the edge. */
export interface GridStep {
  readonly rows: number;
  readonly columns: number;
}

/** Meaning of a key in the grid. */
export type GridKey =
  | { readonly kind: 'move'; readonly by: GridStep }
  | { readonly kind: 'mark'; readonly markAfter: (mark: AttendanceMark | null) => AttendanceMark | null }
  | { readonly kind: 'allPresent' };

const rowsOfPage = 10;

const move = (rows: number, columns: number): GridKey => ({ kind: 'move', by: { rows, columns } });
const mark = (value: AttendanceMark | null): GridKey => ({ kind: 'mark', markAfter: () => value });

/** Read a key press; null for a key that the grid leaves to others. */
export function readGridKey(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>,
  isRtl: boolean,
): GridKey | null {
  const isControl = event.ctrlKey || event.metaKey;
  if (event.altKey) return null;
  if (isControl) return readControlKey(event.key);
  switch (event.key) {
    case 'ArrowDown':
      return move(1, 0);
    case 'ArrowUp':
      return move(-1, 0);
    case 'ArrowRight':
      return move(0, isRtl ? -1 : 1);
    case 'ArrowLeft':
      return move(0, isRtl ? 1 : -1);
    case 'PageDown':
      return move(rowsOfPage, 0);
    case 'PageUp':
      return move(-rowsOfPage, 0);
    case 'Home':
      return move(0, Number.NEGATIVE_INFINITY);
    case 'End':
      return move(0, Number.POSITIVE_INFINITY);
    case ' ':
      return event.shiftKey ? { kind: 'allPresent' } : { kind: 'mark', markAfter: switchedMark };
    case '1':
      return mark('present');
    case '2':
    case 'p':
    case 'P':
      return mark('partial');
    case '3':
      return mark('absent');
    case 'Delete':
    case 'Backspace':
      return mark(null);
    default:
      return null;
  }
}

function readControlKey(key: string): GridKey | null {
  if (key === 'Home') return move(Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY);
  if (key === 'End') return move(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
  return null;
}

/** Move the cursor within the grid. */
export const moveCursor = (
  at: GridCursor,
  by: GridStep,
  size: { readonly rows: number; readonly columns: number },
): GridCursor => ({
  row: Math.max(0, Math.min(size.rows - 1, at.row + by.rows)),
  column: Math.max(0, Math.min(size.columns - 1, at.column + by.columns)),
});
