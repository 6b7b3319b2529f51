/** A piece of a label: words, or an expression whose value stands there. */
export type TemplatePiece =
  | { readonly kind: 'words'; readonly words: string }
  | { readonly kind: 'value'; readonly expression: string };

/**
 * Parts the words of an author from what is to be filled in: `${name}` as XLSForm writes it, and
 * `<output value="/data/name"/>` as XForms do.
 */
export function parseTextTemplate(text: string): readonly TemplatePiece[] {
  if (!hasPlaceholders(text)) return [{ kind: 'words', words: text }];
  const pieces: TemplatePiece[] = [];
  let after = 0;
  for (const found of text.matchAll(placeholderPattern)) {
    if (found.index > after) pieces.push({ kind: 'words', words: text.slice(after, found.index) });
    const [whole, name, expression] = found;
    pieces.push({
      kind: 'value',
      expression: name === undefined ? unescapeXmlText(expression ?? '') : `\${${name}}`,
    });
    after = found.index + whole.length;
  }
  if (after < text.length) pieces.push({ kind: 'words', words: text.slice(after) });
  return pieces;
}

/** False when there is surely nothing to be filled in. */
export const hasPlaceholders = (text: string): boolean => text.includes('${') || text.includes('<output');

/** Writes an expression into a label, so that `parseTextTemplate` finds it again. */
export function writeOutputElement(expression: string): string {
  const escaped = expression.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  return `<output value="${escaped}"/>`;
}

const placeholderPattern =
  /\$\{\s*([^{}\s]{1,200})\s*\}|<output\s{1,9}(?:value|ref)\s{0,9}=\s{0,9}"([^"<]{1,5000})"\s{0,9}\/>/g;

const unescapeXmlText = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
