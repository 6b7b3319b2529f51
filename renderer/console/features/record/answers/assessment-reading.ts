import type { HeldChangeRow } from '#api/console-api.ts';
import type { JsonValue } from '#base/json.ts';
import { RatingConfidence } from '#domain/assessment/assessment.ts';
import {
  type EvidenceItem,
  type FieldRemark,
  fieldRemarksAbout,
  type RatingAboveEvidence,
  readEvidenceItems,
  readIndicatorAnswers,
  readRatingAboveEvidence,
  readScreeningAnswers,
} from '#domain/assessment/read-answer.ts';
import { compareTimestamps } from '#domain/clock/hlc.ts';
import {
  conflictPathsOf,
  type Document,
  type Head,
  type Register,
  valueAt,
} from '#domain/document/document.ts';
import { deviceOfDot, type Path } from '#domain/document/op.ts';
import { hasRemovalConflict } from '#domain/document/removal-conflicts.ts';
import {
  type DimensionProgress,
  dimensionProgressOf,
  type IndicatorAnswer,
  type IndicatorAnswers,
  type IndicatorApplicability,
  resolveApplicability,
  type ScreeningByQuestion,
  totalProgressOf,
} from '#domain/scoring/applicability.ts';
import type { Indicator, MaturityDimension, MaturityModel } from '#domain/scoring/maturity-model.ts';
import { type DimensionScore, scoreDimensions } from '#domain/scoring/score.ts';
import type { LongSelectOption } from '#renderer/ui';

export interface DimensionReading {
  readonly dimension: MaturityDimension;
  readonly progress: DimensionProgress;
  /** Undefined when nothing in the dimension is asked of this institution. */
  readonly score: DimensionScore | undefined;
  readonly questions: readonly QuestionReading[];
}

/** Assessment in its instrument's order, scored as on laptops and in reports (docs/requirements.md B6). */
export interface AssessmentReading {
  readonly instrument: MaturityModel;
  readonly screening: ScreeningByQuestion;
  readonly progress: DimensionProgress;
  readonly dimensions: readonly DimensionReading[];
  readonly comments: readonly FieldRemark[];
}

const answerValuePattern = /^answers\/(.+)\/value$/;

/**
 * Questions of a form that have an answer, as comments name them: by id, in a row after the row's
 * (`visits/r1/day`). A reviewer may not have the form itself.
 */
export const answeredQuestionOptions = ({ registers }: Document): readonly LongSelectOption[] =>
  Object.keys(registers).flatMap((path) => {
    const id = answerValuePattern.exec(path)?.[1];
    return id === undefined ? [] : [{ id, label: id }];
  });

/** One of several concurrent values. */
interface ConflictingValue {
  readonly dot: string;
  readonly device: string;
  readonly atMs: number;
  readonly value: JsonValue;
}

/** Path with a conflict (M3), or the removal of the whole record with a concurrent edit (M5). */
export interface RegisterConflict {
  readonly path: string;
  readonly kind: 'values' | 'removal';
  /** Newest first; the first one is shown as the value. */
  readonly values: readonly ConflictingValue[];
}

/** All conflicts of a record. */
export function registerConflictsOf(document: Document): readonly RegisterConflict[] {
  const registerConflicts = conflictPathsOf(document).map((path) =>
    registerConflictAt(path, document.registers[path]),
  );
  const removal = document.registers['removed' as Path]; // matches Path
  const isOnlyRemoval =
    hasRemovalConflict(document) && !registerConflicts.some(({ path }) => path === 'removed');
  return isOnlyRemoval
    ? [...registerConflicts, { ...registerConflictAt('removed', removal), kind: 'removal' }]
    : registerConflicts;
}

const registerConflictAt = (path: string, register: Register | undefined): RegisterConflict => ({
  path,
  kind: 'values',
  values: (register?.heads ?? [])
    .toSorted((a, b) => compareTimestamps(headTimestamp(b), headTimestamp(a)))
    .map(({ dot, stamp, value }) => ({ dot, device: deviceOfDot(dot), atMs: stamp[0], value })),
});

