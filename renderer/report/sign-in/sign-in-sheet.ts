import type { ReportLanguage, TextDirection } from '#renderer/i18n';
import { escapeHtml, printedPageHtml } from '../write/printable-report.ts';

/** Sheet to sign on paper: participants by half-days, in the words of its language. */
export interface SignInSheet {
  readonly language: ReportLanguage;
  readonly direction: TextDirection;
  readonly title: string;
  readonly note: string;
  /** Headings of the columns that are filled: code, name, institution. */
  readonly head: readonly string[];
  /** Headings of the columns to sign, one for each half-day. */
  readonly blocks: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Make the page to print of a sheet. It has elements and text alone: names are escaped, and no script runs.
 * @param styleSheets addresses of the app's own style sheets, for its fonts
 */
export function signInSheetHtml(signInSheet: SignInSheet, styleSheets: readonly string[]): string {
  const cells = (texts: readonly string[], tag: 'td' | 'th'): string =>
    texts.map((text) => `<${tag} dir="auto">${escapeHtml(text)}</${tag}>`).join('');
  const empty = signInSheet.blocks.map(() => '<td></td>').join('');
  const rows = signInSheet.rows.map((row) => `<tr>${cells(row, 'td')}${empty}</tr>`).join('');
  const body =
    `<article class="fb-sign-in"><h1 dir="auto">${escapeHtml(signInSheet.title)}</h1><p>${escapeHtml(signInSheet.note)}</p>` +
    `<table><thead><tr>${cells(signInSheet.head, 'th')}${cells(signInSheet.blocks, 'th')}</tr></thead>` +
    `<tbody>${rows}</tbody></table></article>`;
  return printedPageHtml({ ...signInSheet, body }, styleSheets);
}
