import { groupByKey } from '#base/group.ts';
import { evidenceKindHandling } from '../assessment/assessment.ts';
import { readEvidenceItems } from '../assessment/read-answer.ts';
import { plainTextAt, valueAt } from '../document/document.ts';
import { valueLabelKeys } from '../kinds/enumerations.ts';
import { MissionStatus } from '../mission/mission.ts';
import { MissionMode, readMissionMeetings, readMissionTeam } from '../mission/mission-work.ts';
import { missionKeyMessages, narrativeTable, urgentActionsOf } from './narrative-tables.ts';
import {
  mergeRecordRefs,
  type RecordRef,
  type Report,
  type ReportCell,
  type ReportRow,
  type Section,
} from './report.ts';
import { buildReportHeader } from './report-header.ts';
import {
  countCell,
  countInstitutions,
  dayCell,
  emptyCell,
  indicatorsOfModel,
  labelCell,
  listCell,
  maturityLevelCell,
  notSetCell,
  type ReportedAssessment,
  type ReportSources,
  recommendationCell,
  recordRefOf,
  reportRecordTitles,
  stateCell,
  textCell,
} from './report-sources.ts';
import type { ReportTextKey } from './report-text-key.ts';
import { buildStateProfile, currentAssessmentsOf } from './state-profile.ts';
import { informationGapTable } from './state-tables.ts';

/**
 * R1: the mission and its meetings, urgent actions, and missing work.
 * @param withEarlier The readings, and those of other missions that they follow.
 */
export function makeMissionNote(
  sources: ReportSources,
  readings: readonly ReportedAssessment[],
  withEarlier: readonly ReportedAssessment[],
): Report {
  const current = currentAssessmentsOf(withEarlier);
  const header = buildReportHeader({ code: 'R1', sources, readings, rated: null, beside: sources.workshops });
  return {
    header,
    audience: 'programme',
    records: reportRecordTitles(sources),
    sections: [
      ...missionKeyMessages(sources, () => buildStateProfile(sources.mission, withEarlier)),
      ...narrativeTable(sources.mission, 'inside'),
      missionFactTable(
        sources,
        readings,
        header.roles.map((role) => labelCell(valueLabelKeys.role[role])),
      ),
      assessmentStatusTable(readings),
      ...teamTable(sources),
      ...meetingTable(sources),
      interviewTable(readings),
      urgentActionTable(current.map(({ reading }) => reading)),
      informationGapTable({ current }, { id: 'T4', title: 'report.r1.t4' }),
    ],
  };
}

/** T1. Functions of the team, never names. */
function missionFactTable(
  { mission, facts, workshops }: ReportSources,
  readings: readonly ReportedAssessment[],
  roles: readonly ReportCell[],
): Section {
  const status = MissionStatus.safeParse(valueAt(mission, 'status'));
  const fact = (title: ReportTextKey, cell: ReportCell, ...records: readonly RecordRef[]): ReportRow => ({
    id: title,
    cells: [labelCell(title), cell],
    records,
  });
  // A number of records names none of them.
  const openCount = (title: ReportTextKey, count: number, ...records: readonly RecordRef[]): ReportRow => ({
    ...fact(title, countCell(count), ...records),
    access: 'open',
  });
  const of = (path: string): RecordRef => recordRefOf(mission.doc, path);
  // Nobody has to state these: they have a row once somebody does.
  const optional = (title: ReportTextKey, path: string, cell: ReportCell): readonly ReportRow[] =>
    plainTextAt(mission, path) === '' ? [] : [fact(title, cell, of(path))];
  const mode = MissionMode.safeParse(valueAt(mission, 'mode')).data;
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
        fact('path.mission', textCell(facts.title), of('title')),
        fact('path.country', stateCell(facts.country), of('country')),
        fact('path.from', dayCell(facts.from), of('from')),
        fact('path.to', dayCell(facts.to), of('to')),
        fact(
          'path.status',
          status.success ? labelCell(valueLabelKeys.missionStatus[status.data]) : notSetCell,
          of('status'),
        ),
        ...optional('path.place', 'place', textCell(plainTextAt(mission, 'place'))),
        ...optional(
          'path.mode',
          'mode',
          mode === undefined ? notSetCell : labelCell(valueLabelKeys.workshopMode[mode]),
        ),
        ...optional('path.purpose', 'purpose', textCell(plainTextAt(mission, 'purpose'))),
        fact('report.fact.team', listCell(roles), of('team')),
        openCount(
          'report.fact.institutions',
          countInstitutions(readings),
          ...readings.map(({ doc }) => recordRefOf(doc, 'institution')),
        ),
        openCount('report.fact.assessments', readings.length, ...readings.map(({ doc }) => recordRefOf(doc))),
        openCount('report.fact.workshops', workshops.length, ...workshops.map(({ doc }) => recordRefOf(doc))),
      ],
    },
  };
}

