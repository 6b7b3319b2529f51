import { addToGroup } from '#base/group.ts';
import { areJsonEqual, compareTexts, type JsonValue } from '#base/json.ts';
import type { HlcTimestamp } from '../clock/hlc.ts';
import {
  conflictPathsOf,
  type Document,
  type DocumentLookup,
  type Head,
  itemIdsBelow,
  type Register,
  registerAt,
  shownHead,
  valueAt,
} from '../document/document.ts';
import { type Dot, deviceOfDot, numberOfDot, type Path } from '../document/op.ts';
import { compareWritten } from '../document/written-order.ts';
import type { DeviceId } from '../ids.ts';

/** One op below an answer, as the history of a record has it. */
export interface AnswerOp {
  readonly dot: Dot;
  readonly path: Path;
  readonly stamp: HlcTimestamp;
  /** Undefined for erased content. */
  readonly value: JsonValue | undefined;
  /** Dots that it replaced; absent where they are not on this laptop. */
  readonly over?: readonly Dot[] | undefined;
}

/** Whole answer of one person, or of several who gave the same. */
export interface AnswerSide {
  readonly key: string;
  /** Newest first. */
  readonly writers: readonly { readonly device: DeviceId; readonly atMs: number }[];
  /** The record with this answer in place of the contested one. */
  readonly document: Document;
}

/** Answer that people gave without seeing each other, to be decided as a whole. */
export interface AnswerConflict {
  readonly question: string;
  /** The own one first, then the newest. */
  readonly sides: readonly AnswerSide[];
}

/** Registers of an answer that a person decides together, apart from its evidence. */
export const answerFields = [
  'state',
  'level',
  'rationale',
  'rationale-for',
  'na-reason',
  'variation',
  'confidence',
] as const;
export type AnswerField = (typeof answerFields)[number];

const wholeAnswerPath = new RegExp(`^answers/([^/]+)/(?:${answerFields.join('|')}|evidence/[^/]+/[^/]+)$`);

/** Question whose whole answer is decided where this register is in conflict; null for any other register. */
export const questionOfAnswerPath = (path: string): string | null => wholeAnswerPath.exec(path)?.[1] ?? null;

/** Found once per state of a document: each question of a screen asks for its own. */
const contestedPaths = new WeakMap<Document['registers'], ReadonlyMap<string, readonly Path[]>>();

/** Registers in conflict by the question whose whole answer is decided. */
function contestedPathsByQuestion(document: Document): ReadonlyMap<string, readonly Path[]> {
  const known = contestedPaths.get(document.registers);
  if (known !== undefined) return known;
  const groups = groupByQuestion(conflictPathsOf(document));
  contestedPaths.set(document.registers, groups);
  return groups;
}

function groupByQuestion(paths: Iterable<Path>): ReadonlyMap<string, readonly Path[]> {
  const groups = new Map<string, Path[]>();
  for (const path of paths) {
    const question = questionOfAnswerPath(path);
    if (question !== null) addToGroup(groups, question, path);
  }
  return groups;
}

/** Registers in conflict of the answer to one question. */
export const contestedPathsBelow = (document: Document, question: string): readonly Path[] =>
  contestedPathsByQuestion(document).get(question) ?? [];

export const isAnswerContested = (document: Document, question: string): boolean =>
  contestedPathsBelow(document, question).length > 0;

/**
 * Questions with a contested answer, by code. Evidence that supports several questions is in conflict under each of
 * them with the same values: it is decided once, under the first.
 */
export const contestedAnswersOf = (document: Document): readonly string[] =>
  questionsToDecide(document, contestedPathsByQuestion(document));

/** Questions with a contested answer, where these registers are in conflict. */
export const contestedAnswersAt = (
  documentLookup: DocumentLookup,
  conflicts: Iterable<Path>,
): readonly string[] => questionsToDecide(documentLookup, groupByQuestion(conflicts));

function questionsToDecide(
  documentLookup: DocumentLookup,
  contested: ReadonlyMap<string, readonly Path[]>,
): readonly string[] {
  const known = new Set<string>();
  return [...contested]
    .toSorted(([a], [b]) => compareCodes(a, b))
    .filter(([, paths]) => {
      const keys = paths.map((path) => contestKeyOf(documentLookup, path));
      const hasNew = keys.some((key) => !known.has(key));
      for (const key of keys) known.add(key);
      return hasNew;
    })
    .map(([question]) => question);
}

const compareCodes = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

/** Equal for the same field of one piece of evidence under several questions, with the same values. */
export function contestKeyOf(documentLookup: DocumentLookup, path: Path): string {
  const [, , area = '', ...item] = path.split('/');
  if (area !== 'evidence') return path;
  const values = (registerAt(documentLookup, path)?.heads ?? []).map(({ value }) => JSON.stringify(value));
  return [...item, ...[...new Set(values)].sort()].join(' ');
}

