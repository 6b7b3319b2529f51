import type { ReactElement } from 'react';
import type { Instrument, Node } from '#domain/instrument/instrument.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Pill } from '#renderer/ui/pill.tsx';
import { wordsIn } from '#renderer/form/words-in.ts';
import './instruments.css';

interface TreeViewProps {
  readonly instrument: Instrument;
  readonly language: string;
}

/** The form as a tree: what is asked, of which kind, and under what condition. */
export function TreeView({ instrument, language }: TreeViewProps): ReactElement {
  return <NodesView nodes={instrument.nodes} language={language} />;
}

function NodesView({
  nodes,
  language,
}: {
  readonly nodes: readonly Node[];
  readonly language: string;
}): ReactElement {
  return (
    <ul className="library-tree">
      {nodes.map((node) => (
        <li key={node.qid}>
          <NodeLine node={node} language={language} />
          {(node.kind === 'group' || node.kind === 'repeat') && (
            <NodesView nodes={node.nodes} language={language} />
          )}
        </li>
      ))}
    </ul>
  );
}

const kindWords: { readonly [K in Exclude<Node['kind'], 'question'>]: MessageKey } = {
  note: 'library.tree.note',
  group: 'library.tree.group',
  repeat: 'library.tree.repeat',
};

function NodeLine({ node, language }: { readonly node: Node; readonly language: string }): ReactElement {
  const say = useSay();
  return (
    <div className="library-tree-line">
      <Pill text={node.kind === 'question' ? node.type : say(kindWords[node.kind])} />
      <span dir="auto">{wordsIn(node.label, language) ?? node.name}</span>
      <code dir="ltr">{node.name}</code>
      {node.relevant !== undefined && (
        <span className="library-tree-when">
          {say('library.tree.when')} <code dir="ltr">{node.relevant}</code>
        </span>
      )}
    </div>
  );
}