const headTimestamp = (head: Head) => ({ stamp: head.stamp, device: deviceOfDot(head.dot) });

/** Facts of one question for the screen. */
export interface QuestionReading {
  readonly indicator: Indicator;
  readonly asked: IndicatorApplicability;
  readonly answer: IndicatorAnswer;
  readonly rationale: string;
  readonly confidence: RatingConfidence | null;
  /** Present where the rating is above its evidence. */
  readonly aboveEvidence: RatingAboveEvidence | null;
  readonly evidence: readonly EvidenceItem[];
  readonly comments: readonly FieldRemark[];
  readonly contested: readonly RegisterConflict[];
  readonly held: readonly HeldChangeRow[];
  readonly lastWrite: { readonly device: string; readonly atMs: number } | null;
}

/** Read a record by an instrument. Its other content is in its history. */
export function readAssessment(
  document: Document,
  held: readonly HeldChangeRow[],
  maturityModel: MaturityModel,
): AssessmentReading {
  const screeningByQuestion = readScreeningAnswers(document, maturityModel);
  const indicatorAnswers = readIndicatorAnswers(document, maturityModel);
  const dimensionScores = scoreDimensions(maturityModel, screeningByQuestion, indicatorAnswers);
  const readingSources: ReadingSources = {
    document,
    contested: registerConflictsOf(document),
    held,
    screening: screeningByQuestion,
    answers: indicatorAnswers,
  };
  return {
    instrument: maturityModel,
    screening: screeningByQuestion,
    progress: totalProgressOf(maturityModel, screeningByQuestion, indicatorAnswers),
    dimensions: maturityModel.dimensions.map((maturityDimension) => ({
      dimension: maturityDimension,
      progress: dimensionProgressOf(maturityDimension, screeningByQuestion, indicatorAnswers),
      score: dimensionScores.find(({ code }) => code === maturityDimension.code),
      questions: maturityDimension.indicators.map((indicator) =>
        readQuestionReading(indicator, readingSources),
      ),
    })),
    comments: fieldRemarksAbout(document, ''),
  };
}

interface ReadingSources {
  readonly document: Document;
  readonly contested: readonly RegisterConflict[];
  readonly held: readonly HeldChangeRow[];
  readonly screening: ScreeningByQuestion;
  readonly answers: IndicatorAnswers;
}

function readQuestionReading(indicator: Indicator, readingSources: ReadingSources): QuestionReading {
  const { document, screening, answers } = readingSources;
  const prefix = `answers/${indicator.id}/`;
  const answer = answers[indicator.id] ?? { state: 'blank', evidence: 'E0' };
  const rationale = valueAt(document, `${prefix}rationale`);
  return {
    indicator,
    asked: resolveApplicability(indicator, screening, answers),
    answer,
    rationale: typeof rationale === 'string' ? rationale : '',
    confidence: RatingConfidence.safeParse(valueAt(document, `${prefix}confidence`)).data ?? null,
    aboveEvidence: readRatingAboveEvidence(document, indicator.id),
    evidence: readEvidenceItems(document, indicator.id),
    comments: fieldRemarksAbout(document, indicator.id),
    contested: readingSources.contested.filter(({ path }) => path.startsWith(prefix)),
    held: readingSources.held.filter(({ path }) => path.startsWith(prefix)),
    lastWrite: lastWriteBelow(document, prefix),
  };
}

function lastWriteBelow(document: Document, prefix: string): QuestionReading['lastWrite'] {
  const heads = Object.entries(document.registers)
    .filter(([path]) => path.startsWith(prefix))
    .flatMap(([, register]) => register.heads);
  const lastHead = heads.reduce<Head | null>(
    (latestHead, head) => (latestHead === null || head.stamp[0] > latestHead.stamp[0] ? head : latestHead),
    null,
  );
  return lastHead && { device: deviceOfDot(lastHead.dot), atMs: lastHead.stamp[0] };
}
