import * as z from 'zod';
import { addToGroup } from '#base/group.ts';
import { type Document, plainTextAt, readValueAt, valueAt } from '../document/document.ts';
import { valueLabelKeys } from '../kinds/enumerations.ts';
import { readPlanItems } from '../plan/action-plan.ts';
import {
  institutionsToHide,
  replaceInstitutions,
  unconfirmedInstitutionsIn,
} from '../privacy/find-institutions.ts';
import { confirmedHitKeys } from '../privacy/find-unchecked-texts.ts';
import { readLessons } from '../workshop/lesson.ts';
import { makeNotesDocument, type SessionNotes } from '../workshop/notes-document.ts';
import { countParticipantsByType } from '../workshop/register.ts';
import { isNonAttributed, readAttributedEntries } from '../workshop/session-entry.ts';
import { heldMinutesOf, readLearningObjectives } from '../workshop/workshop.ts';
import { withoutPauses } from '../workshop/workshop-agenda.ts';
import { WorkshopMode, WorkshopStatus } from '../workshop/workshop-schema.ts';
import { buildFigureSection } from './figure-table.ts';
import { narrativeTable } from './narrative-tables.ts';
import {
  attendanceTable,
  blockAttendanceOf,
  participantTable,
  type ReportedWorkshop,
  readReportedWorkshop,
  sexFigure,
  workshopReportHeader,
} from './participation-tables.ts';
import type { Report, ReportCell, ReportRow, Section } from './report.ts';
import {
  countCell,
  dayCell,
  emptyCell,
  labelCell,
  listCell,
  missingCell,
  notSetCell,
  type ReportSources,
  recordRefOf,
  reportRecordTitles,
  textCell,
} from './report-sources.ts';
import type { ReportTextKey } from './report-text-key.ts';

/** R6: a workshop as it was held. Small cells of people are withheld for every reader (docs/requirements.md D, E7). */
export function makeWorkshopReport(sources: ReportSources, document: Document): Report {
  const reportedWorkshop = readReportedWorkshop(document);
  return {
    header: workshopReportHeader('R6', sources, document),
    audience: 'programme',
    records: reportRecordTitles(sources),
    sections: [
      ...narrativeTable(document, 'open'),
      factTable(reportedWorkshop),
      agendaTable(reportedWorkshop),
      buildFigureSection('F1', 'report.r6.f1', 'open', {
        kind: 'block-attendance',
        lines: blockAttendanceOf(reportedWorkshop),
      }),
      participantTable(reportedWorkshop),
      ...sexFigure(reportedWorkshop),
      attendanceTable(reportedWorkshop),
      objectiveTable(reportedWorkshop),
      actionTable(reportedWorkshop, sources),
      lessonTable(reportedWorkshop),
      notesTable(reportedWorkshop, sources),
    ],
  };
}

const factColumns = [
  { id: 'fact', title: 'report.column.fact' },
  { id: 'value', title: 'report.column.value' },
] as const;

const LanguageCodes = z.readonly(z.array(z.string()));

/** T1. */
function factTable({ document, participants, blocks }: ReportedWorkshop): Section {
  const fact = (titleKey: ReportTextKey, reportCell: ReportCell, ...paths: readonly string[]): ReportRow => ({
    id: titleKey,
    cells: [labelCell(titleKey), reportCell],
    records: [recordRefOf(document.doc, ...paths)],
  });
  const text = (path: string): ReportCell => textCell(plainTextAt(document, path));
  const status = WorkshopStatus.safeParse(valueAt(document, 'status'));
  const mode = WorkshopMode.safeParse(valueAt(document, 'mode'));
  // A number of records names none of them.
  const count = (titleKey: ReportTextKey, value: number): ReportRow => ({
    ...fact(titleKey, countCell(value)),
    access: 'open',
  });
  return {
    id: 'T1',
    title: 'report.r6.t1',
    access: 'open',
    table: {
      columns: factColumns,
      rows: [
        fact('path.title', text('title'), 'title'),
        fact('path.template', text('template'), 'template'),
        fact('path.from', dayCell(plainTextAt(document, 'from') || null), 'from'),
        fact('path.to', dayCell(plainTextAt(document, 'to') || null), 'to'),
        fact(
          'path.status',
          status.success ? labelCell(valueLabelKeys.workshopStatus[status.data]) : notSetCell,
          'status',
        ),
        fact(
          'path.mode',
          mode.success ? labelCell(valueLabelKeys.workshopMode[mode.data]) : notSetCell,
          'mode',
        ),
        fact('path.host', text('host'), 'host'),
        fact('path.place', text('place'), 'place'),
        fact(
          'path.languages',
          listCell(
            readValueAt(document, 'languages', LanguageCodes, []).map((code) => ({ kind: 'language', code })),
          ),
          'languages',
        ),
        fact(
          'path.nonAttribution',
          labelCell(valueAt(document, 'non-attribution') === true ? 'report.yes' : 'report.no'),
          'non-attribution',
        ),
        count('report.fact.participants', participants.length),
        count('report.fact.blocks', blocks.length),
      ],
    },
  };
}

