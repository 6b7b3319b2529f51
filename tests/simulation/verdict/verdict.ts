import * as Y from 'yjs';
import { decodeBase64 } from '#base/base64.ts';
import { areJsonEqual, canonicalJson, type JsonValue } from '#base/json.ts';
import { boundTimestamp } from '#domain/clock/hlc.ts';
import type { Document } from '#domain/document/document.ts';
import { isTextOp, type Op, Path } from '#domain/document/op.ts';
import { withoutDeletedText } from '#domain/document/text-erasure.ts';
import type { LogId } from '#domain/ids.ts';
import type { HoldReason } from '#domain/kinds/admit-op.ts';
import { type MetaKey, metaSchemas, parseMetaValue, readLogRow, readMeta } from '#renderer/store/db/meta.ts';
import { openStoredPack } from '#renderer/store/db/stored-packs.ts';
import { decodePack } from '#sync/protocol/erased-pack.ts';
import type { Laptop } from '../laptop/laptop.ts';
import type { RealHeadquarters } from '../network/headquarters.ts';
import { findFalseConflicts } from './false-conflicts.ts';
import { goneWords } from './gone-words.ts';
import { findHidden } from './hidden-verdict.ts';
import { type Content, contentOf, contentOfHead, type MadeOp, type Oracle } from './oracle.ts';
import { wordsAnywhere } from './words-anywhere.ts';

/** Promises that are broken after quiet: convergence, nothing lost, every conflict visible. */
export interface Violation {
  readonly invariant:
    | 'replicas differ'
    | 'lost'
    | 'silently overwritten'
    | 'false conflict'
    | 'broken'
    | 'no rest'
    | 'no progress'
    | 'unreadable'
    | 'clock led'
    | 'erased too early'
    | 'kept too long'
    | 'came back'
    | 'in two places'
    | 'after its end'
    | 'left the laptop'
    | 'exception';
  readonly detail: string;
}

/** The judged parts of a world. */
export interface Judged {
  readonly headquarters: RealHeadquarters;
  readonly oracle: Oracle;
  readonly stolen: Laptop | null;
  /** All missions of headquarters: a laptop has the words of each of them in one database and one journal. */
  readonly missions: readonly RealHeadquarters[];
  /** Names of laptops whose person lost the role in every mission but the first. */
  readonly withoutRole: ReadonlySet<string>;
}

/** Everything that headquarters has of the log. */
interface Truth {
  readonly ops: readonly Op[];
  readonly byContent: ReadonlyMap<Content, readonly Op[]>;
  readonly held: ReadonlyMap<string, HoldReason['kind']>;
  readonly documents: readonly Document[];
}

/** Compared paths of a document: all of them, unless somebody may rightly have less. */
export type Compared = (documentKind: Document['kind'], path: string) => boolean;

/** Compare the replicas of these laptops with headquarters', and that with the memory of the oracle. */
export async function judgeWorld(
  world: Judged,
  laptops: readonly Laptop[],
  isCompared: Compared = () => true,
): Promise<readonly Violation[]> {
  const { headquarters, oracle } = world;
  const truth = await readTruth(headquarters, oracle);
  const differences = await Promise.all(
    laptops.map((laptop) => compareReplica(world, laptop, truth, isCompared)),
  );
  return [
    ...differences.flat(),
    ...findLost(truth, oracle),
    ...findOverwritten(truth, oracle),
    ...findFalseConflicts({
      documents: truth.documents,
      oracle,
      numbersOf: (content) => truth.byContent.get(content)?.map(({ dot }) => dot) ?? [],
      hasEffect: (content) => truth.byContent.get(content)?.some(({ dot }) => !truth.held.has(dot)) === true,
      wasEarlier: (name) => laptops.some((laptop) => laptop.name === name && laptop.isUpdated),
    }),
    ...findAhead(world, truth),
    ...findHidden(truth.documents, oracle),
    ...(await findStanding(world, laptops, truth.documents)),
  ];
}

/** Present content of headquarters, under any dot. */
export const contentsOf = async ({
  headquarters,
  oracle,
}: Pick<Judged, 'headquarters' | 'oracle'>): Promise<ReadonlySet<Content>> =>
  new Set((await readTruth(headquarters, oracle)).byContent.keys());

