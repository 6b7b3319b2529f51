import { memo, type ReactElement } from 'react';
import type { FormGroup, FormNode } from '#domain/instrument/form/form.ts';
import { useForm } from './form-context.ts';
import { LazyRun } from './lazy-run.tsx';
import { MarkedView } from './marked-view.tsx';
import { mediaOf } from './media-of.ts';
import { MediaView } from './media-view.tsx';
import { QuestionField } from './question-field.tsx';
import { RepeatRows } from './repeat-rows.tsx';
import { stopKey } from './stop-key.ts';
import { isTableList, TableList } from './table-list.tsx';
import { useFormPart } from './use-form-part.ts';
import { WordsOnly } from './words-only.tsx';
import './form.css';

interface FormNodesProps {
  readonly nodes: readonly FormNode[];
  /** How deep in groups and rows: it decides the size of headings. */
  readonly depth: number;
}

/** Height of a question that is not on the page yet. */
const guessRem = 8;

/** Nodes of a form in their order. */
export const FormNodes = memo(function FormNodes({ nodes, depth }: FormNodesProps): ReactElement {
  if (isTableList(nodes)) return <TableList nodes={nodes} />;
  return (
    <LazyRun
      parts={nodes}
      keyOf={keyOfNode}
      guessRem={guessRem}
      draw={(node) => <OneNode node={node} depth={depth} />}
    />
  );
});

export const keyOfNode = ({ address }: FormNode): string => stopKey(address);

function OneNode({ node, depth }: { readonly node: FormNode; readonly depth: number }): ReactElement {
  switch (node.kind) {
    case 'question':
      return <QuestionField question={node} />;
    case 'note':
      return <WordsOnly node={node} />;
    case 'group':
      return <GroupBlock group={node} depth={depth} />;
    case 'repeat':
      return (
        <RepeatRows
          repeat={node}
          depth={depth}
          drawRow={(row) => <FormNodes nodes={row.nodes()} depth={depth + 1} />}
        />
      );
  }
}

interface GroupBlockProps {
  readonly group: FormGroup;
  readonly depth: number;
}

const GroupBlock = memo(function GroupBlock({ group, depth }: GroupBlockProps): ReactElement | null {
  const { session, mediaAddress } = useForm();
  useFormPart(group);
  if (!group.isRelevant()) return null;
  const label = group.label();
  const hint = group.hint();
  const Heading = depth === 0 ? 'h3' : 'h4';
  return (
    <section className="form-group" data-depth={depth}>
      {label !== null && (
        <Heading className="form-group-title">
          <MarkedView text={label} />
        </Heading>
      )}
      {hint !== null && (
        <p className="form-hint">
          <MarkedView text={hint} />
        </p>
      )}
      <MediaView
        media={mediaOf(group.definition.media, session.form.language(), mediaAddress)}
        about={label ?? ''}
      />
      <FormNodes nodes={group.nodes()} depth={depth + 1} />
    </section>
  );
});