/** T2: the agenda as it was delivered, beside its plan. Breaks are left out. */
const agendaTable = ({ document, sessions }: ReportedWorkshop): Section => ({
  id: 'T2',
  title: 'report.r6.t2',
  access: 'open',
  table: {
    columns: [
      { id: 'day', title: 'path.session.day', align: 'end' },
      { id: 'session', title: 'path.entry.session' },
      { id: 'lead', title: 'path.session.lead' },
      { id: 'planned', title: 'report.column.plannedMinutes', align: 'end' },
      { id: 'delivered', title: 'report.column.deliveredMinutes', align: 'end' },
      { id: 'delivery', title: 'path.session.delivery' },
      { id: 'note', title: 'path.session.deliveryNote' },
    ],
    rows: withoutPauses(sessions).map((session) => {
      const { id, day, title, lead, minutes, delivery, deliveryNote } = session;
      const held = heldMinutesOf(session);
      return {
        id,
        cells: [
          day === null ? notSetCell : countCell(day),
          textCell(title),
          lead === '' ? emptyCell : textCell(lead),
          minutes === null ? notSetCell : countCell(minutes),
          held === null ? missingCell : countCell(held),
          delivery === null ? missingCell : labelCell(valueLabelKeys.sessionDelivery[delivery]),
          deliveryNote === '' ? emptyCell : textCell(deliveryNote),
        ],
        records: [
          recordRefOf(
            document.doc,
            ...['title', 'minutes', 'delivery'].map((part) => `sessions/${id}/${part}`),
          ),
        ],
      };
    }),
  },
});

/** T5: learning objectives with the sessions that serve them, and the outputs of these. */
function objectiveTable({ document, sessions }: ReportedWorkshop): Section {
  const sessionsByObjective = new Map<string, ReportedWorkshop['sessions'][number][]>();
  for (const session of sessions)
    for (const objective of new Set(session.objectives)) addToGroup(sessionsByObjective, objective, session);
  return {
    id: 'T5',
    title: 'report.r6.t5',
    access: 'open',
    table: {
      columns: [
        { id: 'code', title: 'report.column.code' },
        { id: 'objective', title: 'report.column.objective' },
        { id: 'sessions', title: 'path.sessions' },
        { id: 'outputs', title: 'report.column.outputs' },
        { id: 'held', title: 'report.column.held', align: 'end' },
      ],
      rows: readLearningObjectives(document).map(({ id, code, text }) => {
        const serving = sessionsByObjective.get(id) ?? [];
        const heldSessions = serving.filter(
          ({ delivery }) => delivery === 'as-planned' || delivery === 'changed',
        );
        const outputs = heldSessions.flatMap(({ output }) => (output === '' ? [] : [textCell(output)]));
        return {
          id,
          cells: [
            textCell(code),
            textCell(text),
            serving.length === 0 ? missingCell : listCell(serving.map(({ title }) => textCell(title))),
            outputs.length === 0 ? missingCell : listCell(outputs),
            listCell([countCell(heldSessions.length), countCell(serving.length)]),
          ],
          records: [
            recordRefOf(
              document.doc,
              `objectives/${id}/text`,
              ...serving.map((session) => `sessions/${session.id}/title`),
            ),
          ],
        };
      }),
    },
  };
}

/** Make a function that leaves out the institutions which a text of a session without attribution must not name. */
function createTextWithoutAttribution(
  document: Document,
  institutions: ReportSources['institutions'],
): (session: string, text: string) => string {
  const hiddenInstitutions = institutionsToHide(document, institutions);
  const confirmed = confirmedHitKeys(document);
  // A text that still names an institution waits for its person, and no print may be ahead of that.
  return (session, text) =>
    isNonAttributed(document, session)
      ? replaceInstitutions(text, unconfirmedInstitutionsIn(text, hiddenInstitutions, confirmed), () => '…')
      : text;
}