/** Team by function, never by name; nothing while nobody has put it together. */
function teamTable({ mission }: ReportSources): readonly Section[] {
  const byRole = groupByKey(readMissionTeam(mission), ({ role }) => role);
  if (byRole.size === 0) return [];
  return [
    {
      id: 'T1c',
      title: 'path.team',
      access: 'inside',
      isInternal: true,
      table: {
        columns: [
          { id: 'function', title: 'path.participant.function' },
          { id: 'people', title: 'report.column.people', align: 'end' },
        ],
        rows: [...byRole.values()].flatMap((members) => {
          const [first] = members;
          if (first === undefined) return [];
          return [
            {
              id: first.role,
              cells: [labelCell(valueLabelKeys.role[first.role]), countCell(members.length)],
              records: [recordRefOf(mission.doc, ...members.map(({ id }) => `team/${id}/function`))],
            },
          ];
        }),
      },
    },
  ];
}

/** Planned meetings, by day and time; nothing without one. */
function meetingTable({ mission }: ReportSources): readonly Section[] {
  const meetings = readMissionMeetings(mission);
  if (meetings.length === 0) return [];
  return [
    {
      id: 'T1d',
      title: 'report.r1.meetings',
      access: 'inside',
      isInternal: true,
      table: {
        columns: [
          { id: 'day', title: 'path.meeting.day' },
          { id: 'starts', title: 'path.meeting.starts' },
          { id: 'institution', title: 'path.institution.name' },
          { id: 'place', title: 'path.place' },
          { id: 'who', title: 'path.meeting.who' },
        ],
        rows: meetings.map(({ id, day, starts, institution, place, who }) => ({
          id,
          cells: [
            dayCell(day),
            starts === null ? emptyCell : textCell(starts),
            textCell(institution),
            place === '' ? emptyCell : textCell(place),
            who === '' ? emptyCell : textCell(who),
          ],
          records: [recordRefOf(mission.doc, `meetings/${id}`)],
        })),
      },
    },
  ];
}

/** T1, second part: status of each assessment of the mission. */
const assessmentStatusTable = (readings: readonly ReportedAssessment[]): Section => ({
  id: 'T1b',
  title: 'report.r1.t1b',
  access: 'open',
  table: {
    columns: [
      { id: 'institution', title: 'path.institution.name', access: 'rating' },
      { id: 'type', title: 'path.institution.type', access: 'rating' },
      { id: 'reference', title: 'path.referenceDate', access: 'state' },
      { id: 'status', title: 'path.status', access: 'open' },
    ],
    rows: readings.map((one) => ({
      id: one.doc,
      // Each column has its own readers.
      access: 'open',
      cells: [
        textCell(one.institution),
        textCell(one.institutionType),
        dayCell(one.referenceDate),
        labelCell(valueLabelKeys.assessmentStatus[one.status]),
      ],
      records: [recordRefOf(one.doc, 'institution', 'reference-date', 'status')],
    })),
  },
});

/** T2: interviews by institution and function, from the evidence; one that supports several ratings counts once. */
function interviewTable(readings: readonly ReportedAssessment[]): Section {
  const interviews = readings.flatMap(({ doc, document, model, institutionType }) =>
    indicatorsOfModel(model).flatMap(({ id }) =>
      readEvidenceItems(document, id)
        .filter(({ kind }) => evidenceKindHandling[kind].isMeeting)
        .map((item) => ({
          type: institutionType,
          title: item.title,
          meeting: `${doc} ${item.title.trim()}`,
          record: recordRefOf(doc, `answers/${id}/evidence/${item.id}`),
        })),
    ),
  );
  const groups = groupByKey(interviews, ({ type, title }) => JSON.stringify([type, title.trim()]));
  return {
    id: 'T2',
    title: 'report.r1.t2',
    access: 'inside',
    table: {
      columns: [
        { id: 'type', title: 'path.institution.type' },
        { id: 'function', title: 'report.column.function' },
        { id: 'meetings', title: 'report.column.meetings', align: 'end' },
        { id: 'ratings', title: 'report.column.ratings', align: 'end' },
      ],
      rows: [...groups].map(([id, [first, ...others]]) => {
        const all = first === undefined ? others : [first, ...others];
        return {
          id,
          cells: [
            textCell(first?.type ?? ''),
            textCell(first?.title ?? ''),
            countCell(new Set(all.map(({ meeting }) => meeting)).size),
            countCell(all.length),
          ],
          records: mergeRecordRefs(all.map(({ record }) => record)),
        };
      }),
    },
  };
}

/** T3: recommendations for the next six months that are not refused, done or lapsed. */
function urgentActionTable(readings: readonly ReportedAssessment[]): Section {
  return {
    id: 'T3',
    title: 'report.r1.t3',
    access: 'state',
    table: {
      columns: [
        { id: 'action', title: 'report.column.recommendation' },
        { id: 'addressee', title: 'report.column.addressee' },
        { id: 'horizon', title: 'path.recommendation.horizon' },
        { id: 'expected', title: 'path.recommendation.expectedLevel' },
        { id: 'status', title: 'path.status' },
      ],
      rows: readings.flatMap((reading) =>
        urgentActionsOf(reading).map((one) => ({
          id: one.id,
          cells: [
            recommendationCell(one),
            textCell(one.addressee),
            one.horizon === null ? emptyCell : labelCell(valueLabelKeys.horizon[one.horizon]),
            maturityLevelCell(one.expectedLevel),
            labelCell(valueLabelKeys.recommendationStatus[one.status]),
          ],
          records: [recordRefOf(reading.doc, `recommendations/${one.id}`)],
        })),
      ),
    },
  };
}
