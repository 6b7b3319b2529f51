import { groupByKey } from '#base/group.ts';
import { evidenceKindHandling } from '../assessment/assessment.ts';
import { readEvidenceItems } from '../assessment/read-answer.ts';
import { plainTextAt, valueAt } from '../document/document.ts';
import { valueLabelKeys } from '../kinds/enumerations.ts';
import { MissionStatus } from '../mission/mission.ts';
import { readMissionMeetings } from '../mission/mission-meetings.ts';
import { MissionMode, readMissionTeam } from '../mission/mission-work.ts';
import { missionKeyMessages, urgentActionsOf } from './key-messages.ts';
import { narrativeTable } from './narrative-tables.ts';
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
  reportedAssessments: readonly ReportedAssessment[],
  withEarlier: readonly ReportedAssessment[],
): Report {
  const currentAssessments = currentAssessmentsOf(withEarlier);
  const reportHeader = buildReportHeader({
    code: 'R1',
    sources,
    readings: reportedAssessments,
    rated: null,
    beside: sources.workshops,
  });
  return {
    header: reportHeader,
    audience: 'programme',
    records: reportRecordTitles(sources),
    sections: [
      ...missionKeyMessages(sources, () => buildStateProfile(sources.mission, withEarlier)),
      ...narrativeTable(sources.mission, 'inside'),
      missionFactTable(
        sources,
        reportedAssessments,
        reportHeader.roles.map((role) => labelCell(valueLabelKeys.role[role])),
      ),
      assessmentStatusTable(reportedAssessments),
      ...teamTable(sources),
      ...meetingTable(sources),
      interviewTable(reportedAssessments),
      urgentActionTable(currentAssessments.map(({ reading }) => reading)),
      informationGapTable({ current: currentAssessments }, { id: 'T4', title: 'report.r1.t4' }),
    ],
  };
}

/** T1. Functions of the team, never names. */
function missionFactTable(
  { mission, facts, workshops }: ReportSources,
  reportedAssessments: readonly ReportedAssessment[],
  roles: readonly ReportCell[],
): Section {
  const status = MissionStatus.safeParse(valueAt(mission, 'status'));
  const fact = (
    titleKey: ReportTextKey,
    reportCell: ReportCell,
    ...records: readonly RecordRef[]
  ): ReportRow => ({
    id: titleKey,
    cells: [labelCell(titleKey), reportCell],
    records,
  });
  // A number of records names none of them.
  const openCount = (
    titleKey: ReportTextKey,
    count: number,
    ...recordRefs: readonly RecordRef[]
  ): ReportRow => ({
    ...fact(titleKey, countCell(count), ...recordRefs),
    access: 'open',
  });
  const of = (path: string): RecordRef => recordRefOf(mission.doc, path);
  // Nobody has to state these: they have a row once somebody does.
  const optional = (titleKey: ReportTextKey, path: string, reportCell: ReportCell): readonly ReportRow[] =>
    plainTextAt(mission, path) === '' ? [] : [fact(titleKey, reportCell, of(path))];
  const missionMode = MissionMode.safeParse(valueAt(mission, 'mode')).data;
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
          missionMode === undefined ? notSetCell : labelCell(valueLabelKeys.workshopMode[missionMode]),
        ),
        ...optional('path.purpose', 'purpose', textCell(plainTextAt(mission, 'purpose'))),
        fact('report.fact.team', listCell(roles), of('team')),
        openCount(
          'report.fact.institutions',
          countInstitutions(reportedAssessments),
          ...reportedAssessments.map(({ doc }) => recordRefOf(doc, 'institution')),
        ),
        openCount(
          'report.fact.assessments',
          reportedAssessments.length,
          ...reportedAssessments.map(({ doc }) => recordRefOf(doc)),
        ),
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
        rows: [...byRole.values()].flatMap((missionTeamMembers) => {
          const [firstMember] = missionTeamMembers;
          if (firstMember === undefined) return [];
          return [
            {
              id: firstMember.role,
              cells: [labelCell(valueLabelKeys.role[firstMember.role]), countCell(missionTeamMembers.length)],
              records: [
                recordRefOf(mission.doc, ...missionTeamMembers.map(({ id }) => `team/${id}/function`)),
              ],
            },
          ];
        }),
      },
    },
  ];
}

/** Planned meetings, by day and time; nothing without one. */
function meetingTable({ mission }: ReportSources): readonly Section[] {
  const missionMeetings = readMissionMeetings(mission);
  if (missionMeetings.length === 0) return [];
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
        rows: missionMeetings.map(({ id, day, starts, institution, place, who }) => ({
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
const assessmentStatusTable = (reportedAssessments: readonly ReportedAssessment[]): Section => ({
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
    rows: reportedAssessments.map((reportedAssessment) => ({
      id: reportedAssessment.doc,
      // Each column has its own readers.
      access: 'open',
      cells: [
        textCell(reportedAssessment.institution),
        textCell(reportedAssessment.institutionType),
        dayCell(reportedAssessment.referenceDate),
        labelCell(valueLabelKeys.assessmentStatus[reportedAssessment.status]),
      ],
      records: [recordRefOf(reportedAssessment.doc, 'institution', 'reference-date', 'status')],
    })),
  },
});

/** T2: interviews by institution and function, from the evidence; one that supports several ratings counts once. */
function interviewTable(reportedAssessments: readonly ReportedAssessment[]): Section {
  const interviews = reportedAssessments.flatMap(({ doc, document, model, institutionType }) =>
    indicatorsOfModel(model).flatMap(({ id }) =>
      readEvidenceItems(document, id)
        .filter(({ kind }) => evidenceKindHandling[kind].isMeeting)
        .map((evidenceItem) => ({
          type: institutionType,
          title: evidenceItem.title,
          meeting: `${doc} ${evidenceItem.title.trim()}`,
          record: recordRefOf(doc, `answers/${id}/evidence/${evidenceItem.id}`),
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
function urgentActionTable(reportedAssessments: readonly ReportedAssessment[]): Section {
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
      rows: reportedAssessments.flatMap((reportedAssessment) =>
        urgentActionsOf(reportedAssessment).map((recommendation) => ({
          id: recommendation.id,
          cells: [
            recommendationCell(recommendation),
            textCell(recommendation.addressee),
            recommendation.horizon === null
              ? emptyCell
              : labelCell(valueLabelKeys.horizon[recommendation.horizon]),
            maturityLevelCell(recommendation.expectedLevel),
            labelCell(valueLabelKeys.recommendationStatus[recommendation.status]),
          ],
          records: [recordRefOf(reportedAssessment.doc, `recommendations/${recommendation.id}`)],
        })),
      ),
    },
  };
}
