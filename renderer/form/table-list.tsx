import type { ReactElement } from 'react';
import type { FormNode } from '#domain/instrument/form/form.ts';
import { QuestionField } from './question-field.tsx';
import { stopKey } from './stop-key.ts';
import { WordsOnly } from './words-only.tsx';
import './form.css';

const looksLike = (node: FormNode, word: string): boolean =>
  (node.definition.appearance ?? []).includes(word);

const isLine = (node: FormNode): boolean => looksLike(node, 'list-nolabel');

/** Questions that share their choices and are shown one a line, under the words that head them. */
export const isTableList = (nodes: readonly FormNode[]): boolean =>
  nodes.some(isLine) &&
  nodes.every((node) => isLine(node) || node.kind === 'note' || looksLike(node, 'label'));

/** Questions with the same choices as lines: the text at the start, the choices beside it. */
export function TableList({ nodes }: { readonly nodes: readonly FormNode[] }): ReactElement {
  return (
    <div className="form-table-list">
      {nodes.map((node) => {
        const key = stopKey(node.address);
        if (node.kind === 'note') return <WordsOnly key={key} node={node} />;
        return node.kind === 'question' ? <QuestionField key={key} question={node} /> : null;
      })}
    </div>
  );
}
