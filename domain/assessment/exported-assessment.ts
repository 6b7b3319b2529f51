import { ok, type Result } from '../base/result.ts';
import { type Document, valueAt } from '../document/document.ts';
import type { ExportedAssessment, ExportedRating } from '../instrument/export/export-data.ts';
import { changesAt } from '../instrument/form/answer-registers.ts';
import type { Environment, Form } from '../instrument/form/form.ts';
import { nobodysWorld } from '../instrument/form/nobody.ts';
import { shapeOf } from '../instrument/form/form-shape.ts';
import { openForm } from '../instrument/form/open-form.ts';
import type { Diagnostic } from '../instrument/import/diagnostic.ts';
import type { Instrument } from '../instrument/instrument.ts';
import { Confidence } from './assessment.ts';
import { readAnswer } from './read-answer.ts';
import { recordedCalculations } from './recorded-calculations.ts';

/**
 * An assessment as its export sees it: its answers in the form of its instrument, what is known of it besides, and the
 * calculations as they were handed in. `now`: what `today()` means in calculations that nobody has handed in yet.
 */
export function exportedAssessment(
  document: Document,
  instrument: Instrument,
  now: ReturnType<Environment['now']>,
): Result<ExportedAssessment, readonly Diagnostic[]> {
  const read = (path: string) => valueAt(document, path);
  const form = openForm(
    instrument,
    nobodysWorld(now),
    changesAt(shapeOf(instrument), Object.keys(document.registers), read),
  );
  return form.ok ? ok(exportedForm(document, instrument, form.value)) : form;
}

/** The same for a form that is open already. */
export function exportedForm(document: Document, instrument: Instrument, form: Form): ExportedAssessment {
  const fact = (path: string): string => textOf(valueAt(document, path));
  return {
    id: document.doc,
    form,
    facts: {
      _status: fact('status'),
      _institution: fact('institution/name'),
      _institution_type: fact('institution/type'),
    },
    recorded: recordedCalculations(document, instrument),
    ratingOf: (qid) => ratingIn(document, qid),
  };
}

function ratingIn(document: Document, qid: string): ExportedRating {
  const { state, evidence } = readAnswer(document, qid);
  const confidence = Confidence.safeParse(valueAt(document, `answers/${qid}/confidence`));
  return {
    state: state === 'blank' ? null : state,
    // No evidence is the weakest one; of what was not rated it says nothing.
    evidence: state === 'rated' ? evidence : null,
    confidence: confidence.success ? confidence.data : null,
    rationale: textOf(valueAt(document, `answers/${qid}/rationale`)) || null,
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
