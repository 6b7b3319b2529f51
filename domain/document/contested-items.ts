import { compareStamps } from '../clock/hlc.ts';
import { type Document, idsBelow, isRemoved } from './document.ts';
import { deviceOf } from './dot.ts';
import type { Path } from './path.ts';
import { type Head, type Register, shownHead } from './register.ts';

/** An item that someone removed while someone else, who did not know, wrote in it (M5). */
export interface ContestedItem {
  readonly id: string;
  readonly removal: Head;
  /** What was written, newest first. */
  readonly edits: readonly { readonly path: Path; readonly head: Head }[];
}

/**
 * M5: the items below a prefix (the sessions of a workshop) that are removed although another device wrote in them with
 * a later stamp; a person decides. Writes into a text leave no stamp, so typing in notes alone is not seen here.
 */
export const contestedItems = (document: Document, prefix: string): readonly ContestedItem[] =>
  idsBelow(document, prefix).flatMap((id) => {
    const contested = contestedItem(document, `${prefix}/${id}`);
    return contested === null ? [] : [{ id, ...contested }];
  });

/** M5: the `removed` registers of all contested items of a document, whatever they are items of. */
export const contestedRemovals = (document: Document): readonly Path[] =>
  registersOf(document)
    .map(([path]) => path)
    .filter(
      (path) =>
        path.endsWith(removedEnd) && contestedItem(document, path.slice(0, -removedEnd.length)) !== null,
    );

/** What stands against the removal of one item; null while nothing does. */
export function contestedItem(document: Document, item: string): Omit<ContestedItem, 'id'> | null {
  const removal = shownHead(document.registers[`${item}${removedEnd}` as Path]); // reading takes any text
  if (removal === undefined || !isRemoved(document, item)) return null;
  const edits = registersOf(document)
    .filter(([path]) => path.startsWith(`${item}/`) && path !== `${item}${removedEnd}`)
    .flatMap(([path, { heads }]) => heads.map((head) => ({ path, head })))
    .filter(({ head }) => isUnawareOf(removal, head))
    .sort((a, b) => compareStamps(stamped(b.head), stamped(a.head)));
  return edits.length === 0 ? null : { removal, edits };
}

const removedEnd = '/removed';

const registersOf = (document: Document) =>
  // Keys of a parsed record are paths; Object.entries forgets that.
  Object.entries(document.registers) as [Path, Register][];

const isUnawareOf = (removal: Head, head: Head): boolean =>
  deviceOf(head.dot) !== deviceOf(removal.dot) && compareStamps(stamped(head), stamped(removal)) > 0;

const stamped = (head: Head) => ({ stamp: head.stamp, device: deviceOf(head.dot) });
