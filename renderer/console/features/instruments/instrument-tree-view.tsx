import type { ReactElement } from 'react';
import type { Instrument, NodeDefinition } from '#forms/model/instrument.ts';
import { type MessageKey, useTranslate } from '#renderer/i18n';
import { Pill } from '#renderer/ui';
import { localizedTextIn } from '#renderer/form/localized-text.ts';
import './instruments.css';

interface InstrumentTreeViewProps {
  readonly instrument: Instrument;
  readonly language: string;
}

/** Form as a tree: questions, kinds and conditions. */
export function InstrumentTreeView({ instrument, language }: InstrumentTreeViewProps): ReactElement {
  return <InstrumentNodesView nodes={instrument.nodes} language={language} />;
}

function InstrumentNodesView({
  nodes,
  language,
}: {
  readonly nodes: readonly NodeDefinition[];
  readonly language: string;
}): ReactElement {
  return (
    <ul className="library-tree">
      {nodes.map((node) => (
        <li key={node.qid}>
          <InstrumentNodeLine node={node} language={language} />
          {(node.kind === 'group' || node.kind === 'repeat') && (
            <InstrumentNodesView nodes={node.nodes} language={language} />
          )}
        </li>
      ))}
    </ul>
  );
}

const nodeKindKeys: { readonly [K in Exclude<NodeDefinition['kind'], 'question'>]: MessageKey } = {
  note: 'library.tree.note',
  group: 'library.tree.group',
  repeat: 'library.tree.repeat',
};

function InstrumentNodeLine({
  node,
  language,
}: {
  readonly node: NodeDefinition;
  readonly language: string;
}): ReactElement {
  const translate = useTranslate();
  return (
    <div className="library-tree-line">
      <Pill text={node.kind === 'question' ? node.type : translate(nodeKindKeys[node.kind])} />
      <span dir="auto">{localizedTextIn(node.label, language) ?? node.name}</span>
      <code dir="ltr">{node.name}</code>
      {node.relevant !== undefined && (
        <span className="library-tree-when">
          {translate('library.tree.when')} <code dir="ltr">{node.relevant}</code>
        </span>
      )}
    </div>
  );
}
