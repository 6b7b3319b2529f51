import { FolderPlus, UserPlus } from 'lucide-react';
import type { ReactElement } from 'react';
import type { LogRow, PersonRow } from './person.ts';
import { NameCell } from '#renderer/console/parts/name-cell.tsx';
import { roleKeys } from '#renderer/console/parts/role-words.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { Pill } from '#renderer/ui/pill.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { type Column, Table } from '#renderer/ui/table.tsx';

interface PeopleViewProps {
  readonly people: readonly PersonRow[];
  readonly logs: readonly LogRow[];
  readonly onOpen: (person: PersonRow) => void;
  readonly onAddPerson: () => void;
  readonly onAddLog: () => void;
}

/** Who is one of us and what they may do. */
export function PeopleView({ people, logs, onOpen, onAddPerson, onAddLog }: PeopleViewProps): ReactElement {
  const say = useSay();
  return (
    <Page>
      <Section
        title={say('console.people.summary', { count: people.length })}
        description={say('console.people.text')}
        action={
          <span className="console-admin-actions">
            <Button icon={UserPlus} kind="primary" onPress={onAddPerson}>
              {say('console.people.add')}
            </Button>
            <Button icon={FolderPlus} onPress={onAddLog}>
              {say('console.people.addLog')}
            </Button>
          </span>
        }
      >
        <Table
          label={say('console.people.title')}
          rows={people}
          rowId={({ person }) => person}
          columns={usePeopleColumns(logs)}
          onOpen={onOpen}
        />
      </Section>
    </Page>
  );
}

function usePeopleColumns(logs: readonly LogRow[]): readonly Column<PersonRow>[] {
  const say = useSay();
  const titleOf = (log: string): string => logs.find((row) => row.log === log)?.title ?? '';
  return [
    { id: 'name', title: say('console.people.name'), cell: ({ name }) => <NameCell name={name} /> },
    { id: 'role', title: say('console.people.role'), cell: ({ role }) => say(roleKeys[role]) },
    {
      id: 'logs',
      title: say('console.people.logs'),
      cell: ({ everyLog, grants }) =>
        everyLog ? (
          say('console.people.everyLog')
        ) : (
          <bdi>{[...new Set(grants.map(({ log }) => titleOf(log)))].join(' · ') || '–'}</bdi>
        ),
    },
    {
      id: 'devices',
      title: say('console.people.devices'),
      align: 'end',
      cell: ({ devices }) => <span className="fb-numbers">{devices}</span>,
    },
    { id: 'state', title: say('console.column.status'), cell: (row) => <PersonState person={row} /> },
  ];
}

function PersonState({ person }: { readonly person: PersonRow }): ReactElement {
  const say = useSay();
  if (person.deactivatedAtMs !== null) return <Pill text={say('console.people.out')} meaning="bad" />;
  return person.hasSecondFactor ? (
    <Pill text={say('console.people.secondFactor')} meaning="good" />
  ) : (
    <Pill text={say('console.people.noSecondFactor')} />
  );
}
