import { isRemoved, type Document } from './document.ts';
import { isConflict } from './register.ts';
import { removedIn } from './removal-context.ts';
import { isNothing, unseenEdits } from './unseen-edits.ts';

/**
 * M5: does something stand against the removal of this document, so that a person has to decide? True when the removal
 * itself is disputed, or when somebody wrote what the remover had not seen.
 */
export const isRemovalContested = (document: Document): boolean =>
  isConflict(document.registers[removedIn('')]) || !isNothing(unseenEdits(document, ''));

/** M5: the document is out of every list: removed, and nobody contests it. */
export const isGone = (document: Document): boolean => isRemoved(document) && !isRemovalContested(document);
