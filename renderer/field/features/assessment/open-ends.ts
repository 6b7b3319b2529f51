import { textsToCheck } from '#domain/assessment/texts-to-check.ts';
import type { Document } from '#domain/document/document.ts';
import { defaultModel } from '#domain/instrument/maturity-model.ts';
import { assessmentModelOf, countsOf, searchableQuestions } from './assessment-model.ts';
import type { OpenEnds } from './step-dialog-view.tsx';

/** What is still open in an assessment with the instrument that Fieldbook brings along. */
export function openEndsOf(document: Document, roster: readonly string[]): OpenEnds {
  const model = assessmentModelOf(document, defaultModel);
  const toCheck = textsToCheck(document, roster);
  const questions = searchableQuestions(model, { person: null, toCheck });
  return { ...countsOf(questions), toCheck };
}
