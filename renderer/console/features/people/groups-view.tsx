import { Trash2, UserPlus, UsersRound } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { AdminLogRow, PersonRow } from '#api/admin-api.ts';
import type { ChangeGroupRequest, GroupRow } from '#api/groups-api.ts';
import { GroupRole } from '#domain/people/role.ts';
import { OwnSortedTableView } from '#renderer/console/parts/list-filters-view.tsx';
import { personText } from '#renderer/console/parts/person-name.tsx';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { valueLabels } from '#renderer/records/value-labels.ts';
import {
  Button,
  Checkbox,
  DateField,
  EmptyState,
  Form,
  FormDialog,
  LongSelect,
  PageSection,
  Select,
  TextField,
} from '#renderer/ui';

/** Change of a group, without the version of the group that the asker sees. */
export type GroupAct = ChangeGroupRequest extends infer Change
  ? Change extends { readonly act: string }
    ? Omit<Change, 'group' | 'version'>
    : never
  : never;

/** Text of a group's role: role, missions and last day. */
export function useGroupRoleText(logRows: readonly AdminLogRow[]): (groupRole: GroupRole) => string {
  const translate = useTranslate();
  const { date } = useFormat();
  return ({ role, log, endsOn }) => {
    const values = {
      role: translate(valueLabels.role[role]),
      scope:
        log === null
          ? translate('console.people.everyLog')
          : (logRows.find((row) => row.log === log)?.title ?? log),
    };
    return endsOn === null
      ? translate('console.groups.scope', values)
      : translate('console.groups.until', { ...values, day: date(localNoonMs(endsOn)) });
  };
}

interface GroupsViewProps {
  readonly groups: readonly GroupRow[];
  readonly logs: readonly AdminLogRow[];
  readonly onOpen: (groupRow: GroupRow) => void;
  readonly onAdd: () => void;
}

/** Roles of a group in its row; its page has all. */
const firstRoles = 3;

/** Groups of people with their roles. */
export function GroupsView({ groups, logs, onOpen, onAdd }: GroupsViewProps): ReactElement {
  const translate = useTranslate();
  const { list } = useFormat();
  const textOf = useGroupRoleText(logs);
  return (
    <PageSection
      title={translate('console.groups.title')}
      description={translate('console.groups.text')}
      action={
        <Button icon={UsersRound} onPress={onAdd}>
          {translate('console.groups.add')}
        </Button>
      }
    >
      <OwnSortedTableView
        label={translate('console.groups.title')}
        rows={groups}
        rowId={({ group }) => group}
        onOpen={onOpen}
        columns={[
          {
            id: 'name',
            title: translate('console.groups.name'),
            sortBy: ({ name }) => name,
            cell: ({ name }) => <NameCell name={name} />,
          },
          {
            id: 'members',
            title: translate('console.groups.members'),
            sortBy: ({ members }) => members.length,
            cell: ({ members }) => translate('console.groups.count', { count: members.length }),
          },
          {
            id: 'roles',
            title: translate('console.groups.roles'),
            sortBy: ({ roles }) => roles.length,
            cell: ({ roles }) =>
              roles.length === 0 ? (
                translate('console.groups.noRoles')
              ) : (
                <bdi>
                  {list(roles.slice(0, firstRoles).map((role) => textOf(role)))}{' '}
                  {roles.length > firstRoles &&
                    translate('console.groups.moreRoles', { count: roles.length - firstRoles })}
                </bdi>
              ),
          },
        ]}
        empty={<EmptyState icon={UsersRound} title={translate('console.groups.none')} />}
      />
    </PageSection>
  );
}

interface AddGroupViewProps {
  readonly people: readonly PersonRow[];
  readonly onAdd: (group: { readonly name: string; readonly people: PersonRow['person'][] }) => void;
  readonly onClose: () => void;
}

/** A new group: its name and first members. */
export function AddGroupView({ people, onAdd, onClose }: AddGroupViewProps): ReactElement {
  const translate = useTranslate();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  return (
    <FormDialog
      title={translate('console.groups.add')}
      act={translate('console.groups.add')}
      problem={null}
      onAct={() => {
        if (name.trim() !== '') onAdd({ name: name.trim(), people: idsOf(people, chosen) });
      }}
      onClose={onClose}
    >
      <TextField
        label={translate('console.groups.name')}
        value={name}
        onChange={setName}
        maxLength={80}
        autoFocus
      />
      <PeopleSelect people={people} value={chosen} onChange={setChosen} />
    </FormDialog>
  );
}

const idsOf = (people: readonly PersonRow[], chosen: readonly string[]): PersonRow['person'][] =>
  people.flatMap(({ person }) => (chosen.includes(person) ? [person] : []));

interface PeopleSelectProps {
  readonly people: readonly PersonRow[];
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}

/** Choice of people who may be members: active, and no administrators. */
function PeopleSelect({ people, value, onChange }: PeopleSelectProps): ReactElement {
  const translate = useTranslate();
  return (
    <LongSelect
      label={translate('console.groups.people')}
      options={people
        .filter(({ role, deactivatedAtMs }) => role !== 'admin' && deactivatedAtMs === null)
        .map((personRow) => ({ id: personRow.person, label: personText(personRow) }))}
      value={value}
      onChange={onChange}
      isMultiple
    />
  );
}

interface GroupViewProps {
  readonly group: GroupRow;
  readonly people: readonly PersonRow[];
  readonly logs: readonly AdminLogRow[];
  /** Ask for the consequences of a change; nothing is done before they are confirmed. */
  readonly onAsk: (groupAct: GroupAct) => void;
}

