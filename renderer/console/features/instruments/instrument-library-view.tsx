import { BookOpenText } from 'lucide-react';
import type { ReactElement } from 'react';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { useTranslate, type MessageKey } from '#renderer/i18n';
import {
  Button,
  EmptyState,
  PageSection,
  Pill,
  RelativeTime,
  SortableTable,
  type TableColumn,
} from '#renderer/ui';
import type { LibraryRow } from '#renderer/console/api/response-types.ts';
import type { Instrument, NodeDefinition } from '#forms/model/instrument.ts';
import { localizedTextIn } from '#renderer/form/localized-text.ts';
import './instruments.css';

interface InstrumentLibraryViewProps {
  readonly instruments: readonly LibraryRow[];
  /** Retire a version, or bring it back into use. */
  readonly onStatus: (row: LibraryRow) => void;
}

/** Library: every published version of every instrument, and whether it is in use. */
export function InstrumentLibraryView({ instruments, onStatus }: InstrumentLibraryViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <PageSection
      title={translate('library.summary', { count: instruments.length })}
      description={translate('library.text')}
    >
      <SortableTable
        label={translate('library.title')}
        rows={instruments}
        rowId={({ edition }) => edition.ref}
        columns={useLibraryColumns(onStatus)}
        empty={
          <EmptyState icon={BookOpenText} title={translate('library.none')}>
            {translate('library.none.text')}
          </EmptyState>
        }
      />
    </PageSection>
  );
}

function useLibraryColumns(onStatus: (row: LibraryRow) => void): readonly TableColumn<LibraryRow>[] {
  const translate = useTranslate();
  return [
    {
      id: 'title',
      title: translate('library.column.title'),
      cell: ({ edition }) => <NameCell name={edition.title} note={edition.id} />,
    },
    {
      id: 'version',
      title: translate('library.column.version'),
      cell: ({ edition }) => <bdi>{edition.version}</bdi>,
    },
    {
      id: 'questions',
      title: translate('library.column.questions'),
      align: 'end',
      cell: ({ edition }) => <span className="fb-numbers">{edition.questions}</span>,
    },
    {
      id: 'languages',
      title: translate('library.column.languages'),
      cell: ({ edition }) => <bdi>{edition.languages.join(' · ') || '–'}</bdi>,
    },
    {
      id: 'published',
      title: translate('library.column.published'),
      cell: ({ publishedAtMs, publishedBy }) => (
        <>
          <RelativeTime atMs={publishedAtMs} />
          {publishedBy && (
            <>
              {' · '}
              <bdi>{publishedBy.name}</bdi>
            </>
          )}
        </>
      ),
    },
    {
      id: 'state',
      title: translate('path.status'),
      cell: ({ edition }) =>
        edition.status === 'published' ? (
          <Pill text={translate('library.state.published')} meaning="good" />
        ) : (
          <Pill text={translate('library.state.retired')} />
        ),
    },
    {
      id: 'act',
      title: translate('console.admin.acts'),
      isActions: true,
      cell: (row) => {
        const { title, version, status } = row.edition;
        const isUsed = status === 'published';
        const label = translate(isUsed ? 'library.retire.for' : 'library.restore.for', { title, version });
        return (
          <Button kind="quiet" label={label} onPress={() => onStatus(row)}>
            {translate(isUsed ? 'library.retire' : 'library.restore')}
          </Button>
        );
      },
    },
  ];
}

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