/** Longest time between two acts on one answer that count as one, where no op shows which values the second saw. */
const sameSittingMs = 30 * 60_000;

interface SideFacts {
  readonly key: string;
  readonly device: DeviceId;
  readonly stamp: HlcTimestamp;
  /** By path: the value that it holds in a register in conflict. */
  readonly heads: ReadonlyMap<Path, AnswerOp>;
}

/**
 * Whole answers to one question with a conflict. A field that one side alone changed belongs to that side: the others
 * have the value that they saw (docs/decisions/0031-whole-answers.md).
 * @param answerOps Ops below the answer that this laptop has.
 * @param ownDeviceId Device whose answer comes first.
 */
export function readAnswerConflict(
  document: Document,
  question: string,
  answerOps: readonly AnswerOp[],
  ownDeviceId: DeviceId,
): AnswerConflict {
  const byDot = new Map(answerOps.map((op) => [op.dot, op]));
  const sideFactses = sideFactsOf(document, contestedPathsBelow(document, question), byDot);
  const answerSides = sideFactses.map((sideFacts): AnswerSide => {
    const sees = sightOf(sideFacts, sideFactses, answerOps);
    const registers = Object.entries(document.registers).flatMap(([path, register]) => {
      if (questionOfAnswerPath(path) !== question) return [[path, register] as const];
      // Keys of a parsed record are paths; Object.entries forgets that.
      const seen = valueSeenBy(sideFacts, path as Path, register, byDot, sees);
      return seen === null ? [] : [[path, { heads: [seen] }] as const];
    });
    return {
      key: sideFacts.key,
      writers: [{ device: sideFacts.device, atMs: sideFacts.stamp[0] }],
      document: { ...document, registers: Object.fromEntries(registers) },
    };
  });
  const rank = ({ writers }: AnswerSide): number =>
    writers.some(({ device }) => device === ownDeviceId) ? 0 : 1;
  return {
    question,
    sides: joinEqualSides(question, answerSides).toSorted(
      (a, b) => rank(a) - rank(b) || newestMs(b) - newestMs(a) || compareTexts(a.key, b.key),
    ),
  };
}

const newestMs = ({ writers }: AnswerSide): number => Math.max(...writers.map(({ atMs }) => atMs));

/** Each person with a value in a register in conflict. */
function sideFactsOf(
  document: Document,
  contested: readonly Path[],
  byDot: ReadonlyMap<Dot, AnswerOp>,
): readonly SideFacts[] {
  const found = new Map<string, { device: DeviceId; stamp: HlcTimestamp; heads: Map<Path, AnswerOp> }>();
  for (const path of contested) {
    for (const head of document.registers[path]?.heads ?? []) {
      const op = originOf({ ...head, path, ...byDot.get(head.dot) }, byDot);
      const deviceId = deviceOfDot(op.dot);
      // Two values of one device: a decision was taken back and its op is not here any more.
      const taken = [...found.entries()].filter(
        ([, side]) => side.device === deviceId && side.heads.has(path),
      );
      const key = taken.length === 0 ? deviceId : `${deviceId} ${taken.length + 1}`;
      const side = found.get(key) ?? { device: deviceId, stamp: op.stamp, heads: new Map<Path, AnswerOp>() };
      side.heads.set(path, op);
      if (compareWritten(op, { dot: op.dot, stamp: side.stamp }) > 0) side.stamp = op.stamp;
      found.set(key, side);
    }
  }
  return [...found].map(([key, side]) => ({ key, ...side }));
}

/** An undone decision writes the earlier values again: they stay those of the people who gave them. */
export function originOf(op: AnswerOp, byDot: ReadonlyMap<Dot, AnswerOp>): AnswerOp {
  const [decision, ...otherAnswerOps] = (op.over ?? []).flatMap((dot) => byDot.get(dot) ?? []);
  if (decision === undefined || otherAnswerOps.length > 0) return op;
  const previousAnswerOps = (decision.over ?? []).flatMap((dot) => byDot.get(dot) ?? []);
  const same = previousAnswerOps.find(
    ({ value }) => value !== undefined && areJsonEqual(value, op.value ?? null),
  );
  return previousAnswerOps.length > 1 && same !== undefined ? originOf(same, byDot) : op;
}

/**
 * Whether a side saw an op of another. Sure where a register in conflict or its own writes tell. Else an op of the same
 * sitting as the other's answer counts as not seen, an older one as seen.
 */