async function readTruth(realHeadquarters: RealHeadquarters, oracle: Oracle): Promise<Truth> {
  const ops: Op[] = [];
  const byContent = new Map<Content, Op[]>();
  for (const { kind, payload } of await realHeadquarters.entries()) {
    if (kind !== 'pack') continue;
    for (const op of realHeadquarters.packOps(payload)) {
      ops.push(op);
      const content = oracle.contentOf(op);
      byContent.set(content, [...(byContent.get(content) ?? []), op]);
    }
  }
  return {
    ops,
    byContent,
    held: await realHeadquarters.heldNow(),
    documents: await realHeadquarters.documents(),
  };
}

async function compareReplica(
  { headquarters, stolen }: Judged,
  laptop: Laptop,
  truth: Truth,
  isCompared: Compared,
): Promise<readonly Violation[]> {
  const differs = (what: string, here: unknown, there: unknown): Violation[] => {
    const [a, b] = [canonicalJson(here as JsonValue), canonicalJson(there as JsonValue)];
    if (a === b) return [];
    return [{ invariant: 'replicas differ', detail: `${laptop.name}: ${what}\n  here  ${a}\n  there ${b}` }];
  };
  if (!laptop.isUp) return [{ invariant: 'broken', detail: `${laptop.name} does not start` }];
  const { documents, held } = truth;
  const { log } = headquarters;
  const logRow = await readLogRow(laptop.db, log);
  const foundViolations: Violation[] = [];
  foundViolations.push(...differs('the ops that it has', logRow.have, await headquarters.have()));
  foundViolations.push(
    ...differs('the ops that are held', Object.keys(logRow.held).sort(), [...held.keys()].sort()),
  );
  foundViolations.push(...differs('what waits for headquarters', logRow.waiting, { changes: 0, bytes: 0 }));
  // Ops that follow a stolen one wait for ever.
  if (stolen === null)
    foundViolations.push(
      ...differs(
        'values that only wait for an earlier one',
        await earlyOnly(laptop, headquarters, truth),
        [],
      ),
    );
  foundViolations.push(...(await steeringRows(laptop, headquarters.dependencies.nowMs())));
  foundViolations.push(...(await unreadableWaiting(laptop, log)));
  for (const document of documents) {
    const { doc } = document;
    const baseRow = await laptop.db.documents.get([log, doc]);
    const keptDocument = baseRow !== undefined && laptop.isUpdated ? withinBounds(baseRow) : baseRow;
    const here = keptDocument === undefined ? null : asRead(keptDocument, isCompared);
    foundViolations.push(...differs(`document ${doc}`, here, asRead(document, isCompared)));
  }
  // An earlier version kept the row of a document of held ops alone.
  const baseRows = (await laptop.db.documents.where({ log }).toArray()).filter(
    ({ registers }) => !laptop.isUpdated || Object.keys(registers).length > 0,
  );
  const ids = (all: readonly { readonly doc: string }[]): readonly string[] =>
    all.map(({ doc }) => doc).sort();
  foundViolations.push(...differs('documents', ids(baseRows), ids(documents)));
  return foundViolations;
}

/** Largest lead of a laptop's clock that it made itself: by steps that were too small to be corrected. */
const largestOwnLeadMs = 3 * 60 * 60_000;

/**
 * The earlier version followed others' timestamps up to this lead, and its own ops have them: no clock goes back below
 * them.
 */
const earlierLeadMs = 24 * 60 * 60_000;

/** Every row that steers a laptop can be read, and no other device has moved its clock ahead (J4). */
async function steeringRows(laptop: Laptop, nowMs: number): Promise<readonly Violation[]> {
  const foundViolations: Violation[] = [];
  for (const { key, value } of await laptop.db.meta.toArray())
    if (key in metaSchemas && parseMetaValue(key as MetaKey, value) === undefined)
      foundViolations.push({
        invariant: 'unreadable',
        detail: `${laptop.name}: ${key} ${JSON.stringify(value)}`,
      });
  const leadMs = ((await readMeta(laptop.db, 'clock'))?.[0] ?? 0) - nowMs;
  if (leadMs > largestOwnLeadMs + (laptop.isUpdated ? earlierLeadMs : 0))
    foundViolations.push({ invariant: 'clock led', detail: `${laptop.name}: ${leadMs} ms ahead` });
  return foundViolations;
}

