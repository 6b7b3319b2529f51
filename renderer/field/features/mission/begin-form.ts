import type { BegunWith } from '#domain/assessment/decide-create.ts';
import { registersOf } from '#domain/instrument/form/answer-registers.ts';
import { shapeOf } from '#domain/instrument/form/form-shape.ts';
import { openForm } from '#domain/instrument/form/open-form.ts';
import type { Instrument } from '#domain/instrument/instrument.ts';
import { maturityModelOf } from '#domain/instrument/needs-assessment.ts';
import { instrumentRefOf } from '#domain/instrument/published/instrument-edition.ts';
import { formEnvironment } from '#renderer/field/app/form-environment.ts';
import type { Session } from '#renderer/store/store-api.ts';

/**
 * What an assessment with this instrument begins with: defaults, what is computed once, first rows. Null for a form that
 * cannot be opened.
 */
export function beginForm(instrument: Instrument, session: Session): BegunWith | null {
  const form = openForm(instrument, formEnvironment(session), []);
  if (!form.ok) return null;
  const shape = shapeOf(instrument);
  const { writes } = form.value.begin();
  return {
    instrument: instrumentRefOf(instrument),
    types: maturityModelOf(instrument)?.institution_types ?? null,
    answers: writes.flatMap((change) => registersOf(shape, change)),
  };
}
