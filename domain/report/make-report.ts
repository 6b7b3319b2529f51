import type { DocumentId } from '../ids.ts';
import { divisionOfLabour } from './division-of-labour.ts';
import { institutionAssessment } from './institution-assessment.ts';
import { missionNote } from './mission-note.ts';
import { prioritiesReport } from './priorities.ts';
import type { Report, ReportCode } from './report.ts';
import { readSource, type ReportSources } from './report-sources.ts';
import { stateSynthesis } from './state-synthesis.ts';

/** Why there is nothing to report yet. */
export type NoReport = 'noAssessment' | 'noPlan';

/**
 * Makes a report from the records of one mission: the same on the laptop and at headquarters, for it reads nothing else.
 * `about` is the assessment of R2; without it, and where it is not there, the first.
 */
export function makeReport(code: ReportCode, sources: ReportSources, about?: DocumentId): Report | NoReport {
  const readings = sources.assessments.map(readSource);
  switch (code) {
    case 'R1':
      return missionNote(sources, readings);
    case 'R2': {
      const reading = readings.find(({ doc }) => doc === about) ?? readings[0];
      return reading === undefined ? 'noAssessment' : institutionAssessment(sources, reading);
    }
    case 'R3':
      return stateSynthesis(sources, readings) ?? 'noAssessment';
    case 'R4':
      return prioritiesReport(sources, readings) ?? 'noAssessment';
    case 'R5':
      return divisionOfLabour(sources, readings) ?? 'noPlan';
  }
}
