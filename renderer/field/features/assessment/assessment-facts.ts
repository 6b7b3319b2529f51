import { AssessmentStatus } from '#domain/assessment/assessment.ts';
import { type Document, valueAt } from '#domain/document/document.ts';
import { defaultModel, instrumentRef } from '#domain/instrument/maturity-model.ts';
import type { WriteMode } from '#domain/people/write-mode.ts';
import type { DocumentAnswer } from '#renderer/store/store-api.ts';

/** What the heading of an assessment says, and what may be done in it. */
export interface AssessmentFacts {
  readonly institution: string;
  readonly title: string;
  readonly status: AssessmentStatus;
  readonly mode: WriteMode;
  /** The instrument that it was made with, when this version does not have it: then it is only read. */
  readonly otherInstrument: string | null;
  readonly held: number;
}

export function assessmentFactsOf(
  document: Document,
  answer: DocumentAnswer,
  mode: WriteMode,
  /** The instrument that it names is the one on the screen, whatever it is called. */
  isHere = false,
): AssessmentFacts {
  const instrument = textAt(document, 'instrument');
  const otherInstrument =
    !isHere && instrument !== '' && instrument !== instrumentRef(defaultModel) ? instrument : null;
  return {
    institution: textAt(document, 'institution/name'),
    title: textAt(document, 'title'),
    status: AssessmentStatus.catch('draft').parse(valueAt(document, 'status')),
    mode: otherInstrument !== null && mode === 'open' ? 'reading' : mode,
    otherInstrument,
    held: Object.keys(answer.held).length,
  };
}

function textAt(document: Document, path: string): string {
  const value = valueAt(document, path);
  return typeof value === 'string' ? value : '';
}
