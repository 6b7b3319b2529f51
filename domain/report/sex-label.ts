import { valueLabelKeys } from '../kinds/enumerations.ts';
import { restOfSexes, type ShownSex } from '../workshop/register-breakdown.ts';
import type { ReportTextKey } from './report-text-key.ts';

/** Label of a row or bar of sums by sex. */
export const sexLabelKey = (shownSex: ShownSex): ReportTextKey =>
  shownSex === restOfSexes ? 'report.sex.rest' : valueLabelKeys.participantSex[shownSex];
