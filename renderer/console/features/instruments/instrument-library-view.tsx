import type { ReactElement } from 'react';
import type { LibraryRow } from '#api/library-api.ts';
import { mentionsEveryWord } from '#base/list-rows.ts';
import { instrumentHashOf } from '#domain/instrument/instrument-content.ts';
import {
  countAskedQuestions,
  instrumentRefOf,
  instrumentTitleOf,
} from '#domain/instrument/instrument-edition.ts';
import { defaultInstrument } from '#domain/scoring/needs-assessment.ts';
import {
  type ListColumn,
  ListFiltersView,
  NothingFound,
  SortedTableView,
} from '#renderer/console/parts/list-filters-view.tsx';
import type { ListQuery } from '#renderer/console/parts/list-query.ts';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { useTranslate } from '#renderer/i18n';
import { instrumentTitleText } from '#renderer/records/value-labels.ts';
import { Button, PageSection, Pill, RelativeTime } from '#renderer/ui';
import './instruments.css';

/** A version of an instrument in the library: published here, or built into every laptop. */
export interface ListedInstrument extends Omit<LibraryRow, 'publishedAtMs'> {
  /** Null for the built-in one, which nobody publishes or retires. */
  readonly publishedAtMs: number | null;
}

/** Fieldbook's own instrument, which most assessments use. */
const builtInInstrument: ListedInstrument = {
  edition: {
    ref: instrumentRefOf(defaultInstrument),
    id: defaultInstrument.id,
    version: defaultInstrument.version,
    title: instrumentTitleOf(defaultInstrument),
    languages: defaultInstrument.languages,
    questions: countAskedQuestions(defaultInstrument.nodes),
    hash: instrumentHashOf(defaultInstrument),
    status: 'published',
  },
  publishedAtMs: null,
  publishedBy: null,
};

interface InstrumentLibraryViewProps {
  readonly instruments: readonly LibraryRow[];
  readonly list: ListQuery;
  readonly onList: (listQuery: ListQuery) => void;
  readonly onOpen: (listedInstrument: ListedInstrument) => void;
  /** Retire a version, or bring it back into use. */
  readonly onStatus: (listedInstrument: ListedInstrument) => void;
}

const statusLabels = {
  published: 'library.state.published',
  retired: 'library.state.retired',
} as const;

/** Library: the built-in instrument and every published version, and whether it is in use. */
export function InstrumentLibraryView(props: InstrumentLibraryViewProps): ReactElement {
  const { instruments, list, onList, onOpen, onStatus } = props;
  const translate = useTranslate();
  const all = [builtInInstrument, ...instruments];
  const shownInstruments = all.filter(
    ({ edition: { title, id, version, status } }) =>
      (list.status === '' || list.status === status) &&
      mentionsEveryWord([instrumentTitleText(id, title, translate), id, version], list.find),
  );
  return (
    <PageSection
      title={translate('library.summary', { count: instruments.length })}
      description={translate('library.text')}
    >
      <ListFiltersView
        findLabel={translate('library.find')}
        list={list}
        onList={onList}
        status={{
          label: translate('path.status'),
          anyLabel: translate('console.records.filter.anyStatus'),
          options: [...new Set(all.map(({ edition }) => edition.status))].map((id) => ({
            id,
            label: translate(statusLabels[id]),
          })),
        }}
        shown={shownInstruments.length}
        count={all.length}
      />
      <SortedTableView
        label={translate('library.title')}
        rows={shownInstruments}
        rowId={({ edition }) => edition.ref}
        onOpen={onOpen}
        columns={useLibraryColumns(onStatus)}
        list={list}
        onList={onList}
        empty={<NothingFound list={list} onList={onList} />}
      />
    </PageSection>
  );
}

function useLibraryColumns(
  onStatus: (listedInstrument: ListedInstrument) => void,
): readonly ListColumn<ListedInstrument>[] {
  const translate = useTranslate();
  return [
    {
      id: 'title',
      title: translate('library.column.title'),
      sortBy: ({ edition }) => instrumentTitleText(edition.id, edition.title, translate),
      cell: ({ edition }) => (
        <NameCell name={instrumentTitleText(edition.id, edition.title, translate)} note={edition.id} />
      ),
    },
    {
      id: 'version',
      title: translate('library.column.version'),
      sortBy: ({ edition }) => edition.version,
      cell: ({ edition }) => <bdi>{edition.version}</bdi>,
    },
    {
      id: 'questions',
      title: translate('library.column.questions'),
      sortBy: ({ edition }) => edition.questions,
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
      sortBy: ({ publishedAtMs }) => publishedAtMs,
      cell: ({ publishedAtMs, publishedBy }) =>
        publishedAtMs === null ? (
          translate('library.builtIn')
        ) : (
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
      sortBy: ({ edition }) => translate(statusLabels[edition.status]),
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
      cell: (listedInstrument) => {
        if (listedInstrument.publishedAtMs === null) return null;
        const { title, version, status } = listedInstrument.edition;
        const isUsed = status === 'published';
        const label = translate(isUsed ? 'library.retire.for' : 'library.restore.for', { title, version });
        return (
          <Button kind="quiet" label={label} onPress={() => onStatus(listedInstrument)}>
            {translate(isUsed ? 'library.retire' : 'library.restore')}
          </Button>
        );
      },
    },
  ];
}
