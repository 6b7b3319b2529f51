import { type RatingAboveEvidence, ratingAboveEvidence } from '#domain/assessment/above-evidence.ts';
import { Confidence } from '#domain/assessment/assessment.ts';
import {
  type Comment,
  commentsAbout,
  type EvidenceItem,
  readAnswers,
  readEvidence,
  readScreening,
} from '#domain/assessment/read-answer.ts';
import { type Document, valueAt } from '#domain/document/document.ts';
import { deviceOf } from '#domain/document/dot.ts';
import type { Head } from '#domain/document/register.ts';
import {
  type Answer,
  type Answers,
  type Asked,
  askedOf,
  type Progress,
  progressOf,
  type Screening,
  totalProgress,
} from '#domain/instrument/applicability.ts';
import type { Dimension, Indicator, MaturityModel } from '#domain/instrument/maturity-model.ts';
import { type DimensionScore, scoreDimensions } from '#domain/instrument/score.ts';
import { type Contested, contestedIn } from './contested.ts';
import type { HeldChange } from './held-change.ts';

/** All that the screen shows of one question. */
export interface QuestionReading {
  readonly indicator: Indicator;
  readonly asked: Asked;
  readonly answer: Answer;
  readonly rationale: string;
  readonly confidence: Confidence | null;
  /** Where the rating is above what its evidence carries. */
  readonly aboveEvidence: RatingAboveEvidence | null;
  readonly evidence: readonly EvidenceItem[];
  readonly comments: readonly Comment[];
  readonly contested: readonly Contested[];
  readonly held: readonly HeldChange[];
  readonly lastWrite: { readonly device: string; readonly atMs: number } | null;
}

export interface DimensionReading {
  readonly dimension: Dimension;
  readonly progress: Progress;
  /** Undefined when nothing in the dimension is asked of this institution. */
  readonly score: DimensionScore | undefined;
  readonly questions: readonly QuestionReading[];
}

/** An assessment as its instrument orders it, scored as the laptop and every report score it (domain.md B6). */
export interface AssessmentReading {
  readonly instrument: MaturityModel;
  readonly screening: Screening;
  readonly progress: Progress;
  readonly dimensions: readonly DimensionReading[];
  readonly comments: readonly Comment[];
}

/** Reads a record by an instrument. What the record holds beside it is in its history. */
export function readAssessment(
  document: Document,
  held: readonly HeldChange[],
  instrument: MaturityModel,
): AssessmentReading {
  const screening = readScreening(document, instrument);
  const answers = readAnswers(document, instrument);
  const scores = scoreDimensions(instrument, screening, answers);
  const sources: Sources = { document, contested: contestedIn(document), held, screening, answers };
  return {
    instrument,
    screening,
    progress: totalProgress(instrument, screening, answers),
    dimensions: instrument.dimensions.map((dimension) => ({
      dimension,
      progress: progressOf(dimension, screening, answers),
      score: scores.find(({ code }) => code === dimension.code),
      questions: dimension.indicators.map((indicator) => readQuestion(indicator, sources)),
    })),
    comments: commentsAbout(document, ''),
  };
}

interface Sources {
  readonly document: Document;
  readonly contested: readonly Contested[];
  readonly held: readonly HeldChange[];
  readonly screening: Screening;
  readonly answers: Answers;
}

function readQuestion(indicator: Indicator, sources: Sources): QuestionReading {
  const { document, screening, answers } = sources;
  const prefix = `answers/${indicator.id}/`;
  const answer = answers[indicator.id] ?? { state: 'blank', evidence: 'E0' };
  const rationale = valueAt(document, `${prefix}rationale`);
  return {
    indicator,
    asked: askedOf(indicator, screening, answers),
    answer,
    rationale: typeof rationale === 'string' ? rationale : '',
    confidence: Confidence.safeParse(valueAt(document, `${prefix}confidence`)).data ?? null,
    aboveEvidence: ratingAboveEvidence(document, indicator.id),
    evidence: readEvidence(document, indicator.id),
    comments: commentsAbout(document, indicator.id),
    contested: sources.contested.filter(({ path }) => path.startsWith(prefix)),
    held: sources.held.filter(({ path }) => path.startsWith(prefix)),
    lastWrite: lastWriteBelow(document, prefix),
  };
}

function lastWriteBelow(document: Document, prefix: string): QuestionReading['lastWrite'] {
  const heads = Object.entries(document.registers)
    .filter(([path]) => path.startsWith(prefix))
    .flatMap(([, register]) => register.heads);
  const last = heads.reduce<Head | null>(
    (latest, head) => (latest === null || head.stamp[0] > latest.stamp[0] ? head : latest),
    null,
  );
  return last && { device: deviceOf(last.dot), atMs: last.stamp[0] };
}
