import type { JsonValue } from '#base/json.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { compareInstruments, type InstrumentDifference } from '#forms/model/compare-instruments.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import { type Document, dotsAt, valueAt } from '../document/document.ts';
import { type Dot, type Path, pathOf } from '../document/op.ts';
import { compareInstrumentVersions, instrumentRefOf } from '../instrument/instrument-edition.ts';
import type { InstrumentEdition } from '../instrument/instrument-kind.ts';
import { findParkedAnswers, type ParkedAnswer } from './parked-answers.ts';

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