/** T6: agreed actions, with the status of the plan item that one became. */
function actionTable(reportedWorkshop: ReportedWorkshop, { plans, institutions }: ReportSources): Section {
  const { document } = reportedWorkshop;
  const shownText = createTextWithoutAttribution(document, institutions);
  const items = new Map(
    plans.flatMap((plan) => readPlanItems(plan).map((item) => [`${plan.doc} ${item.id}`, item] as const)),
  );
  const actions = readAttributedEntries(
    document,
    countParticipantsByType(reportedWorkshop.participants),
  ).filter(({ type }) => type === 'agreed-action');
  return {
    id: 'T6',
    title: 'report.r6.t6',
    access: 'state',
    table: {
      columns: [
        { id: 'action', title: 'report.column.action' },
        { id: 'owner', title: 'path.entry.owner' },
        { id: 'due', title: 'report.column.due' },
        { id: 'plan', title: 'path.entry.planItem' },
      ],
      rows: actions.map(({ id, session, text, owner, due, planItem }) => {
        const item = planItem && items.get(`${planItem.doc} ${planItem.item}`);
        return {
          id,
          access: 'state',
          cells: [
            textCell(shownText(session, text)),
            textCell(shownText(session, owner)),
            dayCell(due),
            item ? labelCell(valueLabelKeys.planStatus[item.status]) : emptyCell,
          ],
          records: [recordRefOf(document.doc, `entries/${id}/text`)],
        };
      }),
    },
  };
}

/** T7: lessons that are not retired. */
const lessonTable = ({ document }: ReportedWorkshop): Section => ({
  id: 'T7',
  title: 'report.r6.t7',
  access: 'state',
  table: {
    columns: [
      { id: 'lesson', title: 'path.lesson.recommendation' },
      { id: 'context', title: 'path.lesson.context' },
      { id: 'happened', title: 'path.lesson.happened' },
      { id: 'applies', title: 'path.lesson.applies' },
      { id: 'status', title: 'path.status' },
    ],
    rows: readLessons(document)
      .filter(({ status }) => status !== 'retired')
      .map(({ id, recommendation, context, happened, applies, status }) => ({
        id,
        cells: [
          textCell(recommendation),
          textCell(context),
          textCell(happened),
          applies.length === 0 ? emptyCell : listCell(applies.map(textCell)),
          labelCell(valueLabelKeys.lessonStatus[status]),
        ],
        records: [recordRefOf(document.doc, `lessons/${id}/recommendation`)],
      })),
  },
});

/**
 * T8: everything that was noted, by day and session. It stays inside: a copy for others has neither the kind nor the
 * confidentiality of a note, so it could not leave out the confidential ones.
 */
function notesTable({ document }: ReportedWorkshop, { institutions }: ReportSources): Section {
  const shownText = createTextWithoutAttribution(document, institutions);
  const rowsOf = ({ session, text, entries }: SessionNotes, day: number | null): readonly ReportRow[] => {
    const place = [
      day === null ? emptyCell : countCell(day),
      session === null ? labelCell('report.r6.whole') : textCell(session.title),
    ];
    const freeText = session !== null && text !== '' ? [{ id: session.id, text }] : [];
    return [
      ...freeText.map(
        ({ id, text: noted }): ReportRow => ({
          id: `text ${id}`,
          access: 'inside',
          cells: [...place, labelCell('report.r6.freeText'), textCell(shownText(id, noted))],
          records: [recordRefOf(document.doc, `sessions/${id}/notes`)],
        }),
      ),
      ...entries.map(
        (entry): ReportRow => ({
          id: entry.id,
          access: 'inside',
          cells: [
            ...place,
            labelCell(valueLabelKeys.entryType[entry.type]),
            textCell(shownText(entry.session, entry.text)),
          ],
          records: [recordRefOf(document.doc, `entries/${entry.id}/text`)],
        }),
      ),
    ];
  };
  return {
    id: 'T8',
    title: 'report.r6.t8',
    access: 'inside',
    table: {
      columns: [
        { id: 'day', title: 'path.session.day', align: 'end' },
        { id: 'session', title: 'path.entry.session' },
        { id: 'kind', title: 'report.column.kind' },
        { id: 'note', title: 'path.text' },
      ],
      rows: makeNotesDocument(document).flatMap(({ day, sessions }) =>
        sessions.flatMap((sessionNotes) => rowsOf(sessionNotes, day)),
      ),
    },
  };
}
