import type { FormSession } from './form-session.ts';
import { readMarkdown, wordsOf } from './markdown.ts';
import type { FormSection } from './sections.ts';

/**
 * What a section is called: its own label, else the words that it begins with (the label of a table-list is one of its
 * notes), else its name; for questions in no group what the screen says of them.
 */
export function sectionTitle({ node, nodes }: FormSection, otherwise: string): string {
  if (node === null) return otherwise;
  const [first] = nodes;
  const label = node.label() ?? (first?.kind === 'note' ? first.label() : null);
  return (label !== null && wordsOf(readMarkdown(label))) || node.definition.name;
}

/** The title of the form in the language that is set. */
export function formTitle(session: FormSession, title: Readonly<Record<string, string>>): string {
  return title[session.form.language()] ?? title[''] ?? Object.values(title)[0] ?? '';
}
