import { fromBase64, toBase64 } from '../base/base64.ts';
import { decodeUpdate, mergeUpdates } from 'yjs';

/** M4: all updates of a text, in any order, as one. Both arguments and the result are base64 Yjs updates. */
export const mergeText = (text: string | undefined, update: string): string =>
  text === undefined ? update : toBase64(mergeUpdates([fromBase64(text), fromBase64(update)]));

/** Is this base64 a Yjs update at all? One that is not would break the text for all who merge it. */
export function isTextUpdate(text: string): boolean {
  try {
    decodeUpdate(fromBase64(text));
    return true;
  } catch {
    return false;
  }
}
