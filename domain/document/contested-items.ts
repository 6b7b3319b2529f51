import { compareStamps } from '../clock/hlc.ts';
import { type Document, idsBelow, isRemoved } from './document.ts';
import { deviceOf } from './dot.ts';
import type { Path } from './path.ts';
import { type Head, shownHead } from './register.ts';

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
export const contestedItems = (document: Document | undefined, prefix: string): readonly ContestedItem[] =>
  idsBelow(document, prefix).flatMap((id) => {
    const item = `${prefix}/${id}`;
    const removal = shownHead(document?.registers[`${item}/removed` as Path]); // reading takes any text
    if (document === undefined || removal === undefined || !isRemoved(document, item)) return [];
    const edits = headsBelow(document, item)
      .filter(({ path, head }) => !path.endsWith('/removed') && isUnawareOf(removal, head))
      .sort((a, b) => compareStamps(stamped(b.head), stamped(a.head)));
    return edits.length === 0 ? [] : [{ id, removal, edits }];
  });

const headsBelow = (document: Document, item: string): { readonly path: Path; readonly head: Head }[] =>
  // Keys of a parsed record are paths; Object.entries forgets that.
  (Object.entries(document.registers) as [Path, Document['registers'][Path]][])
    .filter(([path]) => path.startsWith(`${item}/`))
    .flatMap(([path, register]) => (register?.heads ?? []).map((head) => ({ path, head })));

const isUnawareOf = (removal: Head, head: Head): boolean =>
  deviceOf(head.dot) !== deviceOf(removal.dot) && compareStamps(stamped(head), stamped(removal)) > 0;

const stamped = (head: Head) => ({ stamp: head.stamp, device: deviceOf(head.dot) });
