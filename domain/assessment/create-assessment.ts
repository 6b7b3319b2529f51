import { ok, refuse, type Result } from '#base/result.ts';
import { type InitialValue, initialValuesFor } from '../document/op.ts';
import type { DocumentId } from '../ids.ts';
import type { RegisterValue } from './answer-registers.ts';
import {
  institutionTypeQuestionId,
  type MaturityModel,
  maturityModelRef,
} from '../scoring/maturity-model.ts';
import { assessmentKind, type AssessmentStatus, type AssessmentType } from './assessment.ts';
import { type Document, plainTextAt, valueAt } from '../document/document.ts';
import { isPathInPattern } from '../document/kind-schema.ts';
import { isRatingOverridePath } from '../people/path-class.ts';
import { assessmentStatusOf } from './review-steps.ts';
import { isRemovedWithoutConflict } from '../document/removal-conflicts.ts';

/**
 * Can the one assessment take the place of the other (domain.md A2)? Only if it follows it, is about the same institution,
 * and is not of an earlier day.
 */
export function canSupersedeAssessment(later: Document, before: Document): boolean {
  if (later.kind !== assessmentKind || later.doc === before.doc || isRemovedWithoutConflict(later))
    return false;
  if (valueAt(later, 'follows') !== before.doc) return false;
  if (institutionKeyOf(later) !== institutionKeyOf(before)) return false;
  const [day, dayBefore] = [plainTextAt(later, 'reference-date'), plainTextAt(before, 'reference-date')];
  // Days as text are in order; a day that nobody gave contradicts nothing.
  return day === '' || dayBefore === '' || day >= dayBefore;
}

/** Upper and lower case and spaces make no other institution. */
const institutionKeyOf = (document: Document): string =>
  plainTextAt(document, 'institution/name').trim().replaceAll(/\s+/g, ' ').toLocaleLowerCase('en');

/** A new version takes the place of a final assessment; a follow-up looks again after some months (domain.md A2, B6.13). */
export type AssessmentSuccessor =
  | { readonly kind: 'version'; readonly reason: string }
  | {
      readonly kind: 'follow-up';
      readonly title: string;
      /** `2026-11-24`; null while not known. */
      readonly referenceDate: string | null;
    };

export type SuccessorRefusal =
  | { readonly kind: 'notFinal' }
  | { readonly kind: 'reasonMissing' }
  | { readonly kind: 'titleMissing' };

/**
 * The first values of an assessment that follows a final one, which itself stays as it is. A version takes over all that
 * was answered and decided, a follow-up only whom it is about; what headquarters said stays with the one it was said of.
 */
export function decideCreateSuccessor(
  before: Document,
  doc: DocumentId,
  successor: AssessmentSuccessor,
): Result<readonly InitialValue[], SuccessorRefusal> {
  const status = assessmentStatusOf(before);
  if (status !== 'final' && status !== 'superseded') return refuse({ kind: 'notFinal' });
  if (successor.kind === 'version' && successor.reason.trim() === '')
    return refuse({ kind: 'reasonMissing' });
  if (successor.kind === 'follow-up' && successor.title.trim() === '')
    return refuse({ kind: 'titleMissing' });

  const first = initialValuesFor(doc, assessmentKind);
  const copied = copiedValuesOf(before, successor.kind === 'version' ? newVersionPatterns : followUpPatterns);
  return ok([
    ...copied.map(([path, value]) => first(path, value)),
    first('follows', before.doc),
    ...(successor.kind === 'version'
      ? [first('version-reason', successor.reason.trim())]
      : [
          first('title', successor.title.trim()),
          first('type', 'follow-up' satisfies AssessmentType),
          first('reference-date', successor.referenceDate),
        ]),
    first('status', (successor.kind === 'version' ? 'fieldwork' : 'draft') satisfies AssessmentStatus),
  ]);
}

const followUpPatterns: readonly string[] = ['mission', 'instrument', 'institution/**', 'screening/*'];

const newVersionPatterns: readonly string[] = [
  ...followUpPatterns,
  'title',
  'type',
  'reference-date',
  'answers/**',
  'text-checks/*',
  'assignments/*',
  'second-ratings/*/*',
  'consolidations/*',
  'findings/**',
  'targets/*',
  'priorities/**',
  'recommendations/**',
];

/** What people see at the paths of these families, without the reviewer's word beside an answer. A conflict that was never decided ends with the newest value. */
const copiedValuesOf = (document: Document, patterns: readonly string[]) =>
  Object.keys(document.registers).flatMap((path) => {
    const value = valueAt(document, path);
    const isCopied =
      value !== undefined &&
      !isRatingOverridePath(path) &&
      patterns.some((pattern) => isPathInPattern(pattern, path));
    return isCopied ? [[path, value] as const] : [];
  });

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
  /** A follow-up is made of the assessment that it follows (`decideCreateSuccessor`), or change could not be told (B6.13). */
  | { readonly kind: 'followsMissing' };

/** What an assessment is begun with. */
export interface AssessmentStart {
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
export const startFromMaturityModel = (model: MaturityModel): AssessmentStart => ({
  instrument: maturityModelRef(model),
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
  { instrument, types, answers }: AssessmentStart,
): Result<readonly InitialValue[], CreateAssessmentRefusal> {
  const institution = intent.institution.trim();
  const title = intent.title.trim();
  const { type } = intent;
  if (intent.assessmentType === 'follow-up') return refuse({ kind: 'followsMissing' });
  if (institution === '') return refuse({ kind: 'institutionMissing' });
  if (types !== null && (type === null || !(type in types))) return refuse({ kind: 'typeMissing' });
  if (title === '') return refuse({ kind: 'titleMissing' });

  const first = initialValuesFor(ids.doc, assessmentKind);
  return ok([
    first('title', title),
    first('mission', ids.mission),
    first('instrument', instrument),
    first('type', intent.assessmentType),
    first('institution/name', institution),
    ...(type === null ? [] : [first('institution/type', type)]),
    ...(types === null ? [] : [first(`screening/${institutionTypeQuestionId}`, type)]),
    ...answers.map(({ path, value }) => first(path, value)),
    first('status', 'draft' satisfies AssessmentStatus),
  ]);
}
