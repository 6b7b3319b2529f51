import { type Document, idsBelow } from './document.ts';
import type { Path } from './path.ts';
import { type Head, shownHead } from './register.ts';
import { removedBy, removedIn } from './removal-context.ts';
import { isNothing, unseenEdits, type UnseenEdits } from './unseen-edits.ts';

/** An item that someone removed while someone else, who did not know, wrote in it (M5). */
export interface ContestedItem {
  readonly id: string;
  readonly removal: Head;
  readonly edits: UnseenEdits;
}

/** M5: the items below a prefix (the sessions of a workshop) of which a person has to decide whether they are removed. */
export const contestedItems = (document: Document, prefix: string): readonly ContestedItem[] =>
  idsBelow(document, prefix).flatMap((id) => {
    const contested = contestedItem(document, `${prefix}/${id}`);
    return contested === null ? [] : [{ id, ...contested }];
  });

/** M5: the `removed` registers of all contested items of a document, whatever they are items of. */
export const contestedRemovals = (document: Document): readonly Path[] =>
  // Keys of a parsed record are paths; Object.keys forgets that.
  (Object.keys(document.registers) as Path[]).filter((path) => {
    const item = removedBy(path);
    return item !== null && item !== '' && contestedItem(document, item) !== null;
  });

/** What stands against the removal of one item; null while nothing does. */
export function contestedItem(document: Document, item: string): Omit<ContestedItem, 'id'> | null {
  const removal = shownHead(document.registers[removedIn(item)]);
  if (removal === undefined) return null;
  const edits = unseenEdits(document, item);
  return isNothing(edits) ? null : { removal, edits };
}
