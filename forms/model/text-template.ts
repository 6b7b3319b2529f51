/** A piece of a label: text, or an expression that its value replaces. */
export type TemplatePiece =
  | { readonly kind: 'words'; readonly words: string }
  | { readonly kind: 'value'; readonly expression: string };

/**
 * Split an author's text into literal text and references: `${name}` in XLSForm, `<output value="/data/name"/>` in
 * XForms.
 */
export function parseTextTemplate(text: string): readonly TemplatePiece[] {
  if (!hasPlaceholders(text)) return [{ kind: 'words', words: text }];
  const templatePieces: TemplatePiece[] = [];
  let after = 0;
  for (const found of text.matchAll(placeholderPattern)) {
    if (found.index > after) templatePieces.push({ kind: 'words', words: text.slice(after, found.index) });
    const [whole, name, expression] = found;
    templatePieces.push({
      kind: 'value',
      expression: name === undefined ? unescapeXmlText(expression ?? '') : `\${${name}}`,
    });
    after = found.index + whole.length;
  }
  if (after < text.length) templatePieces.push({ kind: 'words', words: text.slice(after) });
  return templatePieces;
}

/** Return false when there is surely no reference. */
export const hasPlaceholders = (text: string): boolean => text.includes('${') || text.includes('<output');

/** Write an expression into a label, so that `parseTextTemplate` finds it again. */
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
