import { ok, refuse, type Result } from '../base/result.ts';
import { type NewValue, newValues } from '../document/new-value.ts';
import type { DocumentId } from '../ids.ts';
import { type MaturityModel, instrumentRef, typeQuestionId } from '../instrument/maturity-model.ts';
import { type AssessmentStatus, assessmentKind } from './assessment.ts';

/** What a person says about a new assessment. `type` is a code of the instrument's institution types (`POL`). */
export interface NewAssessment {
  readonly institution: string;
  readonly type: string | null;
  readonly title: string;
}

export type CreateAssessmentRefusal =
  | { readonly kind: 'institutionMissing' }
  | { readonly kind: 'typeMissing' }
  | { readonly kind: 'titleMissing' };

/**
 * The first values of an assessment, all of them or a refusal. It pins the version of the instrument that it is made
 * with, and the institution's type is its first screening answer (S1), which selects the indicators (domain.md B4).
 */
export function decideCreateAssessment(
  intent: NewAssessment,
  ids: { readonly doc: DocumentId; readonly mission: DocumentId },
  instrument: MaturityModel,
): Result<readonly NewValue[], CreateAssessmentRefusal> {
  const institution = intent.institution.trim();
  const title = intent.title.trim();
  const { type } = intent;
  if (institution === '') return refuse({ kind: 'institutionMissing' });
  if (type === null || !(type in instrument.institution_types)) return refuse({ kind: 'typeMissing' });
  if (title === '') return refuse({ kind: 'titleMissing' });

  const first = newValues(ids.doc, assessmentKind);
  return ok([
    first('title', title),
    first('mission', ids.mission),
    first('instrument', instrumentRef(instrument)),
    first('institution/name', institution),
    first('institution/type', type),
    first(`screening/${typeQuestionId}`, type),
    first('status', 'draft' satisfies AssessmentStatus),
  ]);
}
