import { compareTimestamps } from '../clock/hlc.ts';
import { type Document, isItemRemoved } from './document.ts';
import { deviceOfDot } from './op.ts';
import { hasUnseenText } from './merge-text.ts';
import type { Path } from './path.ts';
import type { Head } from './register.ts';
import {
  type CausalContextHeads,
  causalContextHeadsOf,
  findCausalContext,
  itemRegistersOf,
  removedPathOf,
} from './causal-context.ts';
import { hasSeenDot } from './version-vector.ts';

/** Content of a removed item that no remover had seen. */
export interface UnseenEdits {
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
  const known = contextsOfAll();
  const removals = (document.registers[removedPathOf(item)]?.heads ?? [])
    .filter(({ value }) => value === true)
    .map((removal) => ({ removal, context: findCausalContext(known, item, removal) }));
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
  const contexts = removals.flatMap(({ context }) => context ?? []);
  const texts = registers.flatMap(([path, { text }]) => {
    const vectors = contexts.flatMap((context) => context.texts[path] ?? []);
    return text !== undefined && hasUnseenText(text, vectors) ? [path] : [];
  });
  return { values, texts };
}

/** Return whether nobody wrote anything that the remover had not seen. */
export const hasNoUnseenEdits = ({ values, texts }: UnseenEdits): boolean =>
  values.length === 0 && texts.length === 0;

const timestampOfUnseenHead = (head: Head) => ({ stamp: head.stamp, device: deviceOfDot(head.dot) });
