import {
  applyUpdate,
  ContentDeleted,
  convertUpdateFormatV2ToV1,
  createDeleteSet,
  createDocFromSnapshot,
  createSnapshot,
  Doc,
  decodeStateVector,
  decodeUpdate,
  encodeStateAsUpdate,
  encodeStateVector,
  Item,
  mergeUpdates,
  parseUpdateMeta,
} from 'yjs';
import { decodeBase64, encodeBase64 } from '#base/base64.ts';

/**
 * The same text without its deleted content, which a merged update would keep. Later additions still fit in: the
 * places of deleted content stay.
 */
export const withoutDeletedText = (text: string): string => encodeYjsDocument(loadYjsDocument(text));

/**
 * Merge updates that were never sent, without the content that the text no longer has. The places of that content stay,
 * so that later additions still fit in. Content that waits for a missing update stays as it is: until then the text does
 * not show whether it has it.
 * @param text the merged text with these updates, a base64 Yjs update like them
 * @returns null where the text still has all of their content
 */
export function withoutTakenOutText(text: string, updates: readonly string[]): string | null {
  const whole = new Doc({ gc: false });
  applyUpdate(whole, decodeBase64(text));
  const merged = mergeUpdates(updates.map((update) => decodeBase64(update)));
  const clocks = decodeStateVector(encodeStateVector(whole));
  for (const [client, clock] of parseUpdateMeta(merged).from)
    clocks.set(client, Math.min(clock, clocks.get(client) ?? 0));
  const before = createDocFromSnapshot(whole, createSnapshot(createDeleteSet(), clocks), new Doc());
  let left = merged;
  // Yjs reports a change after it has dropped the content that the change deleted. A second report tidies marks up.
  before.once('update', (updateBytes: Uint8Array) => (left = updateBytes));
  applyUpdate(before, merged);
  const waiting = before.store.pendingStructs;
  if (waiting !== null && left !== merged)
    left = mergeUpdates([left, convertUpdateFormatV2ToV1(waiting.update)]);
  return contentLengthOf(left) < contentLengthOf(merged) ? encodeBase64(left) : null;
}

/** Number of letters and embedded objects in a Yjs update, without deleted ones. */
const contentLengthOf = (updateBytes: Uint8Array): number =>
  decodeUpdate(updateBytes).structs.reduce(
    (all, struct) =>
      struct instanceof Item && !(struct.content instanceof ContentDeleted) && struct.content.isCountable()
        ? all + struct.length
        : all,
    0,
  );

/**
 * The text without any content, as if somebody had deleted all of it; later additions still fit in. Content that
 * waits in it for a missing update goes too, with its place.
 */
export function withoutTextContent(text: string): string {
  const document = loadYjsDocument(text);
  document.store.pendingStructs = null;
  document.store.pendingDs = null;
  document.transact((transaction) => {
    for (const structs of document.store.clients.values())
      for (const struct of structs) if (struct instanceof Item) struct.delete(transaction);
  });
  return encodeYjsDocument(document);
}

/** Yjs drops deleted content while a document takes an update, and at the end of a transaction. */
function loadYjsDocument(text: string): Doc {
  const document = new Doc();
  applyUpdate(document, decodeBase64(text));
  return document;
}

const encodeYjsDocument = (document: Doc): string => encodeBase64(encodeStateAsUpdate(document));
