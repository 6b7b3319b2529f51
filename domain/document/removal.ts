import { compareStamps } from '../clock/hlc.ts';
import { isRemoved, type Document } from './document.ts';
import { deviceOf } from './dot.ts';
import { type Head, isConflict, shownHead } from './register.ts';
import type { Path } from './path.ts';

/**
 * M5: does someone else's write stand against the removal of this document, so that a person has to decide? True when
 * the removal itself is disputed, or when another device wrote a value with a later stamp than the removal's: stamps
 * respect what their writer had seen, so whoever wrote that did not know of the removal. A write that was made
 * earlier on a laptop that had not synced cannot be told apart from one that the remover saw.
 */
export function isRemovalContested(document: Document): boolean {
  const register = document.registers[removed];
  if (isConflict(register)) return true;
  const removal = shownHead(register);
  if (removal === undefined || !isRemoved(document)) return false;
  return Object.values(document.registers).some(({ heads }) =>
    heads.some(
      (head) =>
        deviceOf(head.dot) !== deviceOf(removal.dot) && compareStamps(stamped(head), stamped(removal)) > 0,
    ),
  );
}

/** M5: the document is out of every list: removed, and nobody contests it. */
export const isGone = (document: Document): boolean => isRemoved(document) && !isRemovalContested(document);

const removed = 'removed' as Path; // matches Path
const stamped = (head: Head) => ({ stamp: head.stamp, device: deviceOf(head.dot) });
