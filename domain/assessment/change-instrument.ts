import type { JsonValue } from '#base/json.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { compareInstruments, type InstrumentDifference } from '#forms/model/compare-instruments.ts';
import type { Instrument, LocalizedText, QuestionId } from '#forms/model/instrument.ts';
import { type PlacedNode, placedNodes } from '#forms/model/placed-nodes.ts';
import { type Document, dotsAt, isItemRemoved, valueAt } from '../document/document.ts';
import { type Dot, type Path, pathOf } from '../document/op.ts';
import { compareInstrumentVersions, instrumentRefOf } from '../instrument/instrument-edition.ts';
import type { InstrumentEdition } from '../instrument/instrument-kind.ts';

/** An answer without a question in the form. It stays in the assessment, visible and exportable. */
export interface ParkedAnswer {
  readonly qid: QuestionId;
  /** The register that holds it. */
  readonly path: string;
  readonly value: JsonValue;
  /** The row of the repeat that it was given in; null outside. */
  readonly instance: string | null;
  /** Its question in the version that it was given in; null when that version is not here. */
  readonly question: { readonly name: string; readonly label: LocalizedText | null } | null;
}

/**
 * Answers that this instrument does not ask for, or asks for outside their repeat or in another one.
 * @param formerInstrument the version that may know their questions
 */
export function findParkedAnswers(
  document: Document,
  instrument: Instrument,
  formerInstrument: Instrument | null,
): readonly ParkedAnswer[] {
  const [now, before] = [
    placedNodes(instrument),
    formerInstrument === null ? null : placedNodes(formerInstrument),
  ];
  return Object.keys(document.registers).flatMap((path): readonly ParkedAnswer[] => {
    const place = answerLocationOf(path);
    if (place === null || isAskedAt(now.get(place.qid), place)) return [];
    const value = valueAt(document, path) ?? null;
    if (value === null || isRowRemoved(document, place)) return [];
    return [
      {
        qid: place.qid,
        path,
        value,
        instance: place.instance,
        question: questionTextOf(before?.get(place.qid)),
      },
    ];
  });
}

interface AnswerLocation {
  readonly qid: QuestionId;
  readonly repeat: QuestionId | null;
  readonly instance: string | null;
}

/** Question and row of a register; null for a register without a question, such as the order of a row. */
function answerLocationOf(path: string): AnswerLocation | null {
  const [area, first = '', second = '', third = '', fourth, ...others] = path.split('/');
  if (area !== 'answers' || others.length > 0) return null;
  // Segments of a path have the pattern of ids.
  if (questionRegisterNames.has(second) && third === '')
    return { qid: first as QuestionId, repeat: null, instance: null };
  return fourth === 'value' && second !== 'evidence'
    ? { qid: third as QuestionId, repeat: first as QuestionId, instance: second }
    : null;
}

/**
 * Registers of a question or an indicator (docs/requirements.md B2). Evidence goes with the rating that it supports.
 */
const questionRegisterNames: ReadonlySet<string> = new Set([
  'value',
  'state',
  'level',
  'na-reason',
  'rationale',
  'confidence',
]);

const isAskedAt = (placedNode: PlacedNode | undefined, { repeat }: AnswerLocation): boolean =>
  placedNode?.node.kind === 'question' && (placedNode.repeats.at(-1) ?? null) === repeat;

const isRowRemoved = (document: Document, { repeat, instance }: AnswerLocation): boolean =>
  repeat !== null && instance !== null && isItemRemoved(document, `answers/${repeat}/${instance}`);

const questionTextOf = (placedNode: PlacedNode | undefined): ParkedAnswer['question'] =>
  placedNode === undefined ? null : { name: placedNode.path, label: placedNode.node.label ?? null };

/** A write of an assessment's own register, with the dots that the person saw there. */
interface InstrumentVersionWrite {
  readonly path: Path;
  readonly value: JsonValue;
  readonly over: readonly Dot[];
}

/** The newest version in use of the assessment's own instrument, if newer than its own; else null. */
export function findNewerEdition(
  ref: string,
  instrumentEditions: readonly InstrumentEdition[],
): InstrumentEdition | null {
  const [id, version] = [ref.slice(0, ref.lastIndexOf('@')), ref.slice(ref.lastIndexOf('@') + 1)];
  const newer = instrumentEditions.filter(
    (instrumentEdition) =>
      instrumentEdition.id === id &&
      instrumentEdition.status === 'published' &&
      compareInstrumentVersions(instrumentEdition.version, version) > 0,
  );
  return newer.toSorted((a, b) => compareInstrumentVersions(b.version, a.version))[0] ?? null;
}

/** Effects of a change to another version on one assessment, before anything is written. */
export interface InstrumentVersionChange {
  readonly difference: InstrumentDifference;
  /** Answers without a question in the new version: they stay in the assessment and are shown apart. */
  readonly parked: readonly ParkedAnswer[];
}

/**
 * Compare two versions of an instrument for an assessment: their difference, and the answers that lose their question.
 */
export const planVersionChange = (
  document: Document,
  previousInstrument: Instrument,
  after: Instrument,
): InstrumentVersionChange => ({
  difference: compareInstruments(previousInstrument, after),
  parked: findParkedAnswers(document, after, previousInstrument),
});

/** `disputed`: two people moved it to different versions. They decide that first, as any conflict. */
export type ChangeInstrumentRefusal = { readonly kind: 'disputed' } | { readonly kind: 'nothingToUndo' };

/**
 * Decide a change to another version of the instrument. Answers hang on question ids, so none is moved or written.
 * Only the pinned version changes; the former one is written with it, so any laptop can undo the change.
 */
export function decideChangeInstrument(
  document: Document,
  after: Pick<Instrument, 'id' | 'version'>,
): Result<readonly InstrumentVersionWrite[], ChangeInstrumentRefusal> {
  if (dotsAt(document, instrumentPath).length > 1) return refuse({ kind: 'disputed' });
  const former = valueAt(document, instrumentPath) ?? null;
  return ok([
    versionWriteOf(document, instrumentPath, instrumentRefOf(after)),
    versionWriteOf(document, formerInstrumentPath, former),
  ]);
}

/** Decide a return to the version before the last change. */
export function decideUndoInstrumentChange(
  document: Document,
): Result<readonly InstrumentVersionWrite[], ChangeInstrumentRefusal> {
  if (dotsAt(document, instrumentPath).length > 1) return refuse({ kind: 'disputed' });
  const former = formerInstrumentOf(document);
  if (former === null) return refuse({ kind: 'nothingToUndo' });
  return ok([
    versionWriteOf(document, instrumentPath, former),
    versionWriteOf(document, formerInstrumentPath, null),
  ]);
}

/** The version before the assessment was moved; null when it was not, or that was undone. */
export function formerInstrumentOf(document: Document): string | null {
  const former = valueAt(document, formerInstrumentPath);
  return typeof former === 'string' ? former : null;
}

const instrumentPath = pathOf('instrument');
const formerInstrumentPath = pathOf('instrument-before');

const versionWriteOf = (document: Document, path: Path, value: JsonValue): InstrumentVersionWrite => ({
  path,
  value,
  over: dotsAt(document, path),
});
