import * as z from 'zod';
import type { JsonValue } from '#base/json.ts';
import {
  type Authorship,
  authorshipAt,
  type Document,
  isItemRemoved,
  itemIdsBelow,
  valueAt,
} from '../document/document.ts';
import { compareWritten, writePositionAt } from '../document/written-order.ts';
import type { IndicatorAnswer, IndicatorAnswers, ScreeningByQuestion } from '../scoring/applicability.ts';
import type { MaturityModel } from '../scoring/maturity-model.ts';
import { isRatedAboveEvidence } from '../scoring/score.ts';
import { AnswerStatus, EvidenceKind, EvidenceStrength, MaturityLevel } from './assessment.ts';
import { Confidentiality, confidentialityAt } from './finding.ts';
import { RatingOverride } from './review/review.ts';

/**
 * The recorded answer to one indicator. A value that does not parse is blank: an older version may have written it.
 */
export function readIndicatorAnswer(document: Document | undefined, qid: string): IndicatorAnswer {
  const state = AnswerStatus.safeParse(valueAt(document, `answers/${qid}/state`));
  const level = MaturityLevel.safeParse(valueAt(document, `answers/${qid}/level`));
  const evidence = strongestEvidence(readEvidenceItems(document, qid).map((item) => item.strength));
  // A level without a status comes from a client that writes only the level: it is a rating.
  const said = state.success ? state.data : level.success ? 'rated' : 'blank';
  return said === 'rated' && level.success
    ? { state: 'rated', level: level.data, evidence }
    : { state: said === 'rated' ? 'blank' : said, evidence };
}

/** All answers of an assessment by indicator id, for scoring and skip rules. */
export const readIndicatorAnswers = (
  document: Document | undefined,
  maturityModel: MaturityModel,
): IndicatorAnswers =>
  Object.fromEntries(
    maturityModel.dimensions
      .flatMap((dimension) => dimension.indicators)
      .map(({ id }) => [id, readIndicatorAnswer(document, id)] as const),
  );

/** The given screening answers, such as `{ S1: 'POL', S3: 'no' }`. */
export const readScreeningAnswers = (
  document: Document | undefined,
  maturityModel: MaturityModel,
): ScreeningByQuestion =>
  Object.fromEntries(
    maturityModel.screening
      .map(({ id }) => [id, valueAt(document, `screening/${id}`)] as const)
      .filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );

/** A reference that supports a rating (docs/requirements.md A1, B3). */
export interface EvidenceItem {
  readonly id: string;
  readonly title: string;
  /** Date of the document, the interview or the observation; null where it was not given. */
  readonly date: string | null;
  /** The institution or unit that has it; empty where it was not given. */
  readonly holder: string;
  readonly kind: EvidenceKind;
  readonly strength: EvidenceStrength;
  /** Strictly confidential evidence is shown to nobody outside, and named in no report that leaves. */
  readonly mark: Confidentiality;
}

const EvidenceDay = z.iso.date().nullable();

/** Evidence of one indicator that is not removed. */
export function readEvidenceItems(document: Document | undefined, qid: string): readonly EvidenceItem[] {
  const prefix = `answers/${qid}/evidence`;
  return itemIdsBelow(document, prefix)
    .filter((id) => !isItemRemoved(document, `${prefix}/${id}`))
    .map((id) => ({
      ...readEvidenceItem(id, (field) => valueAt(document, `${prefix}/${id}/${field}`)),
      mark: evidenceMarkAt(document, `${prefix}/${id}`),
    }));
}

/** Piece of evidence from the values of its fields. A value that does not parse is as if it were not given. */
export const readEvidenceItem = (
  id: string,
  valueOf: (field: Exclude<keyof EvidenceItem, 'id'>) => JsonValue | undefined,
): EvidenceItem => ({
  id,
  title: storedTextOf(valueOf('title')),
  date: EvidenceDay.catch(null).parse(valueOf('date') ?? null),
  holder: storedTextOf(valueOf('holder')),
  kind: EvidenceKind.catch('document').parse(valueOf('kind')),
  strength: EvidenceStrength.catch('E0').parse(valueOf('strength')),
  mark: Confidentiality.catch('C').parse(valueOf('mark')),
});

/** Strictly confidential where any copy of the piece is: the mark holds for the piece, whichever question it supports. */
const evidenceMarkAt = (document: Document | undefined, item: string): Confidentiality =>
  evidenceCopyPaths(document, item).some((copy) => confidentialityAt(document, `${copy}/mark`) === 'SC')
    ? 'SC'
    : 'C';

/**
 * Ids that are one piece of evidence in the whole record. Others, such as those of imports, are counted within their
 * question: equal ones are different pieces.
 */
const uniqueEvidenceId = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** The parts of the path of a piece of evidence, or of a register of it; null for any other path. */
export function parseEvidencePath(
  path: string,
): { readonly item: string; readonly question: string; readonly id: string } | null {
  const [area, question = '', list, id = ''] = path.split('/', 4);
  const isEvidence = area === 'answers' && list === 'evidence' && question !== '' && id !== '';
  return isEvidence ? { item: evidencePathOf(question, id), question, id } : null;
}

/** Path of a copy of a piece of evidence under a question. */
export const evidencePathOf = (question: string, id: string): string => `answers/${question}/evidence/${id}`;

/** Name of a piece of evidence in its record, equal for all its copies. */
export const evidenceKeyOf = (question: string, id: string): string =>
  uniqueEvidenceId.test(id) ? id : `${question} ${id}`;

