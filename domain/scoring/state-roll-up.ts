import { compareTexts } from '#base/json.ts';
import type { MaturityLevel } from '../assessment/assessment.ts';
import type { IndicatorAnswer } from './applicability.ts';
import type { MaturityModel } from './maturity-model.ts';
import { lowerMedianOf } from './score.ts';

/** Results of one indicator over the institutions of a State. */
export interface InstitutionLevels {
  readonly levels: readonly MaturityLevel[];
  /** It counts for at least one institution, rated or not. */
  readonly isAsked: boolean;
  /** An institution looked for evidence and did not find enough. */
  readonly isSought?: boolean;
  /** Level that the lead assessor decided for the State. */
  readonly decided?: MaturityLevel | null;
}

/**
 * Level of the State for one indicator: the decided one, else the lower median. An indicator that no institution was
 * asked does not apply to the State as assessed so far.
 */
export function stateAnswerOf({
  levels,
  isAsked,
  isSought = false,
  decided = null,
}: InstitutionLevels): IndicatorAnswer {
  if (!isAsked) return { state: 'na', evidence: 'E0' };
  const maturityLevel = decided ?? (levels.length === 0 ? null : lowerMedianOf(levels));
  if (maturityLevel !== null) return { state: 'rated', level: maturityLevel, evidence: 'E0' };
  return { state: isSought ? 'ne' : 'blank', evidence: 'E0' };
}

/** B6.13: the same instrument in the same major version. */
export const areModelsComparable = (a: MaturityModel, b: MaturityModel): boolean =>
  a.id === b.id && modelMajorVersion(a) === modelMajorVersion(b);

const modelMajorVersion = ({ version }: MaturityModel): string => version.split('.')[0] ?? version;

/** The newest version among models of one instrument; with several instruments, that of the last by name. */
export const newestModelOf = <M extends { readonly model: MaturityModel }>(models: Iterable<M>): M | null =>
  [...models].toSorted((a, b) => compareTexts(modelSortKey(a.model), modelSortKey(b.model))).at(-1) ?? null;

/** Versions as text that sorts by number: 1.10.0 comes after 1.9.0. */
const modelSortKey = ({ id, version }: MaturityModel): string =>
  `${id}@${version
    .split('.')
    .map((part) => part.padStart(6, '0'))
    .join('.')}`;
