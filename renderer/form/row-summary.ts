import type { FormInstance, FormNode } from '#domain/instrument/form/form.ts';
import { wordsOfAnswer } from './answer-words.ts';
import type { FormSession } from './form-session.ts';
import { isAsked } from './question-kind.ts';

/** So many answers tell one row from another. */
const enough = 3;

/** The first answers of a row, as its line shows them. */
export function rowSummary(session: FormSession, row: FormInstance): string {
  const parts: string[] = [];
  collect(session, row.nodes(), parts);
  return parts.join(' · ');
}

function collect(session: FormSession, nodes: readonly FormNode[], parts: string[]): void {
  for (const node of nodes) {
    if (parts.length >= enough) return;
    if (node.kind === 'group') collect(session, node.nodes(), parts);
    else if (node.kind === 'question' && isAsked(node) && node.isRelevant()) {
      const text = wordsOfAnswer(session, node, node.value());
      if (text !== '') parts.push(text);
    }
  }
}
