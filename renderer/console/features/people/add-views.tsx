import { type FormEvent, type ReactElement, useState } from 'react';
import { Country } from '#domain/mission/mission.ts';
import type { Role } from '#domain/people/role.ts';
import type { AddLog, AddPerson } from './person.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { RoleSelect } from './person-view.tsx';

/** A new person: name and role. */
export function AddPersonView({ onAdd }: { readonly onAdd: (person: AddPerson) => void }): ReactElement {
  const say = useSay();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('assessor');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== '') onAdd({ name: name.trim(), role });
  };
  return (
    <form className="console-admin-form" onSubmit={submit}>
      <TextField
        label={say('console.people.name')}
        value={name}
        onChange={setName}
        maxLength={200}
        autoFocus
      />
      <RoleSelect label={say('console.people.role')} role={role} onChange={setRole} />
      <div>
        <Button kind="primary" type="submit">
          {say('console.people.add')}
        </Button>
      </div>
    </form>
  );
}

/** A new log: a mission or the programme. */
export function AddLogView({ onAdd }: { readonly onAdd: (log: AddLog) => void }): ReactElement {
  const say = useSay();
  const [title, setTitle] = useState('');
  const [country, setCountry] = useState('');
  const [kind, setKind] = useState<AddLog['kind']>('mission');
  const code = country.trim() === '' ? null : Country.safeParse(country.trim().toUpperCase());
  const isWrong = code !== null && !code.success;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (title.trim() !== '' && !isWrong) onAdd({ kind, title: title.trim(), country: code?.data ?? null });
  };
  return (
    <form className="console-admin-form" onSubmit={submit}>
      <TextField
        label={say('console.people.log.title')}
        value={title}
        onChange={setTitle}
        maxLength={200}
        autoFocus
      />
      <Select
        label={say('console.people.log.kind')}
        options={[
          { id: 'mission', label: say('console.kind.mission') },
          { id: 'programme', label: say('console.people.programme') },
        ]}
        value={kind}
        onChange={setKind}
      />
      <TextField
        label={say('console.people.log.country')}
        value={country}
        onChange={setCountry}
        maxLength={2}
        problem={isWrong ? say('console.people.log.country.wrong') : undefined}
      />
      <div>
        <Button kind="primary" type="submit">
          {say('console.people.addLog')}
        </Button>
      </div>
    </form>
  );
}
