import { type Document, idsBelow, isRemoved } from './document.ts';
import type { Path } from './path.ts';
import { type Head, type Register, shownHead } from './register.ts';
import { type ContextHeads, contextHeads, removedBy, removedIn } from './removal-context.ts';
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

/**
 * M5: the `removed` registers of all contested items of a document, whatever they are items of. One pass finds what stands
 * in which item, so that many removals cost no more than the document.
 */
export function contestedRemovals(document: Document): readonly Path[] {
  // Keys of a parsed record are paths; Object.entries forgets that.
  const entries = Object.entries(document.registers) as [Path, Register][];
  const removed = new Map<string, [Path, Register][]>();
  for (const [path] of entries) {
    const item = removedBy(path);
    if (item !== null && item !== '' && isRemoved(document, item)) removed.set(item, []);
  }
  if (removed.size === 0) return [];
  for (const entry of entries) for (const item of itemsAround(entry[0])) removed.get(item)?.push(entry);
  const contexts = contextHeads(document);
  return [...removed]
    .filter(([item, registers]) => {
      const alone = { ...document, registers: Object.fromEntries(registers) as Document['registers'] };
      return contestedItem(alone, item, () => contexts) !== null;
    })
    .map(([item]) => removedIn(item));
}

/** The items that a register may stand in: every prefix of its path. */
function itemsAround(path: Path): readonly string[] {
  const segments = path.split('/');
  return segments.slice(1).map((_, at) => segments.slice(0, at + 1).join('/'));
}

/** What stands against the removal of one item; null while nothing does. */
export function contestedItem(
  document: Document,
  item: string,
  contexts?: () => ContextHeads,
): Omit<ContestedItem, 'id'> | null {
  const removal = shownHead(document.registers[removedIn(item)]);
  if (removal === undefined) return null;
  const edits = unseenEdits(document, item, contexts);
  return isNothing(edits) ? null : { removal, edits };
}
