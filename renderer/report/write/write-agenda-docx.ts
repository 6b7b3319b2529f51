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
  sheet: AgendaSheet,
  language: ScreenLanguage,
): Promise<Uint8Array<ArrayBuffer>> {
  const make = createDocxPartMaker(languageFacts[language], docxTextWidth(true));
  const parts: (Paragraph | Table)[] = [
    make.heading(sheet.title, HeadingLevel.TITLE),
    make.table(
      {
        head: [],
        rows: sheet.facts.map(({ term, value }) => ({
          isTotal: false,
          cells: [{ text: term }, { text: value }],
        })),
      },
      [2, 8],
    ),
  ];
  if (sheet.objectives.length > 0) {
    parts.push(make.heading(sheet.objectivesTitle, HeadingLevel.HEADING_1));
    const rows = sheet.objectives.map(({ code, text }) => ({
      isTotal: false,
      cells: [{ text: code }, { text }],
    }));
    parts.push(make.table({ head: [], rows }, [1, 12]));
  }
  for (const { title, rows } of sheet.days) {
    parts.push(make.heading(title, HeadingLevel.HEADING_1));
    parts.push(
      make.table(
        {
          head: sheet.columns.map((text) => ({ text, isEnd: false })),
          rows: rows.map(({ cells }) => ({ isTotal: false, cells: cells.map((text) => ({ text })) })),
        },
        columnShares,
      ),
    );
  }
  return packDocx({ title: sheet.title, head: sheet.title, language, isLandscape: true }, parts);
}
