import type { FormSession } from './form-session.ts';
import { readMarkdown, wordsOf } from './markdown.ts';
import type { FormSection } from './sections.ts';

/** What a section is called: its own label, or for questions in no group what the screen says of them. */
export function sectionTitle({ node }: FormSection, otherwise: string): string {
  if (node === null) return otherwise;
  const label = node.label();
  return (label !== null && wordsOf(readMarkdown(label))) || node.definition.name;
}

/** The title of the form in the language that is set. */
export function formTitle(session: FormSession, title: Readonly<Record<string, string>>): string {
  return title[session.form.language()] ?? title[''] ?? Object.values(title)[0] ?? '';
}
