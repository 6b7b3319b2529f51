import { areJsonEqual, type JsonValue } from '#base/json.ts';
import { compareTimestamps } from '../clock/hlc.ts';
import {
  type Authorship,
  type Document,
  type Head,
  isItemRemoved,
  shownHead,
  valueAt,
} from '../document/document.ts';
import { deviceOfDot, Path, type PathValue } from '../document/op.ts';
import {
  type EvidenceItem,
  evidenceCopiesOf,
  evidencePathOf,
  parseEvidencePath,
  readEvidenceItem,
} from './read-answer.ts';

/** Fields of a piece of evidence, as the registers under an answer hold them. */
const evidenceFields = ['title', 'kind', 'strength', 'date', 'holder', 'mark'] as const;

/** Piece of evidence with all questions that it supports. */
export interface LibraryEvidence {
  /** Name of the piece in its record. */
  readonly key: string;
  /** Newest value of each field, over all copies. */
  readonly item: EvidenceItem;
  /** Questions that it supports, by code. */
  readonly questions: readonly string[];
  /** Questions that it was removed from. */
  readonly removedFrom: readonly string[];
  /** Questions with other values than the newest: colleagues linked and changed it at the same time. */
  readonly differsAt: readonly string[];
  /** Null for one that was just added and has no timestamp yet. */
  readonly written: Authorship | null;
}

/** Content of a piece of evidence, as a person describes it. */
export type EvidenceContent = Omit<EvidenceItem, 'id'>;

/**
 * All evidence of an assessment, removed pieces included, by title. A piece that supports several questions is recorded
 * under each of them with one id (docs/decisions/0032-evidence-library.md).
 */
export const readEvidenceLibrary = (document: Document): readonly LibraryEvidence[] =>
  [...evidenceCopiesOf(document)]
    .map(([key, items]) => {
      const copies = [...items].flatMap((item) => parseEvidencePath(item) ?? []);
      const questions = copies.map(({ question }) => question).toSorted(compareCodes);
      return libraryEvidenceOf(document, key, copies[0]?.id ?? '', questions);
    })
    .toSorted((a, b) => a.item.title.localeCompare(b.item.title) || (a.key < b.key ? -1 : 1));

const compareCodes = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

function libraryEvidenceOf(
  document: Document,
  key: string,
  id: string,
  copies: readonly string[],
): LibraryEvidence {
  const questions = copies.filter((question) => !isItemRemoved(document, evidencePathOf(question, id)));
  const used = questions.length === 0 ? copies : questions;
  const newest = new Map(evidenceFields.map((field) => [field, newestHead(document, used, id, field)]));
  const isStrict = used.some(
    (question) => valueAt(document, `${evidencePathOf(question, id)}/mark`) === 'SC',
  );
  const differs = (question: string): boolean =>
    evidenceFields.some((field) => {
      const value = valueAt(document, `${evidencePathOf(question, id)}/${field}`);
      return !areJsonEqual(value ?? blankOf[field], newest.get(field)?.value ?? blankOf[field]);
    });
  const title = newest.get('title');
  const evidenceItem = readEvidenceItem(id, (field) => newest.get(field)?.value);
  return {
    key,
    item: { ...evidenceItem, mark: isStrict ? 'SC' : evidenceItem.mark },
    questions,
    removedFrom: copies.filter((question) => !questions.includes(question)),
    differsAt: questions.filter(differs),
    written: title ? { device: deviceOfDot(title.dot), atMs: title.stamp[0] } : null,
  };
}

/** Values of fields that nobody filled in. Evidence is confidential where nothing else is said. */
const blankOf = { title: '', kind: null, strength: null, date: null, holder: '', mark: 'C' } as const;

function newestHead(
  document: Document,
  questions: readonly string[],
  id: string,
  field: string,
): Head | undefined {
  const heads = questions.flatMap(
    (question) => shownHead(document.registers[`${evidencePathOf(question, id)}/${field}` as Path]) ?? [], // parts of a path
  );
  return heads.reduce<Head | undefined>(
    (bestHead, head) => (bestHead === undefined || isNewer(head, bestHead) ? head : bestHead),
    undefined,
  );
}

const isNewer = (a: Head, b: Head): boolean =>
  compareTimestamps(
    { stamp: a.stamp, device: deviceOfDot(a.dot) },
    { stamp: b.stamp, device: deviceOfDot(b.dot) },
  ) > 0;

/**
 * Values that record a piece of evidence under exactly these questions. Registers that are as they should be are left
 * alone. A question that it no longer supports keeps a removed copy, which can be brought back.
 * @param libraryEvidence Null for a new one.
 * @param newId UUID for a new piece, and for one whose id is unique within its question only.
 */
export function evidenceValues(
  document: Document,
  libraryEvidence: LibraryEvidence | null,
  evidenceContent: EvidenceContent,
  questions: readonly string[],
  newId: string,
): readonly PathValue[] {
  const isKept =
    libraryEvidence !== null &&
    (libraryEvidence.key === libraryEvidence.item.id ||
      questions.join() === libraryEvidence.questions.join());
  const id = isKept ? libraryEvidence.item.id : newId;
  const left = (libraryEvidence?.questions ?? []).filter(
    (question) => !isKept || !questions.includes(question),
  );
  return [
    ...questions.flatMap((question) => copyValues(document, question, id, evidenceContent)),
    ...(libraryEvidence === null ? [] : evidenceRemoval(libraryEvidence, left)),
  ];
}

function copyValues(
  document: Document,
  question: string,
  id: string,
  evidenceContent: EvidenceContent,
): readonly PathValue[] {
  const copy = evidencePathOf(question, id);
  const isAsWanted = (field: string, value: JsonValue, blank: JsonValue): boolean =>
    areJsonEqual(valueAt(document, `${copy}/${field}`) ?? blank, value);
  return [
    ...evidenceFields
      .filter((field) => !isAsWanted(field, evidenceContent[field], blankOf[field]))
      .map((field) => ({ path: Path.parse(`${copy}/${field}`), value: evidenceContent[field] })),
    ...(isAsWanted('removed', false, false) ? [] : [{ path: Path.parse(`${copy}/removed`), value: false }]),
  ];
}

/** Values that remove a piece of evidence from these questions, or from all. */
export const evidenceRemoval = (
  { item, questions }: LibraryEvidence,
  from: readonly string[] = questions,
): readonly PathValue[] =>
  from.map((question) => ({
    path: Path.parse(`${evidencePathOf(question, item.id)}/removed`),
    value: true,
  }));

/** Values that bring a removed piece back under the questions that it supported. */
export const evidenceReturn = ({ item, removedFrom }: LibraryEvidence): readonly PathValue[] =>
  removedFrom.map((question) => ({
    path: Path.parse(`${evidencePathOf(question, item.id)}/removed`),
    value: false,
  }));
