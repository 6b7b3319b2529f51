import { compareStamps } from '../clock/hlc.ts';
import { type Document, isRemoved } from './document.ts';
import { deviceOf } from './dot.ts';
import { isBeyond } from './merge-text.ts';
import type { Path } from './path.ts';
import type { Head } from './register.ts';
import {
  type ContextHeads,
  contextHeads,
  readContext,
  registersOfItem,
  removedIn,
} from './removal-context.ts';
import { hasSeen } from './version-vector.ts';

/** What stands in a removed item that nobody who removed it had seen. */
export interface UnseenEdits {
  /** Values, newest first. */
  readonly values: readonly { readonly path: Path; readonly head: Head }[];
  /** Texts into which somebody wrote more. */
  readonly texts: readonly Path[];
}

/**
 * M5: what stands in a removed item (the whole document for the empty one) beyond what whoever removed it had seen; nothing
 * where it is not removed. Where several removed it, one of them who had seen it is enough. A removal without its context
 * says nothing of what its writer saw, so all that others wrote contests it. `contextsOfAll`: from whoever looks at many items of the document.
 */
export function unseenEdits(
  document: Document,
  item: string,
  contextsOfAll: () => ContextHeads = () => contextHeads(document),
): UnseenEdits {
  if (!isRemoved(document, item)) return { values: [], texts: [] };
  const registers = registersOfItem(document, item);
  const known = contextsOfAll();
  const removals = (document.registers[removedIn(item)]?.heads ?? [])
    .filter(({ value }) => value === true)
    .map((removal) => ({ removal, context: readContext(known, item, removal) }));
  const isUnseen = (head: Head): boolean =>
    removals.every(
      ({ removal, context }) =>
        deviceOf(head.dot) !== deviceOf(removal.dot) &&
        !(context !== null && hasSeen(context.seen, head.dot)),
    );
  const values = registers
    .flatMap(([path, { heads }]) => heads.map((head) => ({ path, head })))
    .filter(({ head }) => isUnseen(head))
    .sort((a, b) => compareStamps(stamped(b.head), stamped(a.head)));
  const contexts = removals.flatMap(({ context }) => context ?? []);
  const texts = registers.flatMap(([path, { text }]) => {
    const vectors = contexts.flatMap((context) => context.texts[path] ?? []);
    return text !== undefined && isBeyond(text, vectors) ? [path] : [];
  });
  return { values, texts };
}

/** Did nobody write anything that the remover had not seen? */
export const isNothing = ({ values, texts }: UnseenEdits): boolean =>
  values.length === 0 && texts.length === 0;

const stamped = (head: Head) => ({ stamp: head.stamp, device: deviceOf(head.dot) });
