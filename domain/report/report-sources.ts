import { AssessmentStatus, AssessmentType, type Confidence } from '../assessment/assessment.ts';
import { readAnswers, readScreening } from '../assessment/read-answer.ts';
import { textAtPath } from '../assessment/text-at-path.ts';
import { type Document, valueAt } from '../document/document.ts';
import { DocumentId } from '../ids.ts';
import { type Answers, countedAnswer, type Screening } from '../instrument/applicability.ts';
import type { Indicator, MaturityModel } from '../instrument/maturity-model.ts';
import { isApplicable } from '../instrument/score.ts';
import type { ScoringPolicy } from '../instrument/scoring-policy.ts';
import type { Role } from '../people/role.ts';
import type { RecordTitle } from './report.ts';

/** One assessment with the questions and the numbers that it was made by. */
export interface AssessmentSource {
  readonly document: Document;
  readonly model: MaturityModel;
  readonly policy: ScoringPolicy;
  /** The languages that the questions are in. */
  readonly languages: readonly string[];
}

/** What a mission is called and when it is; a title or country is empty where nobody named one. */
export interface MissionFacts {
  readonly title: string;
  readonly country: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** All that the reports of one mission are made from: what is not removed of its log, and what holds around it. */
export interface ReportSources {
  readonly mission: Document;
  readonly facts: MissionFacts;
  readonly assessments: readonly AssessmentSource[];
  readonly plans: readonly Document[];
  readonly workshops: readonly Document[];
  /** Of whoever makes the report. */
  readonly roles: readonly Role[];
  /** The day that "late" and "due" are counted from, `2026-11-24`. */
  readonly today: string;
}

/** An assessment as reports read it. */
export interface Reading extends AssessmentSource {
  readonly doc: DocumentId;
  readonly title: string;
  /** Name of the institution; where nobody wrote one, the title of its type, else the title of the assessment. */
  readonly institution: string;
  readonly institutionType: string;
  readonly type: AssessmentType | null;
  readonly status: AssessmentStatus;
  readonly referenceDate: string | null;
  readonly follows: DocumentId | null;
  readonly screening: Screening;
  readonly answers: Answers;
}

/** Reads one assessment; a part that does not parse has its default. */
export function readSource(source: AssessmentSource): Reading {
  const { document, model } = source;
  const screening = readScreening(document, model);
  const type = screening[source.policy.typeQuestion] ?? textAtPath(document, 'institution/type');
  const title = textAtPath(document, 'title');
  const typeTitle = model.institution_types[type] ?? type;
  return {
    ...source,
    doc: document.doc,
    title,
    institution: firstSaid(textAtPath(document, 'institution/name'), typeTitle, title),
    institutionType: typeTitle,
    type: AssessmentType.safeParse(valueAt(document, 'type')).data ?? null,
    status: AssessmentStatus.catch('draft').parse(valueAt(document, 'status')),
    referenceDate: textAtPath(document, 'reference-date') || null,
    follows: DocumentId.safeParse(valueAt(document, 'follows')).data ?? null,
    screening,
    answers: readAnswers(document, model),
  };
}

/** What the records are that a report can name. */
export const recordTitles = ({
  mission,
  assessments,
  plans,
  workshops,
}: ReportSources): readonly RecordTitle[] =>
  [mission, ...assessments.map(({ document }) => document), ...plans, ...workshops].map((document) => ({
    doc: document.doc,
    kind: document.kind,
    title: firstSaid(textAtPath(document, 'title'), textAtPath(document, 'institution/name')),
  }));

/** The lower of the two in the middle, as with levels; null of nothing. */
export function middleConfidence(all: readonly Confidence[]): Confidence | null {
  const sorted = order.flatMap((one) => all.filter((confidence) => confidence === one));
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}
const order: readonly Confidence[] = ['low', 'medium', 'high'];

/** Share of the weight of applicable indicators that is rated, over all dimensions (B6.2); null when nothing is applicable. */
export function coverageOf(model: MaturityModel, screening: Screening, answers: Answers): number | null {
  const applicable = indicatorsOf(model).filter((one) => isApplicable(one, screening, answers));
  const rated = applicable.filter((one) => countedAnswer(one, screening, answers)?.state === 'rated');
  const weight = (some: readonly Indicator[]): number => some.reduce((all, one) => all + one.weight, 0);
  return applicable.length === 0 ? null : weight(rated) / weight(applicable);
}

export const indicatorsOf = (model: MaturityModel): readonly Indicator[] =>
  model.dimensions.flatMap(({ indicators }) => indicators);

const firstSaid = (...texts: readonly string[]): string => texts.find((one) => one.trim() !== '') ?? '';
