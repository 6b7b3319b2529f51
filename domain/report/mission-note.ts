import { readEvidence } from '../assessment/read-answer.ts';
import { readRecommendations } from '../assessment/read-findings.ts';
import { valueAt } from '../document/document.ts';
import { MissionStatus } from '../mission/mission.ts';
import { count, day, level, list, missing, none, recordOf, text, word } from './cells.ts';
import { grouped } from './grouped.ts';
import { merged, type RecordRef } from './record-ref.ts';
import type { Cell, Report, Row, Section } from './report.ts';
import { headerOf } from './report-header.ts';
import { indicatorsOf, recordTitles, type Reading, type ReportSources } from './report-sources.ts';
import { currentReadings } from './state-picture.ts';
import { informationGapTable } from './state-tables.ts';
import {
  assessmentStatusWords,
  horizonWords,
  missionStatusWords,
  recommendationStatusWords,
  roleWords,
} from './word-tables.ts';
import type { ReportWord } from './words.ts';

/** R1: what the mission was and whom it met, what is to be done at once, and what is still missing. */
export function missionNote(sources: ReportSources, readings: readonly Reading[]): Report {
  const current = currentReadings(readings);
  const header = headerOf({ code: 'R1', sources, readings, rated: null, beside: sources.workshops });
  return {
    header,
    audience: 'programme',
    records: recordTitles(sources),
    sections: [
      factTable(
        sources,
        readings,
        header.roles.map((role) => word(roleWords[role])),
      ),
      assessmentTable(readings),
      meetingTable(readings),
      actionTable(current.map(({ reading }) => reading)),
      informationGapTable({ current }, { id: 'T4', title: 'report.r1.t4' }),
    ],
  };
}

/** T1. Functions of the team, never names. */
function factTable(
  { mission, facts, workshops }: ReportSources,
  readings: readonly Reading[],
  roles: readonly Cell[],
): Section {
  const status = MissionStatus.safeParse(valueAt(mission, 'status'));
  const fact = (title: ReportWord, cell: Cell, ...records: readonly RecordRef[]): Row => ({
    id: title,
    cells: [word(title), cell],
    records,
  });
  const of = (path: string): RecordRef => recordOf(mission.doc, path);
  return {
    id: 'T1',
    title: 'report.r1.t1',
    access: 'open',
    table: {
      columns: [
        { id: 'fact', title: 'report.column.fact' },
        { id: 'value', title: 'report.column.value' },
      ],
      rows: [
        fact('report.fact.mission', text(facts.title), of('title')),
        fact('report.fact.state', text(facts.country), of('country')),
        fact('report.fact.from', day(facts.from), of('from')),
        fact('report.fact.to', day(facts.to), of('to')),
        fact(
          'report.fact.status',
          status.success ? word(missionStatusWords[status.data]) : missing,
          of('status'),
        ),
        { ...fact('report.fact.team', list(roles), of('team')), access: 'inside' },
        fact(
          'report.fact.institutions',
          count(new Set(readings.map(({ institution }) => institution)).size),
          ...readings.map(({ doc }) => recordOf(doc, 'institution')),
        ),
        fact('report.fact.assessments', count(readings.length), ...readings.map(({ doc }) => recordOf(doc))),
        fact('report.fact.workshops', count(workshops.length), ...workshops.map(({ doc }) => recordOf(doc))),
      ],
    },
  };
}

/** T1, second part: where each assessment of the mission stands. */
const assessmentTable = (readings: readonly Reading[]): Section => ({
  id: 'T1b',
  title: 'report.r1.t1b',
  access: 'open',
  table: {
    columns: [
      { id: 'institution', title: 'report.column.institution', access: 'rating' },
      { id: 'type', title: 'report.column.institutionType', access: 'rating' },
      { id: 'reference', title: 'report.column.referenceDate', access: 'state' },
      { id: 'status', title: 'report.column.status' },
    ],
    rows: readings.map((one) => ({
      id: one.doc,
      cells: [
        text(one.institution),
        text(one.institutionType),
        day(one.referenceDate),
        word(assessmentStatusWords[one.status]),
      ],
      records: [recordOf(one.doc, 'institution', 'reference-date', 'status')],
    })),
  },
});

/** T2: interviews, by what the evidence says of them (institution and function); one that supports several ratings counts once. */
function meetingTable(readings: readonly Reading[]): Section {
  const interviews = readings.flatMap(({ doc, document, model, institutionType }) =>
    indicatorsOf(model).flatMap(({ id }) =>
      readEvidence(document, id)
        .filter(({ kind }) => kind === 'interview')
        .map((item) => ({
          type: institutionType,
          title: item.title,
          meeting: `${doc} ${item.title.trim()}`,
          record: recordOf(doc, `answers/${id}/evidence/${item.id}`),
        })),
    ),
  );
  const groups = grouped(interviews, ({ type, title }) => JSON.stringify([type, title.trim()]));
  return {
    id: 'T2',
    title: 'report.r1.t2',
    access: 'inside',
    table: {
      columns: [
        { id: 'type', title: 'report.column.institutionType' },
        { id: 'function', title: 'report.column.function' },
        { id: 'meetings', title: 'report.column.meetings', align: 'end' },
        { id: 'ratings', title: 'report.column.ratings', align: 'end' },
      ],
      rows: [...groups].map(([id, [first, ...others]]) => {
        const all = first === undefined ? others : [first, ...others];
        return {
          id,
          cells: [
            text(first?.type ?? ''),
            text(first?.title ?? ''),
            count(new Set(all.map(({ meeting }) => meeting)).size),
            count(all.length),
          ],
          records: merged(all.map(({ record }) => record)),
        };
      }),
    },
  };
}

/** T3: what is recommended for the next six months and not refused, done or lapsed. */
function actionTable(readings: readonly Reading[]): Section {
  const open = new Set(['proposed', 'discussed', 'accepted', 'partly-accepted', 'in-progress']);
  return {
    id: 'T3',
    title: 'report.r1.t3',
    access: 'state',
    table: {
      columns: [
        { id: 'action', title: 'report.column.recommendation' },
        { id: 'addressee', title: 'report.column.addressee' },
        { id: 'horizon', title: 'report.column.horizon' },
        { id: 'expected', title: 'report.column.expectedLevel' },
        { id: 'status', title: 'report.column.status' },
      ],
      rows: readings.flatMap(({ doc, document }) =>
        readRecommendations(document)
          .filter(({ horizon, status }) => horizon === '0-6' && open.has(status))
          .map((one) => ({
            id: one.id,
            cells: [
              text(one.text),
              text(one.addressee),
              one.horizon === null ? none : word(horizonWords[one.horizon]),
              level(one.expectedLevel),
              word(recommendationStatusWords[one.status]),
            ],
            records: [recordOf(doc, `recommendations/${one.id}`)],
          })),
      ),
    },
  };
}
