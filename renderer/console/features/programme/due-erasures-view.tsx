import { CalendarCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import { localNoonMs } from '#renderer/console/parts/local-noon.ts';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import type { MessageKey } from '#renderer/i18n/message.ts';
import { useTranslate, useFormat } from '#renderer/i18n/use-translate.ts';
import { valueLabelOf } from '#renderer/records/value-labels.ts';
import { EmptyState } from '#renderer/ui/marks/empty-state.tsx';
import { PageSection } from '#renderer/ui/layout/screen-page.tsx';
import { SortableTable, type TableColumn } from '#renderer/ui/sortable-table.tsx';
import type { DueRow } from '#renderer/console/api/response-types.ts';

interface DueErasuresViewProps {
  readonly due: readonly DueRow[];
}

/** Content that is due to be erased at headquarters, and its days: early enough to correct a wrong day. */
export function DueErasuresView({ due }: DueErasuresViewProps): ReactElement {
  const say = useTranslate();
  return (
    <PageSection title={say('programme.due')} description={say('programme.due.text')}>
      <SortableTable
        label={say('programme.due')}
        rows={due}
        rowId={({ kind, id }) => `${kind} ${id}`}
        columns={useDueErasureColumns()}
        empty={<EmptyState icon={CalendarCheck} title={say('programme.due.none')} />}
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
  const say = useTranslate();
  const { date, list, number } = useFormat();
  return [
    {
      id: 'what',
      title: say('programme.due.what'),
      cell: ({ kind, title }) => (
        <NameCell name={title === '' ? say(untitledDueKeys[kind]) : title} note={say(dueKindKeys[kind])} />
      ),
    },
    {
      id: 'groups',
      title: say('programme.due.groups'),
      cell: ({ groups }) =>
        list(
          groups.map(({ group, fields }) =>
            say('programme.due.group', {
              group: say(valueLabelOf('dataGroup', group) ?? 'value.dataGroup.other'),
              count: number(fields),
            }),
          ),
        ),
    },
    {
      id: 'listed',
      title: say('programme.due.listed'),
      cell: ({ listedOn }) => date(localNoonMs(listedOn)),
    },
    {
      id: 'from',
      title: say('programme.due.from'),
      cell: ({ erasedFrom }) => date(localNoonMs(erasedFrom)),
    },
  ];
}
