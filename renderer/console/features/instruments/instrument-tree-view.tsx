import { type ReactElement, useState } from 'react';
import type { Instrument, NodeDefinition, QuestionDefinition } from '#forms/model/instrument.ts';
import { localizedTextIn } from '#forms/model/instrument.ts';
import { type MessageKey, useTranslate } from '#renderer/i18n';
import { Button, Pill } from '#renderer/ui';
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
      {nodes.map((nodeDefinition) => (
        <li key={nodeDefinition.qid}>
          <InstrumentNodeLine node={nodeDefinition} language={language} />
          {(nodeDefinition.kind === 'group' || nodeDefinition.kind === 'repeat') && (
            <InstrumentNodesView nodes={nodeDefinition.nodes} language={language} />
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
      {node.kind === 'question' && node.indicator !== undefined && (
        <IndicatorLine indicator={node.indicator} />
      )}
    </div>
  );
}

/** Numbers of an indicator, and on request its question and the words of its levels. */
function IndicatorLine({
  indicator,
}: {
  readonly indicator: NonNullable<QuestionDefinition['indicator']>;
}): ReactElement {
  const translate = useTranslate();
  const [isOpen, setIsOpen] = useState(false);
  const { weight, gate, defaultTarget, question, levels } = indicator;
  return (
    <>
      <span className="library-tree-when">
        {translate('library.tree.indicator', { weight, target: defaultTarget })}
        {gate && ` · ${translate('value.gate')}`}
      </span>
      <Button kind="quiet" onPress={() => setIsOpen(!isOpen)}>
        {translate(isOpen ? 'library.tree.hideLevels' : 'library.tree.showLevels')}
      </Button>
      {isOpen && (
        <div className="library-tree-levels" dir="auto">
          <p>{question}</p>
          <ol>
            {levels.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ol>
        </div>
      )}
    </>
  );
}
