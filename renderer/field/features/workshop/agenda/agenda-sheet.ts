import { type Document, valueAt } from '#domain/document/document.ts';
import { totalSessionMinutes } from '#domain/workshop/workshop-agenda.ts';
import { WorkshopMode } from '#domain/workshop/workshop-schema.ts';
import { readLearningObjectives, readWorkshopSessions } from '#domain/workshop/workshop.ts';
import { localNoonMs } from '#renderer/field/parts/local-days.ts';
import { valueLabels } from '#renderer/records/value-labels.ts';
import type { LanguageWords } from '#renderer/i18n';
import type { AgendaSheet } from '#renderer/report/write/write-agenda-docx.ts';
import { type AgendaDayFacts, type AgendaSession, durationMessage, shownAgendaOf } from './agenda-facts.ts';

/** Put an agenda into the words of one language; texts of the workshop stay as they were written. */
export function agendaSheetOf(workshop: Document, words: LanguageWords): AgendaSheet {
  const { translate } = words;
  const title = textAt(workshop, 'title');
  return {
    title: title === '' ? translate('workshop.untitled') : title,
    facts: sheetFactsOf(workshop, words),
    objectivesTitle: translate('path.session.objectives'),
    objectives: readLearningObjectives(workshop),
    columns: [
      translate('workshop.column.time'),
      translate('value.sessionKind.session'),
      translate('path.session.method'),
      translate('path.session.output'),
      translate('path.session.lead'),
      translate('path.session.room'),
    ],
    days: shownAgendaOf(workshop)
      .shown.filter(({ sessions }) => sessions.length > 0)
      .map((day) => ({
        title: agendaDayTitleIn(day, words),
        rows: day.sessions.map((session) => ({
          id: session.id,
          isPause: session.kind !== 'session',
          cells: sessionCellsOf(session, words),
        })),
      })),
  };
}

function sessionCellsOf(session: AgendaSession, { translate }: LanguageWords): readonly string[] {
  const { time, number, title, kind, objectives, method, output, lead, room } = session;
  const untitled = kind === 'session' ? 'workshop.session.untitled' : valueLabels.sessionKind[kind];
  const name = [number, title === '' ? translate(untitled) : title].join(' ').trim();
  return [
    time === null ? '' : `${time.startsAt}–${time.endsAt}`,
    objectives.length === 0 ? name : `${name} (${objectives.join(', ')})`,
    method,
    output,
    lead,
    room,
  ];
}

function sheetFactsOf(workshop: Document, { translate, format }: LanguageWords): AgendaSheet['facts'] {
  const [from, to] = [textAt(workshop, 'from'), textAt(workshop, 'to')];
  const dates = [from, to].filter((day) => day !== '').map((day) => format.date(localNoonMs(day)));
  const mode = WorkshopMode.safeParse(valueAt(workshop, 'mode'));
  const languages = valueAt(workshop, 'languages');
  const sessions = readWorkshopSessions(workshop);
  return [
    { term: translate('workshop.facts.dates'), value: dates.join(' – ') },
    {
      term: translate('path.mode'),
      value: mode.success ? translate(valueLabels.workshopMode[mode.data]) : '',
    },
    { term: translate('path.host'), value: textAt(workshop, 'host') },
    { term: translate('path.place'), value: textAt(workshop, 'place') },
    { term: translate('path.languages'), value: Array.isArray(languages) ? languages.join(', ') : '' },
    {
      term: translate('workshop.facts.time'),
      value: translate(durationMessage(totalSessionMinutes(sessions))),
    },
  ].filter(({ value }) => value !== '');
}

const agendaDayTitleIn = ({ day, dateMs }: AgendaDayFacts, { translate, format }: LanguageWords): string => {
  if (day === null) return translate('workshop.agenda.undated');
  return dateMs === null
    ? translate('value.sessionDay', { day })
    : translate('workshop.agenda.dayOn', { day, date: format.date(dateMs) });
};

const textAt = (workshop: Document, path: string): string => {
  const value = valueAt(workshop, path);
  return typeof value === 'string' ? value : '';
};