/** A pack that waits can be taken when its turn comes (M6); any other is in quarantine, where a person sees it (J4). */
async function unreadableWaiting({ name, db }: Laptop, logId: LogId): Promise<readonly Violation[]> {
  return (await db.early.toArray()).flatMap((row): Violation[] => {
    const opened = row.log === logId ? decodePack(row) : null;
    if (opened === null || opened.ok) return [];
    return [{ invariant: 'unreadable', detail: `${name}: a waiting pack: ${opened.refusal.why}` }];
  });
}

/** Values in packs that wait for an earlier one (M6), and that headquarters has under no other number (P2) either. */
async function earlyOnly(
  laptop: Laptop,
  { log }: RealHeadquarters,
  { byContent }: Truth,
): Promise<readonly Content[]> {
  const contents = (await laptop.db.early.toArray()).flatMap((row) =>
    row.log === log ? openStoredPack(row).ops.map(contentOf) : [],
  );
  return contents.filter((content) => !byContent.has(content));
}

/** After an erasure within a text, its updates may be encoded in several ways. */
const asRead = ({ kind, registers }: Document, isCompared: Compared) => ({
  kind,
  registers: Object.fromEntries(
    Object.entries(registers)
      .filter(([path]) => isCompared(kind, path))
      .map(([path, { text, ...rest }]) => [
        path,
        text === undefined ? rest : { ...rest, text: withoutDeletedText(text) },
      ]),
  ),
});

/**
 * Reading of the present version of an op with a timestamp from an earlier one, which had no bounds (J4): its document
 * has it still.
 */
const withinBounds = (document: Document): Document => ({
  ...document,
  registers: Object.fromEntries(
    Object.entries(document.registers).map(([path, { heads, ...rest }]) => [
      path,
      { ...rest, heads: heads.map((head) => ({ ...head, stamp: boundTimestamp(head.stamp) })) },
    ]),
  ),
});

/**
 * Content that headquarters erased is nowhere any more. Of a mission without a role nothing reaches a laptop, and what
 * it did not send stays there: also the copy of a record that was moved there before the erasure was known.
 */
async function findStanding(
  { headquarters, missions, oracle, withoutRole }: Judged,
  laptops: readonly Laptop[],
  documents: readonly Document[],
): Promise<readonly Violation[]> {
  if (oracle.erasedWords.size === 0) return [];
  const gone = await goneWords(oracle.erasedWords, missions);
  const lostLogs = new Set(missions.slice(1).map(({ log }) => log));
  const foundViolations: Violation[] = [];
  const tell = (who: string, where: string, something: unknown): void => {
    const words = wordsAnywhere(something, withoutRole.has(who) ? lostLogs : undefined);
    const word = words.find((one) => gone.has(one));
    if (word !== undefined)
      foundViolations.push({ invariant: 'came back', detail: `${who}: ${word} in ${where}` });
  };
  for (const row of await headquarters.parked()) tell('headquarters', 'what is parked', row);
  for (const document of documents) tell('headquarters', 'a document', document);
  for (const laptop of laptops.filter(({ isUp }) => isUp)) {
    for (const table of laptop.db.tables)
      for (const row of await table.toArray()) tell(laptop.name, table.name, row);
    for await (const { entries } of laptop.journal.read())
      for (const journalEntry of entries)
        tell(laptop.name, `the journal: ${journalEntry.kind}`, journalEntry);
  }
  return foundViolations;
}

function findLost(truth: Truth, oracle: Oracle): readonly Violation[] {
  return oracle.saved
    .filter((made) => !made.isExcused && !isKept(truth, made))
    .map((made) => ({ invariant: 'lost', detail: told(made) }));
}

