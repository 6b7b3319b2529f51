import { FolderPlus, UserPlus } from 'lucide-react';
import { type FormEvent, type ReactElement, useState } from 'react';
import type { AddLog, AddPerson, LogRow, PersonRow } from '#renderer/console/api/response-types.ts';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { useLanguage, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import {
  Button,
  PageSection,
  Pill,
  ScreenPage,
  Select,
  SortableTable,
  type TableColumn,
  TextField,
} from '#renderer/ui';
import { CountryCode } from '#domain/mission/mission.ts';
import { stateNameIn } from '#domain/mission/state-names.ts';
import type { Role } from '#domain/people/role.ts';
import { RoleSelect } from './person-view.tsx';

/** A new person: name and role. */
export function AddPersonView({ onAdd }: { readonly onAdd: (person: AddPerson) => void }): ReactElement {
  const translate = useTranslate();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('assessor');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== '') onAdd({ name: name.trim(), role });
  };
  return (
    <form className="console-admin-form" onSubmit={submit}>
      <TextField
        label={translate('console.people.name')}
        value={name}
        onChange={setName}
        maxLength={200}
        autoFocus
      />
      <RoleSelect label={translate('console.people.role')} role={role} onChange={setRole} />
      <div>
        <Button kind="primary" type="submit">
          {translate('console.people.add')}
        </Button>
      </div>
    </form>
  );
}

/** A new log: a mission or the programme. */
export function AddLogView({ onAdd }: { readonly onAdd: (log: AddLog) => void }): ReactElement {
  const translate = useTranslate();
  const [title, setTitle] = useState('');
  const language = useLanguage();
  const [country, setCountry] = useState('');
  const [kind, setKind] = useState<AddLog['kind']>('mission');
  const code = country.trim() === '' ? null : CountryCode.safeParse(country.trim().toUpperCase());
  const isWrong = code !== null && !code.success;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (title.trim() !== '' && !isWrong) onAdd({ kind, title: title.trim(), country: code?.data ?? null });
  };
  return (
    <form className="console-admin-form" onSubmit={submit}>
      <TextField
        label={translate('path.title')}
        value={title}
        onChange={setTitle}
        maxLength={200}
        autoFocus
      />
      <Select
        label={translate('path.kind')}
        options={[
          { id: 'mission', label: translate('value.documentKind.mission') },
          { id: 'programme', label: translate('value.documentKind.programme') },
        ]}
        value={kind}
        onChange={setKind}
      />
      <TextField
        label={translate('console.people.log.country')}
        description={code?.success === true ? stateNameIn(code.data, language) : undefined}
        value={country}
        onChange={setCountry}
        maxLength={2}
        problem={isWrong ? translate('console.people.log.country.wrong') : undefined}
      />
      <div>
        <Button kind="primary" type="submit">
          {translate('console.people.addLog')}
        </Button>
      </div>
    </form>
  );
}

interface PeopleViewProps {
  readonly people: readonly PersonRow[];
  readonly logs: readonly LogRow[];
  readonly onOpen: (person: PersonRow) => void;
  readonly onAddPerson: () => void;
  readonly onAddLog: () => void;
}

/** People of the programme and their rights. */
export function PeopleView({ people, logs, onOpen, onAddPerson, onAddLog }: PeopleViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <ScreenPage>
      <PageSection
        title={translate('console.people.summary', { count: people.length })}
        description={translate('console.people.text')}
        action={
          <span className="console-admin-actions">
            <Button icon={UserPlus} kind="primary" onPress={onAddPerson}>
              {translate('console.people.add')}
            </Button>
            <Button icon={FolderPlus} onPress={onAddLog}>
              {translate('console.people.addLog')}
            </Button>
          </span>
        }
      >
        <SortableTable
          label={translate('console.people.title')}
          rows={people}
          rowId={({ person }) => person}
          columns={usePeopleColumns(logs)}
          onOpen={onOpen}
        />
      </PageSection>
    </ScreenPage>
  );
}

function usePeopleColumns(logs: readonly LogRow[]): readonly TableColumn<PersonRow>[] {
  const translate = useTranslate();
  const titleOf = (log: string): string => logs.find((row) => row.log === log)?.title ?? '';
  return [
    { id: 'name', title: translate('console.people.name'), cell: ({ name }) => <NameCell name={name} /> },
    {
      id: 'role',
      title: translate('console.people.role'),
      cell: ({ role }) => translate(valueLabels.role[role]),
    },
    {
      id: 'logs',
      title: translate('console.people.logs'),
      cell: ({ everyLog, grants }) =>
        everyLog ? (
          translate('console.people.everyLog')
        ) : (
          <bdi>{[...new Set(grants.map(({ log }) => titleOf(log)))].join(' · ') || '–'}</bdi>
        ),
    },
    {
      id: 'devices',
      title: translate('console.people.devices'),
      align: 'end',
      cell: ({ devices }) => <span className="fb-numbers">{devices}</span>,
    },
    { id: 'state', title: translate('path.status'), cell: (row) => <PersonStatus person={row} /> },
  ];
}

function PersonStatus({ person }: { readonly person: PersonRow }): ReactElement {
  const translate = useTranslate();
  if (person.deactivatedAtMs !== null) return <Pill text={translate('console.people.out')} meaning="bad" />;
  return person.hasSecondFactor ? (
    <Pill text={translate('console.people.secondFactor')} meaning="good" />
  ) : (
    <Pill text={translate('console.people.noSecondFactor')} />
  );
}
