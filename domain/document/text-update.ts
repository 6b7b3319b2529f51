import * as Y from 'yjs';
import {
  applyUpdate,
  ContentDeleted,
  ContentDoc,
  ContentString,
  ContentType,
  convertUpdateFormatV2ToV1,
  createDeleteSet,
  createDocFromSnapshot,
  createSnapshot,
  Doc,
  decodeStateVector,
  decodeUpdate,
  encodeStateAsUpdate,
  encodeStateVector,
  encodeStateVectorFromUpdate,
  GC,
  type ID,
  Item,
  mergeUpdates,
  parseUpdateMeta,
  Skip,
} from 'yjs';
import { decodeBase64, encodeBase64 } from '#base/base64.ts';
import type { DeviceId } from '../ids.ts';
import { textLimits } from './document-size.ts';
import type { TextOp } from './op.ts';

/**
 * Yjs client ids of text ops (M4), whole numbers below 2^53. An id names its device: the marker bit 2^52, then the
 * first 32 bits of the device's id. The last 20 bits are random for each editing session.
 */
const clientMarkerBit = 2 ** 52;
const sessionIdCount = 2 ** 20;
/**
 * Yjs itself draws 32 random bits. Earlier versions of the app wrote under such ids, which do not name their device.
 */
const unboundIdLimit = 2 ** 32;

/** The first hex digits of a device's id that its client ids hold. No two devices of one headquarters share them. */
export const clientIdDigits = (deviceId: DeviceId): string => deviceId.slice(0, 8);

/** Return whether Yjs drew this id at random, for an earlier version of the app. */
export const isUnboundClientId = (client: number): boolean => client < unboundIdLimit;

/** Return whether this id is one of the device's own. */
export const isClientIdOf = (client: number, deviceId: DeviceId): boolean => {
  const first = firstClientIdOf(deviceId);
  return client >= first && client < first + sessionIdCount;
};

/**
 * Create a client id for one editing session. A used id is never given again: its clock would start from 0 (a
 * reloaded page, a lost draft).
 * @param drawn at least 20 random bits
 * @param isUsed ids that the text has already
 */
export function createClientId(
  deviceId: DeviceId,
  drawn: number,
  isUsed: (client: number) => boolean,
): number {
  const first = firstClientIdOf(deviceId);
  let session = drawn % sessionIdCount;
  for (let tries = 0; tries < sessionIdCount && isUsed(first + session); tries++)
    session = (session + 1) % sessionIdCount;
  return first + session;
}

const firstClientIdOf = (deviceId: DeviceId): number =>
  clientMarkerBit + Number.parseInt(clientIdDigits(deviceId), 16) * sessionIdCount;

/** A run of one client's clocks that an update writes, from `id.clock` on, `length` letters or marks long. */
export type TextStruct = Item | GC;

/** Clocks of one client, `to` not included. */
export interface ClockRange {
  readonly from: number;
  readonly to: number;
}

/** A Yjs update by client id: its writes, in the order of clocks, and its deletions. */
export interface TextUpdate {
  readonly structs: ReadonlyMap<number, readonly TextStruct[]>;
  readonly deletes: ReadonlyMap<number, readonly ClockRange[]>;
}

const parsedUpdateByOp = new WeakMap<TextOp, TextUpdate | null>();

/** The update of a text op, parsed once; null when it is no Yjs update or beyond `textLimits`. */
export function parsedUpdateOf(op: TextOp): TextUpdate | null {
  const knownTextUpdate = parsedUpdateByOp.get(op);
  if (knownTextUpdate !== undefined) return knownTextUpdate;
  const textUpdate = parseTextUpdate(op.text);
  const fits = textUpdate !== null && isWithinTextLimits(textUpdate) ? textUpdate : null;
  parsedUpdateByOp.set(op, fits);
  return fits;
}

/** Parse a base64 Yjs update of any size; null when it is none. */
export function parseTextUpdate(text: string): TextUpdate | null {
  try {
    const { structs, ds } = decodeUpdate(decodeBase64(text));
    const byClient = new Map<number, TextStruct[]>();
    for (const struct of structs) {
      if (struct instanceof Skip) continue;
      const { client } = struct.id;
      const knownTextStructs = byClient.get(client);
      if (knownTextStructs) knownTextStructs.push(struct);
      else byClient.set(client, [struct]);
    }
    const deletes = [...ds.clients].map(
      ([client, items]) =>
        [client, items.map(({ clock, len }) => ({ from: clock, to: clock + len }))] as const,
    );
    return { structs: byClient, deletes: new Map(deletes) };
  } catch {
    // Yjs throws all kinds of errors at foreign bytes.
    return null;
  }
}

function isWithinTextLimits({ structs, deletes }: TextUpdate): boolean {
  const runs = [...structs.values()].flatMap((some) =>
    some.map(({ id, length }) => ({ from: id.clock, to: id.clock + length })),
  );
  const clockRanges = [...deletes.values()].flat();
  return (
    runs.length <= textLimits.structs &&
    clockRanges.length <= textLimits.deleteRanges &&
    structs.size + deletes.size <= textLimits.clients &&
    [...runs, ...clockRanges].every(({ from, to }) => to > from && to <= textLimits.clock) &&
    [...structs.values()].every(areStructsInOrder)
  );
}

/** Yjs writes each clock once and in order: any other update contradicts itself. */
function areStructsInOrder(textStructs: readonly TextStruct[]): boolean {
  let reached = 0;
  return textStructs.every(({ id, length }) => {
    const follows = id.clock >= reached;
    reached = id.clock + length;
    return follows;
  });
}

