import * as z from 'zod';
import type { Answer, Answers, Screening } from '../instrument/applicability.ts';
import type { MaturityModel } from '../instrument/maturity-model.ts';
import { type Document, idsBelow, isRemoved, valueAt } from '../document/document.ts';
import { type Written, writtenAt } from '../document/written.ts';
import { AnswerState, EvidenceKind, EvidenceStrength, Level } from './assessment.ts';
import type { Mark } from './finding.ts';
import { markOf } from './mark-of.ts';

/** What was recorded for one indicator. A document may hold what an older version wrote: what does not parse is blank. */
export function readAnswer(document: Document | undefined, qid: string): Answer {
  const state = AnswerState.safeParse(valueAt(document, `answers/${qid}/state`));
  const level = Level.safeParse(valueAt(document, `answers/${qid}/level`));
  const evidence = strongest(readEvidence(document, qid).map((item) => item.strength));
  // A level without a state comes from a client that writes only the level: it is a rating.
  const said = state.success ? state.data : level.success ? 'rated' : 'blank';
  return said === 'rated' && level.success
    ? { state: 'rated', level: level.data, evidence }
    : { state: said === 'rated' ? 'blank' : said, evidence };
}

/** All answers of an assessment by indicator id, for scoring and skip rules. */
export const readAnswers = (document: Document | undefined, instrument: MaturityModel): Answers =>
  Object.fromEntries(
    instrument.dimensions
      .flatMap((dimension) => dimension.indicators)
      .map(({ id }) => [id, readAnswer(document, id)] as const),
  );

/** The screening answers that were given, such as `{ S1: 'POL', S3: 'no' }`. */
export const readScreening = (document: Document | undefined, instrument: MaturityModel): Screening =>
  Object.fromEntries(
    instrument.screening
      .map(({ id }) => [id, valueAt(document, `screening/${id}`)] as const)
      .filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );

/** A reference that supports a rating (domain.md A1, B3). */
export interface EvidenceItem {
  readonly id: string;
  readonly title: string;
  /** Of the document, the interview or the observation; null where it was not said. */
  readonly date: string | null;
  /** The institution or unit that has it; empty where it was not said. */
  readonly holder: string;
  readonly kind: EvidenceKind;
  readonly strength: EvidenceStrength;
  /** Strictly confidential evidence is shown to nobody outside, and named in no report that leaves. */
  readonly mark: Mark;
}

const Day = z.iso.date().nullable();

/** The evidence of one indicator that is not removed. */
export function readEvidence(document: Document | undefined, qid: string): readonly EvidenceItem[] {
  const prefix = `answers/${qid}/evidence`;
  return idsBelow(document, prefix)
    .filter((id) => !isRemoved(document, `${prefix}/${id}`))
    .map((id) => ({
      id,
      title: textOf(valueAt(document, `${prefix}/${id}/title`)),
      date: Day.catch(null).parse(valueAt(document, `${prefix}/${id}/date`) ?? null),
      holder: textOf(valueAt(document, `${prefix}/${id}/holder`)),
      kind: EvidenceKind.catch('document').parse(valueAt(document, `${prefix}/${id}/kind`)),
      strength: EvidenceStrength.catch('E0').parse(valueAt(document, `${prefix}/${id}/strength`)),
      mark: markOf(document, `${prefix}/${id}/mark`),
    }));
}

/** A remark beside a question, from a colleague or from headquarters. */
export interface Comment {
  readonly id: string;
  /** The question; empty for the assessment as a whole. */
  readonly about: string;
  readonly text: string;
  readonly mark: Mark;
  /** Null where what was just written has no stamp yet. */
  readonly written: Written | null;
}

/** All comments, in the order in which they were made. */
export const readComments = (document: Document | undefined): readonly Comment[] =>
  idsBelow(document, 'comments')
    .filter((id) => !isRemoved(document, `comments/${id}`))
    .map((id) => ({
      id,
      about: textOf(valueAt(document, `comments/${id}/about`)),
      text: textOf(valueAt(document, `comments/${id}/text`)),
      mark: markOf(document, `comments/${id}/mark`),
      written: writtenAt(document, `comments/${id}/text`),
    }))
    .filter(({ text }) => text !== '')
    .toSorted((a, b) => madeAt(a) - madeAt(b));

// What has no stamp yet is the newest.
const madeAt = ({ written }: Comment): number => written?.atMs ?? Number.MAX_SAFE_INTEGER;

/** The comments on one question, or on the whole assessment with `about` empty. */
export const commentsAbout = (document: Document | undefined, about: string): readonly Comment[] =>
  readComments(document).filter((comment) => comment.about === about);

const strongest = (strengths: readonly EvidenceStrength[]): EvidenceStrength =>
  strengths.reduce<EvidenceStrength>((best, one) => (one > best ? one : best), 'E0');

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
