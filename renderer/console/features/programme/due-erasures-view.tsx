import { CalendarCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import { localNoonMs } from '#renderer/console/parts/local-noon.ts';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { type MessageKey, useFormat, useTranslate } from '#renderer/i18n';
import { valueLabelOf } from '#renderer/records/value-labels.ts';
import { EmptyState, PageSection, SortableTable, type TableColumn } from '#renderer/ui';
import type { DueRow } from '#renderer/console/api/response-types.ts';

interface DueErasuresViewProps {
  readonly due: readonly DueRow[];
}

/** Content that is due to be erased at headquarters, and its days: early enough to correct a wrong day. */
export function DueErasuresView({ due }: DueErasuresViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <PageSection title={translate('programme.due')} description={translate('programme.due.text')}>
      <SortableTable
        label={translate('programme.due')}
        rows={due}
        rowId={({ kind, id }) => `${kind} ${id}`}
        columns={useDueErasureColumns()}
        empty={<EmptyState icon={CalendarCheck} title={translate('programme.due.none')} />}
      />
    </PageSection>
  );
}

const dueKindKeys: { readonly [K in DueRow['kind']]: MessageKey } = {
  log: 'value.documentKind.mission',
  part: 'programme.due.part',
  sealed: 'programme.due.sealed',
  person: 'programme.due.person',
  requests: 'programme.due.requests',
};

/** Labels of content without a name of its own. */
const untitledDueKeys: { readonly [K in DueRow['kind']]: MessageKey } = {
  log: 'value.untitled',
  part: 'value.untitled',
  sealed: 'value.untitled',
  person: 'value.untitled',
  requests: 'rights.title',
};

function useDueErasureColumns(): readonly TableColumn<DueRow>[] {
  const translate = useTranslate();
  const { date, list, number } = useFormat();
  return [
    {
      id: 'what',
      title: translate('programme.due.what'),
      cell: ({ kind, title }) => (
        <NameCell
          name={title === '' ? translate(untitledDueKeys[kind]) : title}
          note={translate(dueKindKeys[kind])}
        />
      ),
    },
    {
      id: 'groups',
      title: translate('programme.due.groups'),
      cell: ({ groups }) =>
        list(
          groups.map(({ group, fields }) =>
            translate('programme.due.group', {
              group: translate(valueLabelOf('dataGroup', group) ?? 'value.dataGroup.other'),
              count: number(fields),
            }),
          ),
        ),
    },
    {
      id: 'listed',
      title: translate('programme.due.listed'),
      cell: ({ listedOn }) => date(localNoonMs(listedOn)),
    },
    {
      id: 'from',
      title: translate('programme.due.from'),
      cell: ({ erasedFrom }) => date(localNoonMs(erasedFrom)),
    },
  ];
}
