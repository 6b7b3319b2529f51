import type { Document } from '#domain/document/document.ts';
import { certificateLinesOf } from '#domain/workshop/certificates.ts';
import { testResultsOf } from '#domain/workshop/learning/test-sheets.ts';
import { readParticipants } from '#domain/workshop/register.ts';
import { readWorkshopSessions } from '#domain/workshop/workshop.ts';
import { withoutPauses } from '#domain/workshop/workshop-agenda.ts';
import { listDevices } from '#renderer/console/features/devices/devices-view.tsx';
import { workshopRowsOf } from '#renderer/field/features/mission/records/record-rows.ts';
import { shownAgendaOf } from '#renderer/field/features/workshop/agenda/agenda-facts.ts';
import { attendanceTableOf } from '#renderer/field/features/workshop/attendance/attendance-facts.ts';
import { sectionOf } from '#tests/support/builders/a-report.ts';
import {
  columnOf,
  consoleMission,
  consoleRecord,
  countWhere,
  factOf,
  onlyState,
  type SharedFigure,
  sum,
} from './figure-readers.ts';
import { workshopDoc } from './grown-mission.ts';
import type { ShownSurfaces } from './shown-surfaces.ts';

const workshopOf = (shownSurfaces: ShownSurfaces): Document => shownSurfaces.documentAt(workshopDoc);

const testFigureOf = (
  shownSurfaces: ShownSurfaces,
  part: 'paired' | 'meanBefore' | 'meanAfter' | 'meanGain',
): number => {
  const testResults = testResultsOf(workshopOf(shownSurfaces));
  return testResults.withheld === undefined ? testResults[part] : Number.NaN;
};

const learningOf = ({ console: { state } }: ShownSurfaces) => {
  const found = state.learning.find(({ doc }) => doc === workshopDoc)?.learning;
  if (!found) throw new Error('The workshop has results');
  return found;
};

export const workshopFigures: readonly SharedFigure[] = [
  {
    figure: 'workshops of the mission',
    value: 1,
    surfaces: {
      'home of the laptop': ({ laptop: { missions } }) => missions[0]?.workshops ?? 0,
      'mission on the laptop': ({ laptop: { records } }) => workshopRowsOf(records).length,
      'missions of the console': (all) => consoleMission(all).workshops ?? 0,
      'States, row': (all) => onlyState(all).workshops,
      'State, mission': ({ console: { state } }) =>
        sum(state.missions.map(({ workshops }) => workshops.length)),
      R1: (all) => factOf(all.report('R1'), 'T1', 'report.fact.workshops'),
    },
  },
  {
    figure: 'sessions without breaks',
    value: 3,
    surfaces: {
      'mission on the laptop': ({ laptop: { records } }) => workshopRowsOf(records)[0]?.sessions ?? 0,
      'records of the console': (all) => consoleRecord(all, workshopDoc).facts.sessions,
      'agenda, details': (all) => withoutPauses(readWorkshopSessions(workshopOf(all))).length,
      R6: (all) => sectionOf(all.report('R6'), 'T2').table.rows.length,
    },
  },
  {
    figure: 'minutes that were held',
    value: 150,
    surfaces: {
      'agenda, days': (all) =>
        sum(shownAgendaOf(workshopOf(all)).shown.map((day) => day.deliveredMinutes ?? 0)),
      R6: (all) => sum(columnOf(all.report('R6'), 'T2', 'delivered')),
    },
  },
  {
    figure: 'participants',
    value: 14,
    surfaces: {
      'register, and the record in the console': (all) => readParticipants(workshopOf(all)).length,
      attendance: (all) => attendanceTableOf(workshopOf(all), []).rows.length,
      certificates: (all) => certificateLinesOf(workshopOf(all)).length,
      'R6, facts': (all) => factOf(all.report('R6'), 'T1', 'report.fact.participants'),
      'R6, attendance': (all) => factOf(all.report('R6'), 'T4', 'report.fact.participants'),
    },
  },
  {
    figure: 'participants who reach a certificate',
    value: 9,
    surfaces: {
      attendance: (all) =>
        countWhere(
          attendanceTableOf(workshopOf(all), []).rows,
          ({ attendance }) => attendance.prospect === 'reached',
        ),
      certificates: (all) => countWhere(certificateLinesOf(workshopOf(all)), ({ isEarned }) => isEarned),
      R6: (all) => factOf(all.report('R6'), 'T4', 'report.fact.reachedShare'),
    },
  },
  ...(
    [
      // Nine questions: 28 right answers before and 54 after, of seven people.
      ['pairs of answers', 'paired', 'report.fact.pairs', 7],
      ['mean before the workshop', 'meanBefore', 'report.fact.meanBefore', (100 * 28) / 63],
      ['mean after the workshop', 'meanAfter', 'report.fact.meanAfter', (100 * 54) / 63],
      ['mean gain', 'meanGain', 'report.fact.meanGain', (100 * 26) / 63],
    ] as const
  ).map(
    ([figure, part, fact, value]): SharedFigure => ({
      figure: `test, ${figure}`,
      value,
      surfaces: {
        'results on the laptop': (all) => testFigureOf(all, part),
        State: (all) => learningOf(all)[part],
        R7: (all) => factOf(all.report('R7'), 'T1', fact),
      },
    }),
  ),
];

export const deviceFigures: readonly SharedFigure[] = [
  {
    figure: 'laptops that are silent',
    value: 2,
    surfaces: {
      States: ({ console: { states } }) => states.attention.silent ?? 0,
      Devices: ({ console: { devices }, nowMs }) =>
        countWhere(listDevices(devices, nowMs), ({ isSilent }) => isSilent),
    },
  },
];
