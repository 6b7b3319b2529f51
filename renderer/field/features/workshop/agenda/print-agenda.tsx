import { FileText, Printer } from 'lucide-react';
import { type ReactElement, type Ref, useMemo, useRef, useState } from 'react';
import { type Document, valueAt } from '#domain/document/document.ts';
import { readLearningObjectives, readWorkshopSessions } from '#domain/workshop/workshop.ts';
import { totalSessionMinutes } from '#domain/workshop/workshop-agenda.ts';
import { WorkshopMode } from '#domain/workshop/workshop-schema.ts';
import { useTellSaved } from '#renderer/field/app/files/use-save-file.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import {
  type LanguageWords,
  languageFacts,
  ScreenLanguage,
  useLanguage,
  useTranslate,
  useWordsIn,
} from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { languagesNotationIn } from '#renderer/records/value-notations.ts';
import { createPrintablePage } from '#renderer/report/write/printable-report.ts';
import type { AgendaSheet } from '#renderer/report/write/write-agenda-docx.ts';
import { Button, Dialog, Select, useNotify } from '#renderer/ui';
import { type AgendaDayFacts, type AgendaSession, durationMessage, shownAgendaOf } from './agenda-facts.ts';
import './agenda-sheet.css';

interface PrintAgendaProps {
  readonly workshop: Document;
  readonly onClose: () => void;
}

/** Preview of the printed agenda in a language of choice, and its files. */
export function PrintAgenda({ workshop, onClose }: PrintAgendaProps): ReactElement {
  const translate = useTranslate();
  const notify = useNotify();
  const tellSaved = useTellSaved();
  const { host } = useFieldServices();
  const [chosenMailLanguage, setChosen] = useState<ScreenLanguage>(useLanguage());
  const languageWords = useWordsIn(chosenMailLanguage);
  const { language } = languageWords;
  const agendaSheet = useMemo(() => agendaSheetOf(workshop, languageWords), [workshop, languageWords]);
  const article = useRef<HTMLElement>(null);

  const print = async (): Promise<Uint8Array<ArrayBuffer>> => {
    if (!article.current) throw new Error('The agenda is not on the screen');
    const paper = { title: agendaSheet.title, head: agendaSheet.title, language, isLandscape: true };
    return host.ask('document.print', createPrintablePage(article.current, paper, document));
  };
  const write = async (): Promise<Uint8Array<ArrayBuffer>> => {
    const { writeAgendaDocx } = await import('#renderer/report/write/write-agenda-docx.ts');
    return writeAgendaDocx(agendaSheet, language);
  };
  const save = async (format: 'pdf' | 'docx'): Promise<void> => {
    try {
      const bytes = await (format === 'pdf' ? print() : write());
      const name = `${languageWords.translate('workshop.section.agenda')} - ${agendaSheet.title.slice(0, 120)}.${format}`;
      const outcome = await host.ask('document.save', { name, bytes });
      if (outcome === 'saved') await tellSaved();
    } catch (error) {
      // The shell logs problems of the disk; a bug of a writer must be visible to developers.
      reportError(error);
      notify({ meaning: 'bad', text: (say) => say('report.screen.failed') });
    }
  };
  return (
    <Dialog
      title={translate('workshop.print.title')}
      isOpen
      onClose={onClose}
      width="l"
      actions={
        <>
          <Button kind="primary" icon={Printer} onPress={() => void save('pdf')}>
            {translate('workshop.print.pdf')}
          </Button>
          <Button icon={FileText} onPress={() => void save('docx')}>
            {translate('workshop.print.docx')}
          </Button>
          <Button onPress={onClose}>{translate('ui.close')}</Button>
        </>
      }
    >
      <div className="wp-preview">
        <Select
          label={translate('workshop.print.language')}
          options={ScreenLanguage.options.map((mailLanguage) => ({
            id: mailLanguage,
            label: languageFacts[mailLanguage].ownName,
          }))}
          value={chosenMailLanguage}
          onChange={setChosen}
        />
        <AgendaSheetView sheet={agendaSheet} language={language} articleRef={article} />
      </div>
    </Dialog>
  );
}

/** Put an agenda into the words of one language; texts of the workshop stay as they were written. */
export function agendaSheetOf(workshop: Document, languageWords: LanguageWords): AgendaSheet {
  const { translate } = languageWords;
  const title = textAt(workshop, 'title');
  return {
    title: title === '' ? translate('workshop.untitled') : title,
    facts: sheetFactsOf(workshop, languageWords),
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
      .map((dayFacts) => ({
        title: agendaDayTitleIn(dayFacts, languageWords),
        rows: dayFacts.sessions.map((agendaSession) => ({
          id: agendaSession.id,
          isPause: agendaSession.kind !== 'session',
          cells: sessionCellsOf(agendaSession, languageWords),
        })),
      })),
  };
}

function sessionCellsOf(agendaSession: AgendaSession, { translate }: LanguageWords): readonly string[] {
  const { time, number, title, kind, objectives, method, output, lead, room } = agendaSession;
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
    { term: translate('path.languages'), value: languagesNotationIn(format.language).format(languages) },
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

interface AgendaSheetViewProps {
  readonly sheet: AgendaSheet;
  readonly language: ScreenLanguage;
  /** Element of the sheet, for the printer. */
  readonly articleRef?: Ref<HTMLElement>;
}

/** An agenda as it is printed. */
export function AgendaSheetView({ sheet, language, articleRef }: AgendaSheetViewProps): ReactElement {
  return (
    <article className="wp-sheet" lang={language} dir={languageFacts[language].direction} ref={articleRef}>
      <h1 dir="auto">{sheet.title}</h1>
      <dl>
        {sheet.facts.map(({ term, value }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
      {sheet.objectives.length > 0 && (
        <section>
          <h2>{sheet.objectivesTitle}</h2>
          <ul>
            {sheet.objectives.map(({ code, text }) => (
              <li key={code}>
                <b>{code}</b> <bdi>{text}</bdi>
              </li>
            ))}
          </ul>
        </section>
      )}
      {sheet.days.map((agendaSheetDay) => (
        <section key={agendaSheetDay.title} className="wp-day">
          <h2>{agendaSheetDay.title}</h2>
          <table>
            <thead>
              <tr>
                {sheet.columns.map((title) => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {agendaSheetDay.rows.map(({ id, isPause, cells }) => (
                <tr key={id} data-pause={isPause || undefined}>
                  {cells.map((text, at) => (
                    <td key={sheet.columns[at]} dir={at === 0 ? 'ltr' : 'auto'}>
                      {text}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </article>
  );
}
