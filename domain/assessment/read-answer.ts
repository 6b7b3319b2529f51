import * as z from 'zod';
import type { IndicatorAnswer, IndicatorAnswers, ScreeningByQuestion } from '../scoring/applicability.ts';
import type { MaturityModel } from '../scoring/maturity-model.ts';
import {
  type Authorship,
  authorshipAt,
  type Document,
  isItemRemoved,
  itemIdsBelow,
  valueAt,
} from '../document/document.ts';
import { AnswerStatus, EvidenceKind, EvidenceStrength, MaturityLevel } from './assessment.ts';
import { type Confidentiality, confidentialityAt } from './finding.ts';
import { isRatedAboveEvidence } from '../scoring/score.ts';
import { RatingOverride } from './review.ts';

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
  instrument: MaturityModel,
): IndicatorAnswers =>
  Object.fromEntries(
    instrument.dimensions
      .flatMap((dimension) => dimension.indicators)
      .map(({ id }) => [id, readIndicatorAnswer(document, id)] as const),
  );

/** The given screening answers, such as `{ S1: 'POL', S3: 'no' }`. */
export const readScreeningAnswers = (
  document: Document | undefined,
  instrument: MaturityModel,
): ScreeningByQuestion =>
  Object.fromEntries(
    instrument.screening
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
      id,
      title: storedTextOf(valueAt(document, `${prefix}/${id}/title`)),
      date: EvidenceDay.catch(null).parse(valueAt(document, `${prefix}/${id}/date`) ?? null),
      holder: storedTextOf(valueAt(document, `${prefix}/${id}/holder`)),
      kind: EvidenceKind.catch('document').parse(valueAt(document, `${prefix}/${id}/kind`)),
      strength: EvidenceStrength.catch('E0').parse(valueAt(document, `${prefix}/${id}/strength`)),
      mark: confidentialityAt(document, `${prefix}/${id}/mark`),
    }));
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
    .toSorted((a, b) => remarkTimeMs(a) - remarkTimeMs(b));

// A remark without a timestamp is the newest.
const remarkTimeMs = ({ written }: FieldRemark): number => written?.atMs ?? Number.MAX_SAFE_INTEGER;

/** Remarks on one question, or on the whole assessment with `about` empty. */
export const fieldRemarksAbout = (document: Document | undefined, about: string): readonly FieldRemark[] =>
  readFieldRemarks(document).filter((comment) => comment.about === about);

const strongestEvidence = (strengths: readonly EvidenceStrength[]): EvidenceStrength =>
  strengths.reduce<EvidenceStrength>((best, one) => (one > best ? one : best), 'E0');

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
  const answer = readIndicatorAnswer(document, question);
  if (answer.level === undefined || !isRatedAboveEvidence(answer)) return null;
  const { level, evidence } = answer;
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
