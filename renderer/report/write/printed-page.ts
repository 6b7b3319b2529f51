/** Text as HTML shows it, in elements and in quoted attributes. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Addresses of the style sheets of a page, with the fonts of the app. */
export const styleSheetsOf = (page: Document): readonly string[] =>
  [...page.styleSheets].flatMap(({ href }) => (href === null ? [] : [href]));

/** Page to print: its language, its title, and its elements as HTML. */
interface PrintedPage {
  readonly language: string;
  readonly direction: string;
  readonly title: string;
  /** HTML without scripts, its texts escaped. */
  readonly body: string;
}

/**
 * Make the HTML of a page to print, light in every theme.
 * @param styleSheets addresses of the app's own style sheets
 */
export function printedPageHtml(page: PrintedPage, styleSheets: readonly string[]): string {
  const { language, direction, title, body } = page;
  const links = styleSheets.map((href) => `<link rel="stylesheet" href="${escapeHtml(href)}">`).join('');
  const top = `<meta charset="utf-8"><title>${escapeHtml(title)}</title>${links}`;
  const root = `lang="${escapeHtml(language)}" dir="${escapeHtml(direction)}" data-theme="light"`;
  return `<!doctype html><html ${root}><head>${top}</head><body class="fb-print">${body}</body></html>`;
}