function sightOf(
  sideFacts: SideFacts,
  all: readonly SideFacts[],
  answerOps: readonly AnswerOp[],
): (op: AnswerOp) => boolean {
  const knownOf = new Map<DeviceId, number>();
  for (const op of answerOps.filter(({ dot }) => deviceOfDot(dot) === sideFacts.device)) {
    if (compareWritten(op, { dot: op.dot, stamp: sideFacts.stamp }) > 0) continue;
    for (const dot of op.over ?? [])
      knownOf.set(deviceOfDot(dot), Math.max(numberOfDot(dot), knownOf.get(deviceOfDot(dot)) ?? 0));
  }
  return (op) => {
    const deviceId = deviceOfDot(op.dot);
    if (deviceId === sideFacts.device) return true;
    if (numberOfDot(op.dot) <= (knownOf.get(deviceId) ?? 0)) return true;
    if (op.stamp[0] > sideFacts.stamp[0]) return false;
    const unseen = all
      .filter((one) => one.device === deviceId)
      .flatMap(({ heads }) =>
        [...heads].flatMap(([path, head]) => (sideFacts.heads.has(path) ? [head] : [])),
      );
    const [firstAnswerOp] = unseen.toSorted((a, b) => numberOfDot(a.dot) - numberOfDot(b.dot));
    if (firstAnswerOp === undefined) return true;
    if (numberOfDot(op.dot) >= numberOfDot(firstAnswerOp.dot)) return false;
    return firstAnswerOp.stamp[0] - op.stamp[0] > sameSittingMs;
  };
}

/** Newest value of a register that a side saw; null for none. Where an older value is not here, the present one. */
function valueSeenBy(
  sideFacts: SideFacts,
  path: Path,
  register: Register,
  byDot: ReadonlyMap<Dot, AnswerOp>,
  sees: (op: AnswerOp) => boolean,
): Head | null {
  const ownAnswerOp = sideFacts.heads.get(path);
  if (ownAnswerOp !== undefined) return headOf(ownAnswerOp);
  let isGone = false;
  const seenBelow = (dots: readonly Dot[]): readonly AnswerOp[] =>
    dots.flatMap((dot) => {
      const foundAnswerOp = byDot.get(dot);
      const op = foundAnswerOp && restoredOp(foundAnswerOp, byDot);
      if (op === undefined) isGone = true;
      else if (sees(op)) return [op];
      else if (op.over === undefined) isGone = true;
      return op?.over === undefined ? [] : seenBelow(op.over);
    });
  const [newestAnswerOp] = seenBelow(register.heads.map(({ dot }) => dot)).toSorted((a, b) =>
    compareWritten(b, a),
  );
  if (newestAnswerOp !== undefined) return headOf(newestAnswerOp);
  return isGone ? (shownHead(register) ?? null) : null;
}

/** A value that its changer put back is the value of before: it stays that of its writer. */
function restoredOp(op: AnswerOp, byDot: ReadonlyMap<Dot, AnswerOp>): AnswerOp {
  const [changedAnswerOp, ...otherAnswerOps] = (op.over ?? []).flatMap((dot) => byDot.get(dot) ?? []);
  if (
    changedAnswerOp === undefined ||
    otherAnswerOps.length > 0 ||
    deviceOfDot(changedAnswerOp.dot) !== deviceOfDot(op.dot)
  )
    return op;
  const [previousAnswerOp, ...more] = (changedAnswerOp.over ?? []).flatMap((dot) => byDot.get(dot) ?? []);
  const isSame =
    previousAnswerOp?.value !== undefined &&
    more.length === 0 &&
    areJsonEqual(previousAnswerOp.value, op.value ?? null);
  return isSame ? restoredOp(previousAnswerOp, byDot) : op;
}

const headOf = ({ dot, stamp, value }: AnswerOp): Head => ({ dot, stamp, value: value ?? null });

/** Equal answers are one to a person, with all their writers. */
function joinEqualSides(question: string, answerSides: readonly AnswerSide[]): readonly AnswerSide[] {
  const valuesOf = ({ document }: AnswerSide): string =>
    JSON.stringify(answerPathsOf(document, question).map((path) => [path, valueAt(document, path) ?? null]));
  const joined = new Map<string, AnswerSide>();
  for (const answerSide of answerSides) {
    const previousAnswerSide = joined.get(valuesOf(answerSide));
    const writers = [...(previousAnswerSide?.writers ?? []), ...answerSide.writers].toSorted(
      (a, b) => b.atMs - a.atMs || compareTexts(a.device, b.device),
    );
    joined.set(valuesOf(answerSide), { ...(previousAnswerSide ?? answerSide), writers });
  }
  return [...joined.values()];
}

const answerPathsOf = (document: Document, question: string): readonly Path[] =>
  // Keys of a parsed record are paths; Object.keys forgets that.
  (Object.keys(document.registers) as Path[])
    .filter((path) => questionOfAnswerPath(path) === question)
    .sort();

/** Ids of the evidence that any side has, in the order of first appearance. */
export const contestedEvidenceIds = ({ question, sides }: AnswerConflict): readonly string[] => [
  ...new Set(sides.flatMap(({ document }) => itemIdsBelow(document, `answers/${question}/evidence`))),
];
