import { compareTexts } from '#base/json.ts';
import { compareTimestamps, type HlcTimestamp } from '../clock/hlc.ts';
import {
  type Document,
  type DocumentLookup,
  isItemRemoved,
  itemIdsBelow,
  plainTextAt,
  registerAt,
  shownHead,
} from './document.ts';
import { type Dot, deviceOfDot, numberOfDot } from './op.ts';

/** Position of a write in the order of writing. */
interface WritePosition {
  readonly stamp: HlcTimestamp;
  readonly dot: Dot;
}

/** Position of the visible value at a path; null where there is none, or the value is not saved yet. */
export const writePositionAt = (
  documentLookup: DocumentLookup | undefined,
  path: string,
): WritePosition | null => shownHead(registerAt(documentLookup, path)) ?? null;

/**
 * Compare by time, counter, device, and number of the op within its device. Writes of one batch share an instant, so
 * an order by time alone leaves them to chance. This order is total, alike on all devices, and keeps a batch in order.
 * An unsaved value is the last.
 */
export function compareWritten(a: WritePosition | null, b: WritePosition | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return (
    compareTimestamps(
      { stamp: a.stamp, device: deviceOfDot(a.dot) },
      { stamp: b.stamp, device: deviceOfDot(b.dot) },
    ) || numberOfDot(a.dot) - numberOfDot(b.dot)
  );
}

/**
 * Compare items of a list by their `order`. Two devices that add at one position give equal orders; then the earlier
 * write is the first. The ids of items are random and decide nothing. Use one result for a whole list: it reads each
 * item once, and the registers of the record at most once.
 */
export function compareItemsOf(
  document: Document | undefined,
  prefix: string,
): (a: string, b: string) => number {
  let earliest: ReadonlyMap<string, WritePosition> | null = null;
  const keyById = new Map<string, { readonly order: string; readonly position: WritePosition | null }>();
  const keyOf = (id: string) => {
    const known = keyById.get(id);
    if (known !== undefined) return known;
    const path = `${prefix}/${id}/order`;
    const position =
      writePositionAt(document, path) ??
      (earliest ??= earliestPositionsBelow(document, prefix)).get(id) ??
      null;
    const key = { order: plainTextAt(document, path), position };
    keyById.set(id, key);
    return key;
  };
  return (a, b) =>
    compareTexts(keyOf(a).order, keyOf(b).order) || compareWritten(keyOf(a).position, keyOf(b).position);
}

/** Position of the earliest value of each item below a prefix, by its id. */
function earliestPositionsBelow(
  document: Document | undefined,
  prefix: string,
): ReadonlyMap<string, WritePosition> {
  const earliest = new Map<string, WritePosition>();
  for (const [path, { heads }] of Object.entries(document?.registers ?? {})) {
    if (!path.startsWith(`${prefix}/`)) continue;
    const [id = ''] = path.slice(prefix.length + 1).split('/', 1);
    for (const head of heads) if (compareWritten(head, earliest.get(id) ?? null) < 0) earliest.set(id, head);
  }
  return earliest;
}

/** Ids of the items below a prefix that are not removed, in their order. */
export const orderedItemIds = (document: Document | undefined, prefix: string): readonly string[] =>
  itemIdsBelow(document, prefix)
    .filter((id) => !isItemRemoved(document, `${prefix}/${id}`))
    .toSorted(compareItemsOf(document, prefix));
