import { CalendarCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import { dayMs } from '#renderer/console/parts/days.ts';
import { NameCell } from '#renderer/console/parts/name-cell.tsx';
import type { MessageKey } from '#renderer/i18n/message.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { type Column, Table } from '#renderer/ui/table.tsx';
import { type DueRow, keyOfGroup } from './programme.ts';

interface DueViewProps {
  readonly due: readonly DueRow[];
}

/** What is due to be erased at headquarters, and from when on: long enough to put a wrong day right. */
export function DueView({ due }: DueViewProps): ReactElement {
  const say = useSay();
  return (
    <Section title={say('programme.due')} description={say('programme.due.text')}>
      <Table
        label={say('programme.due')}
        rows={due}
        rowId={({ kind, id }) => `${kind} ${id}`}
        columns={useDueColumns()}
        empty={<EmptyState icon={CalendarCheck} title={say('programme.due.none')} />}
      />
    </Section>
  );
}

const kindKeys: { readonly [K in DueRow['kind']]: MessageKey } = {
  log: 'programme.due.log',
  part: 'programme.due.part',
  sealed: 'programme.due.sealed',
  person: 'programme.due.person',
  requests: 'programme.due.requests',
};

/** What has no name of its own. */
const untitledKeys: { readonly [K in DueRow['kind']]: MessageKey } = {
  log: 'console.untitled',
  part: 'console.untitled',
  sealed: 'console.untitled',
  person: 'console.untitled',
  requests: 'rights.title',
};

function useDueColumns(): readonly Column<DueRow>[] {
  const say = useSay();
  const { date, list, number } = useFormat();
  return [
    {
      id: 'what',
      title: say('programme.due.what'),
      cell: ({ kind, title }) => (
        <NameCell name={title === '' ? say(untitledKeys[kind]) : title} note={say(kindKeys[kind])} />
      ),
    },
    {
      id: 'groups',
      title: say('programme.due.groups'),
      cell: ({ groups }) =>
        list(
          groups.map(({ group, fields }) =>
            say('programme.due.group', { group: say(keyOfGroup(group)), count: number(fields) }),
          ),
        ),
    },
    {
      id: 'listed',
      title: say('programme.due.listed'),
      cell: ({ listedOn }) => date(dayMs(listedOn)),
    },
    {
      id: 'from',
      title: say('programme.due.from'),
      cell: ({ erasedFrom }) => date(dayMs(erasedFrom)),
    },
  ];
}
