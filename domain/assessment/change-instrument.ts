import type { Json } from '../base/json.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import { type Document, dotsAt, valueAt } from '../document/document.ts';
import type { Dot } from '../document/dot.ts';
import { type Path, pathOf } from '../document/path.ts';
import { type InstrumentDifference, instrumentDifference } from '../instrument/difference/difference.ts';
import type { Instrument } from '../instrument/instrument.ts';
import { compareVersions } from '../instrument/published/compare-versions.ts';
import { type InstrumentEdition, instrumentRefOf } from '../instrument/published/instrument-edition.ts';
import { type ParkedAnswer, parkedAnswers } from './parked-answers.ts';

/** A write of an assessment's own register, over what the person saw there. */
export interface PinWrite {
  readonly path: Path;
  readonly value: Json;
  readonly over: readonly Dot[];
}

/** The newest version in use of the assessment's own instrument, when that is newer than its own; else null. */
export function newerVersion(ref: string, editions: readonly InstrumentEdition[]): InstrumentEdition | null {
  const [id, version] = [ref.slice(0, ref.lastIndexOf('@')), ref.slice(ref.lastIndexOf('@') + 1)];
  const newer = editions.filter(
    (edition) =>
      edition.id === id && edition.status === 'published' && compareVersions(edition.version, version) > 0,
  );
  return newer.toSorted((a, b) => compareVersions(b.version, a.version))[0] ?? null;
}

/** What going to another version means for one assessment, before anything is written. */
export interface InstrumentChange {
  readonly difference: InstrumentDifference;
  /** Answers that have no question in the new version: they stay in the record and are shown apart. */
  readonly parked: readonly ParkedAnswer[];
}

export const planInstrumentChange = (
  document: Document,
  before: Instrument,
  after: Instrument,
): InstrumentChange => ({
  difference: instrumentDifference(before, after),
  parked: parkedAnswers(document, after, before),
});

/** `disputed`: two people moved it to different versions; that is decided first, as any conflict. */
export type ChangeInstrumentRefusal = { readonly kind: 'disputed' } | { readonly kind: 'nothingToUndo' };

/**
 * Goes to another version of the instrument. Answers hang on qids, so none is moved or written: the pin alone changes, and
 * with it what it was before, so that any laptop can undo it.
 */
export function decideChangeInstrument(
  document: Document,
  after: Pick<Instrument, 'id' | 'version'>,
): Result<readonly PinWrite[], ChangeInstrumentRefusal> {
  if (dotsAt(document, pinPath).length > 1) return refuse({ kind: 'disputed' });
  const former = valueAt(document, pinPath) ?? null;
  return ok([write(document, pinPath, instrumentRefOf(after)), write(document, formerPath, former)]);
}

/** Goes back to the version before the last change. */
export function decideUndoInstrument(
  document: Document,
): Result<readonly PinWrite[], ChangeInstrumentRefusal> {
  if (dotsAt(document, pinPath).length > 1) return refuse({ kind: 'disputed' });
  const former = formerInstrument(document);
  if (former === null) return refuse({ kind: 'nothingToUndo' });
  return ok([write(document, pinPath, former), write(document, formerPath, null)]);
}

/** The version that the assessment was made with before it was moved; null when it was not, or that was undone. */
export function formerInstrument(document: Document): string | null {
  const former = valueAt(document, formerPath);
  return typeof former === 'string' ? former : null;
}

const pinPath = pathOf('instrument');
const formerPath = pathOf('instrument-before');

const write = (document: Document, path: Path, value: Json): PinWrite => ({
  path,
  value,
  over: dotsAt(document, path),
});
