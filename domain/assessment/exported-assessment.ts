import { ok, type Result } from '#base/result.ts';
import { type Document, valueAt } from '../document/document.ts';
import type { ExportedAssessment, ExportedRating } from '#forms/export/export-data.ts';
import { formShapeOf, readAnswerChanges } from './answer-registers.ts';
import { type Form, type FormEnvironment, readOnlyEnvironment } from '#forms/engine/form.ts';
import { openForm } from '#forms/engine/open-form.ts';
import type { Diagnostic } from '#forms/model/diagnostic.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import { RatingConfidence } from './assessment.ts';
import { readIndicatorAnswer } from './read-answer.ts';
import { recordedCalculationLookup } from './recorded-calculations.ts';

/**
 * An assessment for export: its answers in the form of its instrument, its other facts, and its recorded
 * calculations.
 * @param now value of `today()` in calculations of an assessment that was not submitted yet
 */
export function buildExportedAssessment(
  document: Document,
  instrument: Instrument,
  now: ReturnType<FormEnvironment['now']>,
): Result<ExportedAssessment, readonly Diagnostic[]> {
  const read = (path: string) => valueAt(document, path);
  const form = openForm(
    instrument,
    readOnlyEnvironment(now),
    readAnswerChanges(formShapeOf(instrument), Object.keys(document.registers), read),
  );
  return form.ok ? ok(buildExportedForm(document, instrument, form.value)) : form;
}

/** The same for a form that is open already. */
export function buildExportedForm(
  document: Document,
  instrument: Instrument,
  form: Form,
): ExportedAssessment {
  const fact = (path: string): string => exportedTextOf(valueAt(document, path));
  return {
    id: document.doc,
    form,
    facts: {
      _status: fact('status'),
      _institution: fact('institution/name'),
      _institution_type: fact('institution/type'),
    },
    recorded: recordedCalculationLookup(document, instrument),
    ratingOf: (qid) => exportedRatingOf(document, qid),
  };
}

function exportedRatingOf(document: Document, qid: string): ExportedRating {
  const { state, evidence } = readIndicatorAnswer(document, qid);
  const confidence = RatingConfidence.safeParse(valueAt(document, `answers/${qid}/confidence`));
  return {
    state: state === 'blank' ? null : state,
    // No evidence is the weakest kind; it means nothing for an answer without a rating.
    evidence: state === 'rated' ? evidence : null,
    confidence: confidence.success ? confidence.data : null,
    rationale: exportedTextOf(valueAt(document, `answers/${qid}/rationale`)) || null,
  };
}

const exportedTextOf = (value: unknown): string => (typeof value === 'string' ? value : '');