/** It is in the log under some dot; and unless it is held, a text shows it. */
function isKept(truth: Truth, { content, op }: MadeOp): boolean {
  const there = truth.byContent.get(content) ?? [];
  if (there.length === 0) return false;
  return there.every(({ dot }) => truth.held.has(dot)) || isInText(op, truth);
}

/**
 * A text shows every update that was made to it: applying it again changes nothing. Words typed next to held ones are
 * shown with them.
 */
function isInText(op: Op, { documents, ops, held }: Truth): boolean {
  if (!isTextOp(op)) return true;
  const text = documents.find(({ doc }) => doc === op.doc)?.registers[op.path]?.text;
  if (text === undefined) return false;
  const whole = new Y.Doc();
  Y.applyUpdate(whole, decodeBase64(text));
  for (const otherOp of ops)
    if (isTextOp(otherOp) && otherOp.doc === op.doc && otherOp.path === op.path && held.has(otherOp.dot))
      Y.applyUpdate(whole, decodeBase64(otherOp.text));
  const before = whole.getText('body').toJSON();
  Y.applyUpdate(whole, decodeBase64(op.text));
  return whole.getText('body').toJSON() === before && whole.store.pendingStructs === null;
}

/**
 * A hidden value must have been replaced by a person who had seen it, or who wrote it (M1, M3). A held op has no
 * effect, neither as a value nor as a replacement.
 */
function findOverwritten(truth: Truth, oracle: Oracle): readonly Violation[] {
  const madeByContent = new Map<Content, readonly MadeOp[]>();
  for (const madeOp of oracle.made)
    madeByContent.set(madeOp.content, [...(madeByContent.get(madeOp.content) ?? []), madeOp]);
  const order = new Map(oracle.made.map((made, at) => [made, at]));
  return oracle.made.flatMap((madeOp): Violation[] => {
    const { op, content, person } = madeOp;
    const there = truth.byContent.get(content);
    if (isTextOp(op) || there === undefined || madeOp.isExcused) return [];
    if (there.every(({ dot }) => truth.held.has(dot))) return [];
    const heads = truth.documents.find(({ doc }) => doc === op.doc)?.registers[op.path]?.heads ?? [];
    const isShown = heads.some((head) => areJsonEqual(head.value, op.value));
    if (isShown) return [];

    const dots = there.map(({ dot }) => dot);
    const isReplacedKnowingly = truth.ops.some((later) => {
      if (isTextOp(later) || later.doc !== op.doc || later.path !== op.path || truth.held.has(later.dot))
        return false;
      return (madeByContent.get(oracle.contentOf(later)) ?? []).some((by) => {
        if (by.saw.has(content)) return true;
        const isLater = (order.get(by) ?? 0) > (order.get(madeOp) ?? 0);
        return by.person === person && isLater && later.over.some((dot) => dots.includes(dot));
      });
    });
    const headsTold = heads.map((head) => contentOfHead(op.doc, op.path, head)).join(' | ');
    return isReplacedKnowingly
      ? []
      : [{ invariant: 'silently overwritten', detail: `${told(madeOp)}; shown there: ${headsTold}` }];
  });
}

const statusPath = Path.parse('status');

/** M2, M4: once everybody has met, no write of a person is ahead of headquarters. */
function findAhead({ oracle, stolen }: Judged, { byContent, held, documents }: Truth): readonly Violation[] {
  // Stolen data never comes, until the laptop is revoked.
  if (stolen !== null) return [];
  return oracle.made.flatMap((madeOp): Violation[] => {
    const kinds = (byContent.get(madeOp.content) ?? []).map(({ dot }) => held.get(dot));
    const isAhead = kinds.length > 0 && kinds.every((kind) => kind?.startsWith('aheadOf'));
    // A late op for a final document waits for a person (M7).
    const status = documents.find(({ doc }) => doc === madeOp.op.doc)?.registers[statusPath];
    const isFinal = status?.heads.some(({ value }) => value === 'final') === true;
    return isAhead && !isFinal ? [{ invariant: 'no rest', detail: `still ahead: ${told(madeOp)}` }] : [];
  });
}

const told = ({ op, laptop, content }: MadeOp): string =>
  `${op.dot.slice(0, 6)}…${op.dot.slice(32)} of ${laptop}: ${content}`;
