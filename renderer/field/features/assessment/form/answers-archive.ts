import { strToU8, zipSync } from 'fflate';
import { exportedForm } from '#domain/assessment/exported-assessment.ts';
import { parkedAnswers } from '#domain/assessment/parked-answers.ts';
import type { Document } from '#domain/document/document.ts';
import { dataFiles } from '#domain/instrument/export/data-files.ts';
import type { FormSession } from '#renderer/form/form-session.ts';
import { parkedAnswersText } from '../version/parked-answers-text.ts';

/** The answers of one assessment as tables, with a codebook and whatever is parked, in an archive of text files. */
export function answersArchive(
  document: Document,
  { form, instrument }: FormSession,
): Uint8Array<ArrayBuffer> {
  const { texts } = dataFiles(instrument, [exportedForm(document, instrument, form)], { labels: true });
  const parked = parkedAnswers(document, instrument, null);
  const files = {
    ...texts,
    ...(parked.length > 0 && { 'parked-answers.json': parkedAnswersText(parked, form.language()) }),
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}