/** Found once per state of a document: many readers ask for the same one. */
const copiesByDocument = new WeakMap<Document, ReadonlyMap<string, ReadonlySet<string>>>();

/** Paths of the copies of each piece of evidence, by its key, in the order of first appearance. Removed ones included. */
export function evidenceCopiesOf(document: Document): ReadonlyMap<string, ReadonlySet<string>> {
  const known = copiesByDocument.get(document);
  if (known !== undefined) return known;
  const copies = new Map<string, Set<string>>();
  for (const path of Object.keys(document.registers)) {
    const found = path.includes('/evidence/') ? parseEvidencePath(path) : null;
    if (found === null) continue;
    const key = evidenceKeyOf(found.question, found.id);
    copies.set(key, (copies.get(key) ?? new Set()).add(found.item));
  }
  copiesByDocument.set(document, copies);
  return copies;
}

/** Paths of the copies of the piece of evidence at this path that are not removed, and always of this one. */
export function evidenceCopyPaths(document: Document | undefined, item: string): readonly string[] {
  const found = parseEvidencePath(item);
  if (document === undefined || found === null) return [item];
  const copies = evidenceCopiesOf(document).get(evidenceKeyOf(found.question, found.id)) ?? [item];
  return [...copies].filter((copy) => copy === item || !isItemRemoved(document, copy));
}

/** A remark beside a question, from a colleague or from headquarters. */
export interface FieldRemark {
  readonly id: string;
  /** The question; empty for the assessment as a whole. */
  readonly about: string;
  readonly text: string;
  readonly mark: Confidentiality;
  /** Null for a remark that was just written and has no timestamp yet. */
  readonly written: Authorship | null;
}

/** All remarks, in the order in which they were made. */
export const readFieldRemarks = (document: Document | undefined): readonly FieldRemark[] =>
  itemIdsBelow(document, 'comments')
    .filter((id) => !isItemRemoved(document, `comments/${id}`))
    .map((id) => ({
      id,
      about: storedTextOf(valueAt(document, `comments/${id}/about`)),
      text: storedTextOf(valueAt(document, `comments/${id}/text`)),
      mark: confidentialityAt(document, `comments/${id}/mark`),
      written: authorshipAt(document, `comments/${id}/text`),
    }))
    .filter(({ text }) => text !== '')
    .toSorted((a, b) =>
      compareWritten(
        writePositionAt(document, `comments/${a.id}/text`),
        writePositionAt(document, `comments/${b.id}/text`),
      ),
    );

/** Remarks on one question, or on the whole assessment with `about` empty. */
export const fieldRemarksAbout = (document: Document | undefined, about: string): readonly FieldRemark[] =>
  readFieldRemarks(document).filter((fieldRemark) => fieldRemark.about === about);

const strongestEvidence = (evidenceStrengths: readonly EvidenceStrength[]): EvidenceStrength =>
  evidenceStrengths.reduce<EvidenceStrength>(
    (bestEvidenceStrength, evidenceStrength) =>
      evidenceStrength > bestEvidenceStrength ? evidenceStrength : bestEvidenceStrength,
    'E0',
  );

const storedTextOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * A rating above the level that its evidence supports: kept, flagged, and in need of a reviewer's reason
 * (docs/requirements.md B3).
 */
export interface RatingAboveEvidence {
  readonly question: string;
  readonly level: MaturityLevel;
  readonly evidence: EvidenceStrength;
  /** The reviewer's override; null where there is none. */
  readonly override: (RatingOverride & { readonly written: Authorship | null }) | null;
  /** True when the override covers the present rating: not once the level went up or the evidence down. */
  readonly isExplained: boolean;
}

/** The rating of a question if it is above its evidence; null where the evidence supports it. */
export function readRatingAboveEvidence(
  document: Document | undefined,
  question: string,
): RatingAboveEvidence | null {
  const indicatorAnswer = readIndicatorAnswer(document, question);
  if (indicatorAnswer.level === undefined || !isRatedAboveEvidence(indicatorAnswer)) return null;
  const { level, evidence } = indicatorAnswer;
  const override = readRatingOverride(document, question);
  return {
    question,
    level,
    evidence,
    override,
    isExplained: override !== null && level <= override.level && evidence >= override.evidence,
  };
}

/** All ratings above their evidence by code, those of questions outside the instrument included. */
export const readRatingsAboveEvidence = (document: Document): readonly RatingAboveEvidence[] =>
  itemIdsBelow(document, 'answers')
    // A form has thousands of answers and few ratings, and the search for evidence walks over all registers.
    .filter((question) => valueAt(document, `answers/${question}/level`) !== undefined)
    .map((question) => readRatingAboveEvidence(document, question))
    .filter((one) => one !== null)
    .toSorted((a, b) => (a.question < b.question ? -1 : 1));

/** Questions of ratings that no reviewer has accepted. While there are any, nothing is approved. */
export const findUnexplainedRatings = (document: Document): readonly string[] =>
  readRatingsAboveEvidence(document).flatMap(({ question, isExplained }) => (isExplained ? [] : [question]));

function readRatingOverride(
  document: Document | undefined,
  question: string,
): RatingAboveEvidence['override'] {
  const path = `answers/${question}/override`;
  const said = RatingOverride.safeParse(valueAt(document, path));
  return said.success ? { ...said.data, written: authorshipAt(document, path) } : null;
}
