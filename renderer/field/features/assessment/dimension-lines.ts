import { assignedTo } from '#domain/assessment/read-several.ts';
import type { MaturityModel } from '#domain/instrument/maturity-model.ts';
import { type AssessmentModel, contestedScreening } from './assessment-model.ts';
import type { DimensionLine } from './dimension-list-view.tsx';
import { screeningPage } from './place.ts';
import { levelOf } from './score-view.tsx';
import { nameIn, type Team } from './several/team.ts';

/** The lines of the left column: the screening, then each dimension that has questions for this type. */
export function dimensionLinesOf(
  model: AssessmentModel,
  instrument: MaturityModel,
  screeningTitle: string,
  team: Team,
): readonly DimensionLine[] {
  const screening: DimensionLine = {
    page: screeningPage,
    code: null,
    title: screeningTitle,
    asked: instrument.screening.length,
    answered: Object.keys(model.screening).length,
    skipped: 0,
    conflicts: contestedScreening(model).length,
    level: undefined,
    assignee: null,
  };
  const dimensions = model.dimensions.map(({ dimension, progress, conflicts, score }) => ({
    page: dimension.code,
    code: dimension.code,
    title: dimension.title,
    ...progress,
    conflicts,
    level: levelOf(score),
    assignee: nameIn(team, assignedTo(model.document, dimension.code)),
  }));
  return [screening, ...dimensions];
}
