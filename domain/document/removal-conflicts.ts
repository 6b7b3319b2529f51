import { compareTimestamps } from '../clock/hlc.ts';
import {
  type CausalContextHeads,
  causalContextHeadsOf,
  findCausalContext,
  itemRegistersOf,
  itemRemovedBy,
  removedPathOf,
} from './causal-context.ts';
import {
  type Document,
  type Head,
  hasConflict,
  isItemRemoved,
  itemIdsBelow,
  type Register,
  shownHead,
} from './document.ts';
import { deviceOfDot, hasSeenDot, type Path } from './op.ts';
import { hasUnseenText } from './text-update.ts';

/**
 * M5: return whether the removal of this document is contested, so that a person has to decide. True when the removal
 * itself is in conflict, or when somebody wrote something that the remover had not seen.
 */
export const hasRemovalConflict = (document: Document): boolean =>
  hasConflict(document.registers[removedPathOf('')]) || !hasNoUnseenEdits(unseenEdits(document, ''));

/** M5: return whether the document is out of every list: removed, and nobody contests it. */
export const isRemovedWithoutConflict = (document: Document): boolean =>
  isItemRemoved(document) && !hasRemovalConflict(document);

/** An item that one person removed while another, who did not know, wrote in it (M5). */
interface RemovalConflict {
  readonly id: string;
  readonly removal: Head;
  readonly edits: UnseenEdits;
}

/** M5: items below a prefix (the sessions of a workshop) with a contested removal. */
export const removalConflictsBelow = (document: Document, prefix: string): readonly RemovalConflict[] =>
  itemIdsBelow(document, prefix).flatMap((id) => {
    const contested = removalConflictOf(document, `${prefix}/${id}`);
    return contested === null ? [] : [{ id, ...contested }];
  });

/**
 * M5: `removed` registers of all contested items of a document, of any list. One pass assigns registers to items: a
 * thousand removals cost no more than the document.
 */
export function removalConflictPaths(document: Document): readonly Path[] {
  // Keys of a parsed record are paths; Object.entries forgets that.
  const entries = Object.entries(document.registers) as [Path, Register][];
  const removed = new Map<string, [Path, Register][]>();
  for (const [path] of entries) {
    const item = itemRemovedBy(path);
    if (item !== null && item !== '' && isItemRemoved(document, item)) removed.set(item, []);
  }
  if (removed.size === 0) return [];
  for (const entry of entries) for (const item of enclosingItemsOf(entry[0])) removed.get(item)?.push(entry);
  const contextHeads = causalContextHeadsOf(document);
  return [...removed]
    .filter(([item, registers]) => {
      const alone = { ...document, registers: Object.fromEntries(registers) as Document['registers'] };
      return removalConflictOf(alone, item, () => contextHeads) !== null;
    })
    .map(([item]) => removedPathOf(item));
}

/** Items that may contain a register: every prefix of its path. */
function enclosingItemsOf(path: Path): readonly string[] {
  const segments = path.split('/');
  return segments.slice(1).map((_, at) => segments.slice(0, at + 1).join('/'));
}

/** Conflict with the removal of one item; null while there is none. */
export function removalConflictOf(
  document: Document,
  item: string,
  contexts?: () => CausalContextHeads,
): Omit<RemovalConflict, 'id'> | null {
  const removal = shownHead(document.registers[removedPathOf(item)]);
  if (removal === undefined) return null;
  const edits = unseenEdits(document, item, contexts);
  return hasNoUnseenEdits(edits) ? null : { removal, edits };
}

/** Content of a removed item that no remover had seen. */
interface UnseenEdits {
  /** Values, newest first. */
  readonly values: readonly { readonly path: Path; readonly head: Head }[];
  /** Texts with further writing of others. */
  readonly texts: readonly Path[];
}

/**
 * M5: content of a removed item that its remover had not seen; nothing where it is not removed. With several
 * removers, one who had seen it is enough. Without a context it is unknown: everything that others wrote contests the
 * removal.
 * @param contextsOfAll from callers that look at many items of the document
 */
export function unseenEdits(
  document: Document,
  item: string,
  contextsOfAll: () => CausalContextHeads = () => causalContextHeadsOf(document),
): UnseenEdits {
  if (!isItemRemoved(document, item)) return { values: [], texts: [] };
  const registers = itemRegistersOf(document, item);
  const knownHeads = contextsOfAll();
  const removals = (document.registers[removedPathOf(item)]?.heads ?? [])
    .filter(({ value }) => value === true)
    .map((removal) => ({ removal, context: findCausalContext(knownHeads, item, removal) }));
  const isUnseen = (head: Head): boolean =>
    removals.every(
      ({ removal, context }) =>
        deviceOfDot(head.dot) !== deviceOfDot(removal.dot) &&
        !(context !== null && hasSeenDot(context.seen, head.dot)),
    );
  const values = registers
    .flatMap(([path, { heads }]) => heads.map((head) => ({ path, head })))
    .filter(({ head }) => isUnseen(head))
    .sort((a, b) => compareTimestamps(timestampOfUnseenHead(b.head), timestampOfUnseenHead(a.head)));
  const causalContexts = removals.flatMap(({ context }) => context ?? []);
  const texts = registers.flatMap(([path, { text }]) => {
    const vectors = causalContexts.flatMap((context) => context.texts[path] ?? []);
    return text !== undefined && hasUnseenText(text, vectors) ? [path] : [];
  });
  return { values, texts };
}

/** Return whether nobody wrote anything that the remover had not seen. */
export const hasNoUnseenEdits = ({ values, texts }: UnseenEdits): boolean =>
  values.length === 0 && texts.length === 0;

const timestampOfUnseenHead = (head: Head) => ({ stamp: head.stamp, device: deviceOfDot(head.dot) });
