import type { ReactElement } from 'react';
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { PersonRow } from '#api/admin-api.ts';
import { GroupId, PersonId } from '#domain/ids.ts';
import { emptyMissionForm } from '#domain/mission/mission-form.ts';
import { ApprovalsView } from '#renderer/console/features/approvals/approvals-view.tsx';
import { DevicesView, listDevices } from '#renderer/console/features/devices/devices-view.tsx';
import { RevokeDeviceView } from '#renderer/console/features/devices/revoke-device-view.tsx';
import { GrantRolesView } from '#renderer/console/features/people/grant-roles-view.tsx';
import { GroupConsequencesView } from '#renderer/console/features/people/group-consequences-view.tsx';
import { AddGroupView, GroupView } from '#renderer/console/features/people/groups-view.tsx';
import { PeopleView } from '#renderer/console/features/people/people-view.tsx';
import { PersonView } from '#renderer/console/features/people/person-view.tsx';
import { RecoveryView } from '#renderer/console/features/recovery/recovery-view.tsx';
import { unfilteredList } from '#renderer/console/parts/list-query.ts';
import { MissionFormView } from '#renderer/console/parts/mission-form-view.tsx';
import { fieldLaptop, minutesAgo, sampleLead, sampleLog } from '#renderer/console/stories/sample-people.ts';
import { mount } from '#tests/support/screen/mount.tsx';

/** Two people of one name; the ends of their ids differ. */
const first = { person: PersonId.parse('018f0000-0000-7000-8000-0000aaaa1111'), name: 'Same Name' };
const second = { person: PersonId.parse('018f0000-0000-7000-8000-0000bbbb2222'), name: 'Same Name' };
const ends = [/aaaa1111/u, /bbbb2222/u] as const;

const nothing = (): void => undefined;
const common = {
  role: 'lead',
  everyLog: false,
  addedAtMs: minutesAgo(9),
  deactivatedAtMs: null,
  hasSecondFactor: true,
  devices: 1,
  grants: [],
  mail: null,
} as const;
const people: readonly PersonRow[] = [
  { ...common, ...first },
  { ...common, ...second },
];
const logs = [{ log: sampleLog, kind: 'mission', title: 'Arlandia baseline', country: 'XA' }] as const;
const group = {
  group: GroupId.parse('00000000-0000-4000-8000-0000000000a1'),
  name: 'Trainers',
  version: 3,
  members: [first.person, second.person],
  roles: [],
};
const approval = {
  approval: '00000000-0000-4000-8000-0000000000c1',
  role: null,
  logTitle: null,
  askedAtMs: minutesAgo(30),
  endsAtMs: minutesAgo(-30),
  state: 'waiting',
  decidedBy: null,
  decidedAtMs: null,
  unfit: null,
} as const;
const device = {
  platform: 'linux',
  version: '0.1.0',
  enrolledAtMs: minutesAgo(60_000),
  state: 'active',
  waiting: { ops: 0, bytes: 0 },
  confirmedAtMs: null,
  renewedFrom: null,
  device: fieldLaptop,
  label: 'Laptop',
  lastContactAtMs: minutesAgo(1),
} as const;
const list = { list: unfilteredList, onList: nothing };
const gone = { gains: [], loses: [], keeps: [] };
const recovery = {
  vault: '00000000-0000-4000-8000-0000000000a1',
  label: 'Laptop',
  recovery: '00000000-0000-4000-8000-0000000000b1',
  state: 'started',
  startedAtMs: minutesAgo(30),
  endedBy: null,
  endedAtMs: null,
  unfit: null,
  fromMs: minutesAgo(30),
} as const;

