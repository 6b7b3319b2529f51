import { changes, dimensionProfile, distribution, heatMap } from './figures.ts';
import { figureSection } from './figure-section.ts';
import type { Report, Section } from './report.ts';
import { headerOf } from './report-header.ts';
import { recordTitles, type Reading, type ReportSources } from './report-sources.ts';
import { pictureOf, type StatePicture } from './state-picture.ts';
import {
  decisionTable,
  gateTable,
  informationGapTable,
  stateDimensionTable,
  stateIndicatorTable,
  taggedTable,
} from './state-tables.ts';

/** R3: the State over all its institutions; null while nothing was assessed. */
export function stateSynthesis(sources: ReportSources, readings: readonly Reading[]): Report | null {
  const picture = pictureOf(sources.mission, readings);
  if (picture === null) return null;
  return {
    header: headerOf({
      code: 'R3',
      sources,
      readings: picture.current.map(({ reading }) => reading),
      rated: { model: picture.model, screening: {}, answers: picture.answers },
    }),
    audience: 'programme',
    records: recordTitles(sources),
    sections: [...stateSections(picture), ...changeSections(readings)],
  };
}

const stateSections = (picture: StatePicture): readonly Section[] => [
  figureSection('F1', 'report.r3.f1', 'aggregate', dimensionProfile(picture)),
  stateDimensionTable(picture),
  figureSection('F2', 'report.r3.f2', 'rating', heatMap(picture)),
  stateIndicatorTable(picture),
  ...decisionTable(picture),
  figureSection('F3', 'report.r3.f3', 'aggregate', distribution(picture)),
  gateTable(picture),
  taggedTable(picture, 'HR', { id: 'T4', title: 'report.r3.t4' }),
  taggedTable(picture, 'GEN', { id: 'T5', title: 'report.r3.t5' }),
  informationGapTable(picture, { id: 'T6', title: 'report.r3.t6' }),
];

/** What has changed since the assessments that others follow (B6.13); nothing while none is a follow-up. */
function changeSections(readings: readonly Reading[]): readonly Section[] {
  const figure = changes(readings);
  return figure.lines.length === 0 ? [] : [figureSection('F4', 'report.r3.f4', 'rating', figure)];
}
