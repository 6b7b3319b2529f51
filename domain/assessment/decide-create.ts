import { ok, refuse, type Result } from '../base/result.ts';
import { type NewValue, newValues } from '../document/new-value.ts';
import type { DocumentId } from '../ids.ts';
import type { RegisterValue } from '../instrument/form/answer-registers.ts';
import { type MaturityModel, instrumentRef, typeQuestionId } from '../instrument/maturity-model.ts';
import { type AssessmentStatus, type AssessmentType, assessmentKind } from './assessment.ts';

/** What a person says about a new assessment. `type` is a code of the instrument's institution types (`POL`). */
export interface NewAssessment {
  readonly institution: string;
  readonly type: string | null;
  readonly title: string;
  readonly assessmentType: AssessmentType;
}

export type CreateAssessmentRefusal =
  | { readonly kind: 'institutionMissing' }
  | { readonly kind: 'typeMissing' }
  | { readonly kind: 'titleMissing' }
  /** A follow-up is made of the assessment that it follows (`decideSuccessor`), or change could not be told (B6.13). */
  | { readonly kind: 'followsMissing' };

/** What an assessment is begun with. */
export interface BegunWith {
  /** The version that is pinned, `id@version`. */
  readonly instrument: string;
  /**
   * The types of institutions among which the instrument's questions are selected; null when it asks everybody the same,
   * and the type is only noted.
   */
  readonly types: Readonly<Record<string, string>> | null;
  /** What a form asks to be recorded when it is begun: defaults and first rows. */
  readonly answers: readonly RegisterValue[];
}

/** What an assessment by the maturity model begins with. */
export const begunWithModel = (model: MaturityModel): BegunWith => ({
  instrument: instrumentRef(model),
  types: model.institution_types,
  answers: [],
});

/**
 * The first values of an assessment, all of them or a refusal. It pins the version of the instrument that it is made
 * with; where the institution's type selects the questions, it is also the first screening answer (S1, domain.md B4).
 */
export function decideCreateAssessment(
  intent: NewAssessment,
  ids: { readonly doc: DocumentId; readonly mission: DocumentId },
  { instrument, types, answers }: BegunWith,
): Result<readonly NewValue[], CreateAssessmentRefusal> {
  const institution = intent.institution.trim();
  const title = intent.title.trim();
  const { type } = intent;
  if (intent.assessmentType === 'follow-up') return refuse({ kind: 'followsMissing' });
  if (institution === '') return refuse({ kind: 'institutionMissing' });
  if (types !== null && (type === null || !(type in types))) return refuse({ kind: 'typeMissing' });
  if (title === '') return refuse({ kind: 'titleMissing' });

  const first = newValues(ids.doc, assessmentKind);
  return ok([
    first('title', title),
    first('mission', ids.mission),
    first('instrument', instrument),
    first('type', intent.assessmentType),
    first('institution/name', institution),
    ...(type === null ? [] : [first('institution/type', type)]),
    ...(types === null ? [] : [first(`screening/${typeQuestionId}`, type)]),
    ...answers.map(({ path, value }) => first(path, value)),
    first('status', 'draft' satisfies AssessmentStatus),
  ]);
}
