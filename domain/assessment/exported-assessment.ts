import { ok, type Result } from '#base/result.ts';
import { type Form, type FormEnvironment, readOnlyEnvironment } from '#forms/engine/form.ts';
import { openForm } from '#forms/engine/open-form.ts';
import type { DataCell } from '#forms/export/data-table.ts';
import type { ExportedAssessment, ExportedRating } from '#forms/export/export-data.ts';
import type { Diagnostic, Instrument } from '#forms/model/instrument.ts';
import { type Document, plainTextAt, valueAt } from '../document/document.ts';
import { type MaturityModel } from '../scoring/maturity-model.ts';
import { maturityModelOf } from '../scoring/needs-assessment.ts';
import { scoreDimensions } from '../scoring/score.ts';
import { type ScoringPolicy, scoringPolicyOf } from '../scoring/scoring-policy.ts';
import { stateNameIn } from '../states/state-names.ts';
import { formShapeOf, readAnswerChanges } from './answer-registers.ts';
import { RatingConfidence } from './assessment.ts';
import { readMaturityTargets } from './maturity-target.ts';
import { rankGaps } from './rank-gaps.ts';
import { readIndicatorAnswer, readIndicatorAnswers, readScreeningAnswers } from './read-answer.ts';
import { recordedCalculationLookup } from './recorded-calculations.ts';

/** Mission of an exported assessment: its title, and its State by code; empty where there is none. */
export interface ExportedMission {
  readonly title: string;
  readonly country: string;
}

/**
 * An assessment for export: its answers in the form of its instrument, its other facts, and its recorded
 * calculations.
 * @param exportedMission null where it is not known: its columns are absent
 * @param now value of `today()` in calculations of an assessment that was not submitted yet
 */
export function buildExportedAssessment(
  document: Document,
  instrument: Instrument,
  exportedMission: ExportedMission | null,
  now: ReturnType<FormEnvironment['now']>,
): Result<ExportedAssessment, readonly Diagnostic[]> {
  const read = (path: string) => valueAt(document, path);
  const form = openForm(
    instrument,
    readOnlyEnvironment(now),
    readAnswerChanges(formShapeOf(instrument), Object.keys(document.registers), read),
  );
  return form.ok ? ok(buildExportedForm(document, instrument, exportedMission, form.value)) : form;
}

/** The same for a form that is open already. */
export function buildExportedForm(
  document: Document,
  instrument: Instrument,
  exportedMission: ExportedMission | null,
  form: Form,
): ExportedAssessment {
  const maturityModel = maturityModelOf(instrument);
  const policy = scoringPolicyOf(instrument);
  return {
    id: document.doc,
    form,
    facts: {
      ...(exportedMission && missionFactsOf(exportedMission)),
      _reference_date: plainTextAt(document, 'reference-date'),
      _assessment_type: plainTextAt(document, 'type'),
      _follows: plainTextAt(document, 'follows'),
      _status: plainTextAt(document, 'status'),
      _institution: plainTextAt(document, 'institution/name'),
      _institution_type: plainTextAt(document, 'institution/type'),
    },
    results: maturityModel === null ? {} : reportedLevelsOf(document, maturityModel, policy),
    recorded: recordedCalculationLookup(document, instrument),
    ratingOf: exportedRatingReader(document, maturityModel, policy),
  };
}

/** Columns of a mission. The State by its code, and by its English name for readers. */
const missionFactsOf = ({ title, country }: ExportedMission): Readonly<Record<string, string>> => ({
  _mission: title,
  _state: country,
  _state_name: country === '' ? '' : stateNameIn(country, 'en'),
});

/** Reported level of each dimension, as reports compute it; null for one without enough ratings. */
function reportedLevelsOf(
  document: Document,
  maturityModel: MaturityModel,
  policy: ScoringPolicy,
): Readonly<Record<string, DataCell>> {
  const dimensionScores = scoreDimensions(
    maturityModel,
    readScreeningAnswers(document, maturityModel),
    readIndicatorAnswers(document, maturityModel),
    policy,
  );
  const levels = new Map(dimensionScores.map(({ code, reported }) => [code, reported ?? null]));
  return Object.fromEntries(
    maturityModel.dimensions.map(({ code }) => [`_${code}_reported_level`, levels.get(code) ?? null]),
  );
}

/** Reader of the values beside a level. The gap is there for a rating that counts, as in reports. */
function exportedRatingReader(
  document: Document,
  maturityModel: MaturityModel | null,
  policy: ScoringPolicy,
): (qid: string) => ExportedRating {
  const { ranked, met } =
    maturityModel === null ? { ranked: [], met: [] } : rankGaps(document, maturityModel, policy);
  const gaps = new Map([...ranked, ...met].map((gap) => [gap.indicator.id, gap.priority.gap]));
  const agreed = readMaturityTargets(document);
  const indicators = new Map(
    maturityModel?.dimensions.flatMap((maturityDimension) =>
      maturityDimension.indicators.map((indicator) => [indicator.id, indicator]),
    ),
  );
  return (qid) => {
    const { state, evidence } = readIndicatorAnswer(document, qid);
    const confidence = RatingConfidence.safeParse(valueAt(document, `answers/${qid}/confidence`));
    return {
      state: state === 'blank' ? null : state,
      // No evidence is the weakest kind; it means nothing for an answer without a rating.
      evidence: state === 'rated' ? evidence : null,
      confidence: confidence.success ? confidence.data : null,
      rationale: plainTextAt(document, `answers/${qid}/rationale`) || null,
      target: agreed[qid]?.level ?? indicators.get(qid)?.default_target ?? null,
      gap: gaps.get(qid) ?? null,
    };
  };
}
