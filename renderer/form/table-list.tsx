import type { ReactElement } from 'react';
import type { FormGroup, FormNode } from '#domain/instrument/form/form.ts';
import { QuestionField } from './question-field.tsx';
import { stopKey } from './stop-key.ts';
import './form.css';

const looksLike = (node: FormNode, word: string): boolean =>
  (node.definition.appearance ?? []).includes(word);

/** A group whose questions share their choices and are shown one a line. */
export const isTableList = (group: FormGroup): boolean =>
  looksLike(group, 'table-list') ||
  (group.nodes().length > 0 &&
    group.nodes().every((node) => looksLike(node, 'list-nolabel') || looksLike(node, 'label')));

/** Questions with the same choices as lines: the text at the start, the choices beside it. */
export function TableList({ nodes }: { readonly nodes: readonly FormNode[] }): ReactElement {
  return (
    <div className="form-table-list">
      {nodes.map((node) =>
        // The one that only shows the labels of the choices has nothing to answer: each line shows them.
        node.kind === 'question' && !looksLike(node, 'label') ? (
          <QuestionField key={stopKey(node.address)} question={node} />
        ) : null,
      )}
    </div>
  );
}
