import { type ReactElement, useState } from 'react';
import type { AdminLogRow, GrantManyRequest, PersonRow } from '#api/admin-api.ts';
import type { Role } from '#domain/people/role.ts';
import { PersonName, personText } from '#renderer/console/parts/person-name.tsx';
import { useFormat, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { FormDialog, LongSelect } from '#renderer/ui';
import { RoleSelect } from './person-view.tsx';

/** One person of an assignment, with the missions that are new for them and those that they have. */
interface PlannedGrants {
  readonly person: PersonRow;
  readonly added: readonly AdminLogRow[];
  readonly held: readonly AdminLogRow[];
}

/** Effect of giving one role to several people in several missions, person by person. */
const planGrants = (
  people: readonly PersonRow[],
  logRows: readonly AdminLogRow[],
  role: Role,
): readonly PlannedGrants[] =>
  people.map((personRow) => {
    const has = ({ log }: AdminLogRow): boolean =>
      personRow.grants.some((grant) => grant.log === log && grant.role === role);
    return { person: personRow, added: logRows.filter((log) => !has(log)), held: logRows.filter(has) };
  });

interface GrantRolesViewProps {
  readonly people: readonly PersonRow[];
  readonly logs: readonly AdminLogRow[];
  /** Asker, who gives themselves nothing. */
  readonly self: string;
  readonly onGrant: (grants: GrantManyRequest) => void;
  readonly onClose: () => void;
}

/** Dialog that gives one role to several people in several missions, and lists each new role before. */
export function GrantRolesView({ people, logs, self, onGrant, onClose }: GrantRolesViewProps): ReactElement {
  const translate = useTranslate();
  const [chosenPeople, setChosenPeople] = useState<readonly string[]>([]);
  const [chosenLogs, setChosenLogs] = useState<readonly string[]>([]);
  const [role, setRole] = useState<Role>('assessor');
  const [isTried, setIsTried] = useState(false);
  const missions = logs.filter(({ kind }) => kind === 'mission');
  const plan = planGrants(
    people.filter(({ person }) => chosenPeople.includes(person)),
    missions.filter(({ log }) => chosenLogs.includes(log)),
    role,
  );
  const count = plan.reduce((sum, { added }) => sum + added.length, 0);
  const grant = (): void => {
    setIsTried(true);
    if (count === 0) return;
    onGrant({
      people: plan.flatMap(({ person, added }) => (added.length > 0 ? [person.person] : [])),
      logs: missions.flatMap(({ log }) => (chosenLogs.includes(log) ? [log] : [])),
      role,
    });
  };
  return (
    <FormDialog
      title={translate('console.people.giveMany')}
      act={translate('console.people.giveMany.act', { count })}
      width="l"
      problem={isTried && count === 0 ? translate('console.people.giveMany.nothing') : null}
      onAct={grant}
      onClose={onClose}
    >
      <LongSelect
        label={translate('console.people.title')}
        options={people
          .filter(
            ({ person, role: ownRole, deactivatedAtMs }) =>
              person !== self && ownRole !== 'admin' && deactivatedAtMs === null,
          )
          .map((personRow) => ({ id: personRow.person, label: personText(personRow) }))}
        value={chosenPeople}
        onChange={setChosenPeople}
        isMultiple
      />
      <LongSelect
        label={translate('console.people.logs')}
        options={missions.map(({ log, title }) => ({ id: log, label: title }))}
        value={chosenLogs}
        onChange={setChosenLogs}
        isMultiple
      />
      <RoleSelect label={translate('console.people.roleInLog')} role={role} onChange={setRole} />
      {plan.length > 0 && chosenLogs.length > 0 && <GrantPreview plan={plan} role={role} />}
      <p>{translate('console.people.giveMany.text')}</p>
    </FormDialog>
  );
}

/** Each new role, by person; roles that a person has already are named apart. */
function GrantPreview({
  plan,
  role,
}: {
  readonly plan: readonly PlannedGrants[];
  readonly role: Role;
}): ReactElement {
  const translate = useTranslate();
  const { list } = useFormat();
  return (
    <ul
      className="console-grant-preview"
      aria-label={translate('console.people.giveMany.preview')}
      aria-live="polite"
    >
      {plan.map(({ person, added, held }) => (
        <li key={person.person}>
          <strong>
            <PersonName of={person} /> · {translate(valueLabels.role[role])}
          </strong>
          <ul>
            {added.map(({ log, title }) => (
              <li key={log}>
                <bdi>{title}</bdi>
              </li>
            ))}
          </ul>
          {held.length > 0 && (
            <small>
              {translate('console.people.giveMany.held', { missions: list(held.map(({ title }) => title)) })}
            </small>
          )}
        </li>
      ))}
    </ul>
  );
}