/**
 * Return whether two runs have the same content in the clocks that both cover. A run with deleted content agrees with
 * any. Both must be of one client and overlap.
 */
export function doStructsAgree(a: TextStruct, b: TextStruct): boolean {
  if (a instanceof GC || b instanceof GC) return true;
  if (a.content instanceof ContentDeleted || b.content instanceof ContentDeleted) return true;
  const from = Math.max(a.id.clock, b.id.clock);
  const to = Math.min(a.id.clock + a.length, b.id.clock + b.length);
  return (
    positionAtClock(a, from) === positionAtClock(b, from) &&
    structContentOf(a, from, to) === structContentOf(b, from, to)
  );
}

/** Position of the letter at this clock. Within a run each follows the one before it. */
function positionAtClock({ id, origin, rightOrigin, parent, parentSub }: Item, clock: number): string {
  const left = clock > id.clock ? { client: id.client, clock: clock - 1 } : origin;
  // An update names the parent only for an item without neighbours.
  const above = left === null && rightOrigin === null ? [parentIdText(parent), parentSub] : [];
  return JSON.stringify([clockIdText(left), clockIdText(rightOrigin), ...above]);
}

const clockIdText = (id: Pick<ID, 'client' | 'clock'> | null): string | null =>
  id && `${String(id.client)}:${String(id.clock)}`;

/** In an update a parent is the name of a root or the id of an item. */
const parentIdText = (parent: unknown): string | null =>
  typeof parent === 'string' ? `root ${parent}` : parent === null ? null : clockIdText(parent as ID);

function structContentOf({ id, content }: Item, from: number, to: number): string {
  const [start, end] = [from - id.clock, to - id.clock];
  if (content instanceof ContentString) return content.str.slice(start, end);
  if (content instanceof ContentType) {
    const { type } = content;
    return `${type.constructor.name} ${'nodeName' in type ? String(type.nodeName) : ''}`;
  }
  if (content instanceof ContentDoc) return content.doc.guid;
  if ('arr' in content) return JSON.stringify(content.getContent().slice(start, end));
  // Marks and embedded content are one clock long, and have no more than their content.
  return JSON.stringify(Object.entries(content));
}

/** Root of the notes of a session (renderer/field/features/workshop/notes-schema.ts `notesField`). */
const sessionNotesRoot = 'default';

/**
 * Plain text of a merged text (M4): a line for each block, of any mark and depth. A device can write any valid update
 * here: letters without a block are a line too, and every other content has no text.
 */
export function plainTextOfUpdate(text: string): string {
  const document = new Y.Doc();
  Y.applyUpdate(document, decodeBase64(text));
  const lines: string[] = [];
  // No recursion: the depth of blocks is another device's choice.
  const waiting: unknown[] = [document.getXmlFragment(sessionNotesRoot)];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (node instanceof Y.XmlText) lines.push(plainTextOfPiece(node));
    else if (node instanceof Y.XmlFragment) waiting.push(...childrenOf(node).toReversed());
    else if (typeof node === 'string') lines.push(node);
  }
  return lines.join('\n');
}

/** Children of a block. Letters without a block of their own are joined. */
function childrenOf(fragment: Y.XmlFragment): readonly unknown[] {
  const children: unknown[] = [];
  // Yjs declares its own blocks alone, and an update may have any content.
  for (const child of fragment.toArray() as readonly unknown[]) {
    const last = children.at(-1);
    if (typeof child === 'string' && typeof last === 'string') children[children.length - 1] = last + child;
    else children.push(child);
  }
  return children;
}

function plainTextOfPiece(piece: Y.XmlText): string {
  const parts: readonly { readonly insert?: unknown }[] = piece.toDelta();
  return parts.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('');
}

/** M4: merge all updates of a text, in any order, into one. Both arguments and the result are base64 Yjs updates. */
export const mergeTextUpdates = (text: string | undefined, update: string): string =>
  text === undefined ? update : encodeBase64(mergeUpdates([decodeBase64(text), decodeBase64(update)]));

/** Yjs state vector in base64: how much each writer ever wrote into a text, deletions included. */
export const textStateVectorOf = (text: string): string =>
  encodeBase64(encodeStateVectorFromUpdate(decodeBase64(text)));

/** Return whether this base64 is a state vector. */
export function isStateVector(vector: string): boolean {
  try {
    decodeStateVector(decodeBase64(vector));
    return true;
  } catch {
    return false;
  }
}

/** Return whether a text has content that none of these state vectors covers. */
export function hasUnseenText(text: string, vectors: readonly string[]): boolean {
  const known = vectors.map((vector) => decodeStateVector(decodeBase64(vector)));
  const clocks = decodeStateVector(encodeStateVectorFromUpdate(decodeBase64(text)));
  return [...clocks].some(([writer, clock]) => known.every((one) => (one.get(writer) ?? 0) < clock));
}

/** Clients with more writing in this state vector than in the text. Undefined: no text. */
export function clientsAheadOfText(vector: string, text: string | undefined): readonly number[] {
  const there = text === undefined ? new Map() : decodeStateVector(decodeBase64(textStateVectorOf(text)));
  return [...decodeStateVector(decodeBase64(vector))].flatMap(([writer, clock]) =>
    (there.get(writer) ?? 0) < clock ? [writer] : [],
  );
}

/** An update that adds nothing to any text. */
export const emptyTextUpdate = encodeBase64(encodeStateAsUpdate(new Doc()));

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