/** One group: name, members, roles and its end. */
export function GroupView({ group, people, logs, onAsk }: GroupViewProps): ReactElement {
  const translate = useTranslate();
  const textOf = useGroupRoleText(logs);
  return (
    <div className="console-admin-form">
      <GroupName key={group.name} name={group.name} onAsk={onAsk} />
      <GroupMembers group={group} people={people} onAsk={onAsk} />
      <PageSection kind="side" title={translate('console.groups.roles')}>
        <ul className="console-admin-list">
          {group.roles.map((groupRole) => (
            <li key={`${groupRole.role} ${groupRole.log}`}>
              <bdi>{textOf(groupRole)}</bdi>
              <Button
                kind="quiet"
                icon={Trash2}
                label={`${translate('console.people.take')}: ${textOf(groupRole)}`}
                onPress={() => onAsk({ act: 'take-role', role: groupRole.role, log: groupRole.log })}
              >
                {translate('console.people.take')}
              </Button>
            </li>
          ))}
        </ul>
        <GroupRoleForm logs={logs} onAsk={onAsk} />
      </PageSection>
      <div>
        <Button icon={Trash2} onPress={() => onAsk({ act: 'dissolve' })}>
          {translate('console.groups.dissolve')}
        </Button>
      </div>
    </div>
  );
}

interface GroupNameProps extends Pick<GroupViewProps, 'onAsk'> {
  readonly name: string;
}

/** Name of a group, to be changed. */
function GroupName({ name, onAsk }: GroupNameProps): ReactElement {
  const translate = useTranslate();
  const [typed, setTyped] = useState(name);
  const next = typed.trim();
  return (
    <Form
      name={translate('console.people.rename')}
      className="console-rename"
      onSubmit={() => next !== '' && next !== name && onAsk({ act: 'rename', name: next })}
    >
      <TextField label={translate('console.groups.name')} value={typed} onChange={setTyped} maxLength={80} />
      {next !== name && (
        <Button type="submit" isDisabled={next === ''}>
          {translate('console.people.rename')}
        </Button>
      )}
    </Form>
  );
}

/** Members of a group: several are removed or added at once. */
function GroupMembers({ group, people, onAsk }: Omit<GroupViewProps, 'logs'>): ReactElement {
  const translate = useTranslate();
  const [leaving, setLeaving] = useState<readonly string[]>([]);
  const [joining, setJoining] = useState<readonly string[]>([]);
  const isMember = ({ person }: PersonRow): boolean => group.members.includes(person);
  const members = people.filter(isMember);
  const gone = idsOf(members, leaving);
  const otherPersonRows = people.filter((person) => !isMember(person));
  const addedPersonIds = idsOf(otherPersonRows, joining);
  return (
    <PageSection kind="side" title={translate('console.groups.count', { count: members.length })}>
      <ul className="console-admin-list">
        {members.map(({ person, name }) => (
          <li key={person}>
            <Checkbox
              label={personText({ person, name })}
              state={leaving.includes(person) ? 'on' : 'off'}
              onChange={(isOn) =>
                setLeaving(isOn ? [...leaving, person] : leaving.filter((one) => one !== person))
              }
            />
          </li>
        ))}
      </ul>
      {gone.length > 0 && (
        <Button icon={Trash2} onPress={() => onAsk({ act: 'take-members', people: gone })}>
          {translate('console.groups.takeMembers', { count: gone.length })}
        </Button>
      )}
      <PeopleSelect people={otherPersonRows} value={addedPersonIds} onChange={setJoining} />
      <div>
        <Button
          icon={UserPlus}
          isDisabled={addedPersonIds.length === 0}
          onPress={() => onAsk({ act: 'add-members', people: addedPersonIds })}
        >
          {translate('console.groups.addMembers')}
        </Button>
      </div>
    </PageSection>
  );
}

/** Form that gives a group a role in missions or in all, with a last day if wanted. */
function GroupRoleForm({ logs, onAsk }: Pick<GroupViewProps, 'logs' | 'onAsk'>): ReactElement {
  const translate = useTranslate();
  const [teamRole, setRole] = useState<GroupRole['role']>('assessor');
  const [isEvery, setIsEvery] = useState(false);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [endsOn, setEndsOn] = useState<string | null>(null);
  const missions = logs.filter(({ kind }) => kind === 'mission');
  const given = missions.flatMap(({ log }) => (chosen.includes(log) ? [log] : []));
  return (
    <div className="console-admin-form">
      <Select
        label={translate('console.people.roleInLog')}
        options={GroupRole.unwrap().shape.role.options.map((id) => ({
          id,
          label: translate(valueLabels.role[id]),
        }))}
        value={teamRole}
        onChange={setRole}
      />
      <Checkbox
        label={translate('console.people.everyLog')}
        state={isEvery ? 'on' : 'off'}
        onChange={setIsEvery}
      />
      {!isEvery && (
        <LongSelect
          label={translate('console.people.logs')}
          options={missions.map(({ log, title }) => ({ id: log, label: title }))}
          value={chosen}
          onChange={setChosen}
          isMultiple
        />
      )}
      <DateField label={translate('console.groups.endsOn')} value={endsOn} onChange={setEndsOn} />
      <div>
        <Button
          isDisabled={!isEvery && given.length === 0}
          onPress={() => onAsk({ act: 'give-role', role: teamRole, logs: isEvery ? null : given, endsOn })}
        >
          {translate('console.people.give')}
        </Button>
      </div>
    </div>
  );
}
