import type { ReactElement, Ref } from 'react';
import { languageFacts, type ScreenLanguage } from '#renderer/i18n';
import type { AgendaSheet } from '#renderer/report/write/write-agenda-docx.ts';
import './agenda-sheet.css';

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
      {sheet.days.map((day) => (
        <section key={day.title} className="wp-day">
          <h2>{day.title}</h2>
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
              {day.rows.map(({ id, isPause, cells }) => (
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
