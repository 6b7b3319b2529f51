import { type ReactElement, useState } from 'react';
import type { AddPersonRequest } from '#api/admin-api.ts';
import type { Role } from '#domain/people/role.ts';
import { useTranslate } from '#renderer/i18n';
import { Button, Form, TextField } from '#renderer/ui';
import { RoleSelect } from './person-view.tsx';

/** A new person: name and role. */
export function AddPersonView({
  onAdd,
}: {
  readonly onAdd: (addPersonRequest: AddPersonRequest) => void;
}): ReactElement {
  const translate = useTranslate();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('assessor');
  const submit = (): void => {
    if (name.trim() !== '') onAdd({ name: name.trim(), role });
  };
  return (
    <Form name={translate('console.people.add')} className="console-admin-form" onSubmit={submit}>
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
    </Form>
  );
}
