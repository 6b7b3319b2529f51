import { BookOpenText } from 'lucide-react';
import type { ReactElement } from 'react';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { useTranslate } from '#renderer/i18n/use-translate.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/marks/empty-state.tsx';
import { Pill } from '#renderer/ui/marks/pill.tsx';
import { RelativeTime } from '#renderer/ui/screen-clock.tsx';
import { PageSection } from '#renderer/ui/layout/screen-page.tsx';
import { type TableColumn, SortableTable } from '#renderer/ui/sortable-table.tsx';
import type { LibraryRow } from '#renderer/console/api/response-types.ts';

interface InstrumentLibraryViewProps {
  readonly instruments: readonly LibraryRow[];
  /** Retire a version, or bring it back into use. */
  readonly onStatus: (row: LibraryRow) => void;
}

/** Library: every published version of every instrument, and whether it is in use. */
export function InstrumentLibraryView({ instruments, onStatus }: InstrumentLibraryViewProps): ReactElement {
  const say = useTranslate();
  return (
    <PageSection
      title={say('library.summary', { count: instruments.length })}
      description={say('library.text')}
    >
      <SortableTable
        label={say('library.title')}
        rows={instruments}
        rowId={({ edition }) => edition.ref}
        columns={useLibraryColumns(onStatus)}
        empty={
          <EmptyState icon={BookOpenText} title={say('library.none')}>
            {say('library.none.text')}
          </EmptyState>
        }
      />
    </PageSection>
  );
}

function useLibraryColumns(onStatus: (row: LibraryRow) => void): readonly TableColumn<LibraryRow>[] {
  const say = useTranslate();
  return [
    {
      id: 'title',
      title: say('library.column.title'),
      cell: ({ edition }) => <NameCell name={edition.title} note={edition.id} />,
    },
    {
      id: 'version',
      title: say('library.column.version'),
      cell: ({ edition }) => <bdi>{edition.version}</bdi>,
    },
    {
      id: 'questions',
      title: say('library.column.questions'),
      align: 'end',
      cell: ({ edition }) => <span className="fb-numbers">{edition.questions}</span>,
    },
    {
      id: 'languages',
      title: say('library.column.languages'),
      cell: ({ edition }) => <bdi>{edition.languages.join(' · ') || '–'}</bdi>,
    },
    {
      id: 'published',
      title: say('library.column.published'),
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
      title: say('path.status'),
      cell: ({ edition }) =>
        edition.status === 'published' ? (
          <Pill text={say('library.state.published')} meaning="good" />
        ) : (
          <Pill text={say('library.state.retired')} />
        ),
    },
    {
      id: 'act',
      title: say('console.admin.acts'),
      cell: (row) => {
        const { title, version, status } = row.edition;
        const isUsed = status === 'published';
        const label = say(isUsed ? 'library.retire.for' : 'library.restore.for', { title, version });
        return (
          <Button kind="quiet" label={label} onPress={() => onStatus(row)}>
            {say(isUsed ? 'library.retire' : 'library.restore')}
          </Button>
        );
      },
    },
  ];
}
