import { directAssigneeOf } from '#domain/assessment/question-assignee.ts';
import type { MaturityModel } from '#domain/scoring/maturity-model.ts';
import { type AssessmentTeam, teamMemberName } from '../assignment/assessment-team.ts';
import { reportedChipLevel } from '../question-context/dimension-score-view.tsx';
import { type AssessmentModel, conflictingScreeningQuestions } from './assessment-model.ts';
import type { DimensionListLine } from './dimension-list-view.tsx';
import { screeningPageCode } from './use-question-navigation.ts';

/** The lines of the left column: the screening, then each dimension that has questions for this type. */
export function dimensionLinesOf(
  model: AssessmentModel,
  maturityModel: MaturityModel,
  screeningTitle: string,
  assessmentTeam: AssessmentTeam,
): readonly DimensionListLine[] {
  const screening: DimensionListLine = {
    page: screeningPageCode,
    code: null,
    title: screeningTitle,
    asked: maturityModel.screening.length,
    answered: Object.keys(model.screening).length,
    skipped: 0,
    conflicts: conflictingScreeningQuestions(model).length,
    level: undefined,
    assignee: null,
  };
  const dimensions = model.dimensions.map(({ dimension, progress, conflicts, score }) => ({
    page: dimension.code,
    code: dimension.code,
    title: dimension.title,
    ...progress,
    conflicts,
    level: reportedChipLevel(score),
    assignee: teamMemberName(assessmentTeam, directAssigneeOf(model.document, dimension.code)),
  }));
  return [screening, ...dimensions];
}
