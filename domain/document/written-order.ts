import { compareTexts } from '#base/json.ts';
import { compareTimestamps, type HlcTimestamp } from '../clock/hlc.ts';
import {
  type Document,
  type DocumentLookup,
  itemIdsBelow,
  isItemRemoved,
  plainTextAt,
  registerAt,
  shownHead,
} from './document.ts';
import { deviceOfDot, type Dot, numberOfDot } from './op.ts';

/** Place of a write in the order of writing. */
interface WrittenPlace {
  readonly stamp: HlcTimestamp;
  readonly dot: Dot;
}

/** Place of the visible value at a path; null where there is none, or the value is not saved yet. */
export const writtenPlaceAt = (document: DocumentLookup | undefined, path: string): WrittenPlace | null =>
  shownHead(registerAt(document, path)) ?? null;

/**
 * Compare by time, counter, device, and number of the op within its device. Writes of one batch share an instant, so
 * an order by time alone leaves them to chance. This order is total, alike on all devices, and keeps a batch in order.
 * An unsaved value is the last.
 */
export function compareWritten(a: WrittenPlace | null, b: WrittenPlace | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return (
    compareTimestamps(
      { stamp: a.stamp, device: deviceOfDot(a.dot) },
      { stamp: b.stamp, device: deviceOfDot(b.dot) },
    ) || numberOfDot(a.dot) - numberOfDot(b.dot)
  );
}

/**
 * Compare items of a list by their `order`. Two devices that add at one place give equal orders; then the earlier
 * write is the first. The ids of items are random and decide nothing.
 */
export function compareItemsOf(
  document: Document | undefined,
  prefix: string,
): (a: string, b: string) => number {
  const orderOf = (id: string): string => plainTextAt(document, `${prefix}/${id}/order`);
  const placeOf = (id: string): WrittenPlace | null =>
    writtenPlaceAt(document, `${prefix}/${id}/order`) ?? firstPlaceBelow(document, `${prefix}/${id}`);
  return (a, b) => compareTexts(orderOf(a), orderOf(b)) || compareWritten(placeOf(a), placeOf(b));
}

/** Place of the earliest value below a path. */
function firstPlaceBelow(document: Document | undefined, prefix: string): WrittenPlace | null {
  const places = Object.entries(document?.registers ?? {}).flatMap(([path, { heads }]) =>
    path.startsWith(`${prefix}/`) ? heads : [],
  );
  return places.toSorted(compareWritten)[0] ?? null;
}

/** Ids of the items below a prefix that are not removed, in their order. */
export const orderedItemIds = (document: Document | undefined, prefix: string): readonly string[] =>
  itemIdsBelow(document, prefix)
    .filter((id) => !isItemRemoved(document, `${prefix}/${id}`))
    .toSorted(compareItemsOf(document, prefix));
