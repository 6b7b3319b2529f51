import { fromBase64, toBase64 } from 'lib0/buffer';
import { mergeUpdates } from 'yjs';

/** M4: all updates of a text, in any order, as one. Both arguments and the result are base64 Yjs updates. */
export const mergeText = (text: string | undefined, update: string): string =>
  text === undefined ? update : toBase64(mergeUpdates([fromBase64(text), fromBase64(update)]));
