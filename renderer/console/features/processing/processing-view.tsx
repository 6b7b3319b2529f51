import { Download } from 'lucide-react';
import type { ReactElement } from 'react';
import type { ProcessingRegisterLine } from '#domain/privacy/processing-register.ts';
import { type ListColumn, ListTableView } from '#renderer/console/parts/list-filters-view.tsx';
import type { ListQuery } from '#renderer/console/parts/list-query.ts';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { Banner, Button, PageSection, Pill, ScreenPage } from '#renderer/ui';
import { carriedOutLooks, processingRowOf } from './processing-rows.ts';

interface ProcessingViewProps {
  readonly lines: readonly ProcessingRegisterLine[];
  /** Last day of the programme; null while nobody has set it. */
  readonly endsOn: string | null;
  readonly onSave: () => void;
  readonly list: ListQuery;
  readonly onList: (listQuery: ListQuery) => void;
}

/** Handling of each group of data, its retention period, and the part of it that is implemented. */
export function ProcessingView({ lines, endsOn, onSave, list, onList }: ProcessingViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const { date } = format;
  return (
    <ScreenPage>
      {endsOn === null ? (
        <Banner meaning="wait" isQuiet>
          {translate('processing.endUnknown')}
        </Banner>
      ) : (
        <Banner meaning="info" isQuiet>
          {translate('processing.end', { day: date(localNoonMs(endsOn)) })}
        </Banner>
      )}
      <PageSection
        title={translate('processing.groups')}
        description={translate('processing.text')}
        details={translate('processing.details')}
        action={
          <Button icon={Download} onPress={onSave}>
            {translate('processing.save')}
          </Button>
        }
      >
        <ListTableView
          list={list}
          onList={onList}
          textsOf={(line) => {
            const { group, records, mark, leaves } = processingRowOf(line, translate, format);
            return [group, records, mark, leaves];
          }}
          label={translate('processing.groups')}
          rows={lines}
          rowId={({ group }) => group}
          columns={useProcessingColumns()}
        />
      </PageSection>
    </ScreenPage>
  );
}

function useProcessingColumns(): readonly ListColumn<ProcessingRegisterLine>[] {
  const translate = useTranslate();
  const format = useFormat();
  const rowOf = (line: ProcessingRegisterLine) => processingRowOf(line, translate, format);
  return [
    {
      id: 'group',
      title: translate('processing.group'),
      sortBy: (line) => rowOf(line).group,
      cell: (line) => {
        const { group, records } = rowOf(line);
        return <NameCell name={group} note={records} />;
      },
    },
    {
      id: 'personal',
      title: translate('processing.personal'),
      sortBy: (line) => rowOf(line).personal,
      cell: (line) => rowOf(line).personal,
    },
    {
      id: 'mark',
      title: translate('path.confidentiality'),
      sortBy: (line) => rowOf(line).mark,
      cell: (line) => rowOf(line).mark,
    },
    { id: 'leaves', title: translate('processing.leaves'), cell: (line) => rowOf(line).leaves },
    {
      id: 'kept',
      title: translate('processing.kept'),
      cell: (line) => {
        const { kept, due } = rowOf(line);
        return (
          <NameCell name={kept} note={due === '' ? undefined : translate('processing.dueOn', { day: due })} />
        );
      },
    },
    {
      id: 'carriedOut',
      title: translate('processing.carriedOut'),
      sortBy: ({ carriedOut }) => translate(carriedOutLooks[carriedOut].key),
      cell: ({ carriedOut }) => {
        const { key, meaning } = carriedOutLooks[carriedOut];
        return <Pill text={translate(key)} meaning={meaning} />;
      },
    },
  ];
}
