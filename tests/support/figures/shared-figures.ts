import { assessmentFigures, conclusionFigures } from './assessment-figures.ts';
import type { SharedFigure } from './figure-readers.ts';
import { planFigures, reminderFigures } from './plan-figures.ts';
import { deviceFigures, workshopFigures } from './workshop-figures.ts';

/** Each number that several surfaces show. */
export const sharedFigures: readonly SharedFigure[] = [
  ...planFigures,
  ...reminderFigures,
  ...assessmentFigures,
  ...conclusionFigures,
  ...workshopFigures,
  ...deviceFigures,
];