test.each<readonly [screen: string, viewOf: () => ReactElement]>([
  [
    'an approval for one person by another one',
    () => (
      <ApprovalsView
        {...list}
        approvals={[{ ...approval, kind: 'enrol-code', about: first, askedBy: second }]}
        onAgree={nothing}
        onRefuse={nothing}
      />
    ),
  ],
  [
    'an approval for a group',
    () => (
      <ApprovalsView
        {...list}
        approvals={[
          {
            ...approval,
            kind: 'group-roles',
            about: first,
            askedBy: sampleLead,
            group: { name: 'Trainers', people: [first, second], roles: [] },
          },
        ]}
        onAgree={nothing}
        onRefuse={nothing}
      />
    ),
  ],
  [
    'the list of people',
    () => (
      <PeopleView
        {...list}
        people={people}
        logs={[]}
        onOpen={nothing}
        onAddPerson={nothing}
        onGiveMany={nothing}
      />
    ),
  ],
  ['the members of a group', () => <GroupView group={group} people={people} logs={[]} onAsk={nothing} />],
  [
    'the consequences of a change of a group',
    () => (
      <GroupConsequencesView
        consequences={{
          people: [
            { ...first, ...gone },
            { ...second, ...gone },
          ],
          waits: false,
        }}
        onConfirm={nothing}
        onClose={nothing}
      />
    ),
  ],
  [
    'the list of laptops',
    () => (
      <DevicesView
        {...list}
        devices={listDevices(
          [
            { ...device, owner: first },
            { ...device, device: PersonId.parse(second.person).replaceAll('-', '') as never, owner: second },
          ],
          minutesAgo(0),
        )}
        warnings={null}
        onRevoke={nothing}
      />
    ),
  ],
  [
    'a recovery for one person by another one',
    () => (
      <RecoveryView
        {...list}
        vaults={[]}
        recoveries={[{ ...recovery, owner: first, startedBy: second }]}
        recoveryKey={{ state: 'none', fingerprint: null }}
        onStart={nothing}
        onApprove={nothing}
        onCancel={nothing}
      />
    ),
  ],
  [
    'the team of a new mission',
    () => (
      <MissionFormView
        heading="New mission"
        act="Create"
        start={emptyMissionForm}
        fields={['title']}
        candidates={[
          { ...first, role: 'lead' },
          { ...second, role: 'lead' },
        ]}
        startTeam={[
          { person: first.person, role: 'lead' },
          { person: second.person, role: 'lead' },
        ]}
        onSave={() => Promise.resolve(false)}
        onClose={nothing}
      />
    ),
  ],
])('%s tells two people of one name apart by the ends of their ids', async (_, viewOf) => {
  await mount(viewOf());
  for (const end of ends) await expect.element(page.getByText(end).first()).toBeVisible();
});

test.each<readonly [choice: string, field: string, viewOf: () => ReactElement]>([
  [
    'people for roles',
    'People',
    () => <GrantRolesView people={people} logs={logs} self="" onGrant={nothing} onClose={nothing} />,
  ],
  [
    'people for a group',
    'People to add',
    () => <AddGroupView people={people} onAdd={nothing} onClose={nothing} />,
  ],
])('a choice of %s tells two people of one name apart', async (_, field, viewOf) => {
  await mount(viewOf());
  await page.getByRole('combobox', { name: field }).click();
  for (const end of ends) await expect.element(page.getByRole('option', { name: end })).toBeVisible();
});

test.each(['Deactivate', 'Reset sign-in', 'Give all missions'])(
  'the question of %s names the end of the id',
  async (word) => {
    await mount(
      <PersonView
        person={{ ...common, ...first }}
        logs={[]}
        sendsMail={false}
        onChange={nothing}
        onCode={nothing}
      />,
    );
    await page.getByRole('button', { name: word }).click();
    await expect.element(page.getByRole('alertdialog', { name: ends[0] })).toBeVisible();
  },
);

test('a revocation names the owner of the laptop, also in its last question', async () => {
  await mount(
    <RevokeDeviceView
      name="Laptop"
      owner={first}
      isRevoked={false}
      now="2026-11-24T09:00"
      onRevoke={nothing}
    />,
  );
  await expect.element(page.getByText(ends[0])).toBeVisible();
  await page.getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect.element(page.getByText(ends[0])).toBeVisible();
});
