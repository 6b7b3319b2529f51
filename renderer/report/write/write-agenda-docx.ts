import { HeadingLevel, type Paragraph, type Table } from 'docx';
import { languageFacts, type ScreenLanguage } from '#renderer/i18n/language.ts';
import { docxTextWidth, packDocx } from './docx-document.ts';
import { createDocxPartMaker } from './docx-parts.ts';

/** An agenda in words, for paper and files. */
export interface AgendaSheet {
  readonly title: string;
  readonly facts: readonly { readonly term: string; readonly value: string }[];
  readonly objectivesTitle: string;
  readonly objectives: readonly { readonly code: string; readonly text: string }[];
  /** Titles of the columns of each day. */
  readonly columns: readonly string[];
  readonly days: readonly AgendaSheetDay[];
}

interface AgendaSheetDay {
  readonly title: string;
  readonly rows: readonly {
    readonly id: string;
    readonly isPause: boolean;
    readonly cells: readonly string[];
  }[];
}

/** Shares of the columns of a day: time, session, method, output, lead, room. */
const columnShares = [14, 34, 20, 18, 18, 12];

/** Write an agenda as a Word document in landscape: a table for each day. */
export async function writeAgendaDocx(
  agendaSheet: AgendaSheet,
  language: ScreenLanguage,
): Promise<Uint8Array<ArrayBuffer>> {
  const partMaker = createDocxPartMaker(languageFacts[language], docxTextWidth(true));
  const parts: (Paragraph | Table)[] = [
    partMaker.heading(agendaSheet.title, HeadingLevel.TITLE),
    partMaker.table(
      {
        head: [],
        rows: agendaSheet.facts.map(({ term, value }) => ({
          isTotal: false,
          cells: [{ text: term }, { text: value }],
        })),
      },
      [2, 8],
    ),
  ];
  if (agendaSheet.objectives.length > 0) {
    parts.push(partMaker.heading(agendaSheet.objectivesTitle, HeadingLevel.HEADING_1));
    const rows = agendaSheet.objectives.map(({ code, text }) => ({
      isTotal: false,
      cells: [{ text: code }, { text }],
    }));
    parts.push(partMaker.table({ head: [], rows }, [1, 12]));
  }
  for (const { title, rows } of agendaSheet.days) {
    parts.push(partMaker.heading(title, HeadingLevel.HEADING_1));
    parts.push(
      partMaker.table(
        {
          head: agendaSheet.columns.map((text) => ({ text, isEnd: false })),
          rows: rows.map(({ cells }) => ({ isTotal: false, cells: cells.map((text) => ({ text })) })),
        },
        columnShares,
      ),
    );
  }
  return packDocx({ title: agendaSheet.title, head: agendaSheet.title, language, isLandscape: true }, parts);
}
