import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { AdminLogRow, PersonRow } from '#api/admin-api.ts';
import type { GroupRow } from '#api/groups-api.ts';
import { GroupId } from '#domain/ids.ts';
import { GroupConsequencesView } from '#renderer/console/features/people/group-consequences-view.tsx';
import {
  AddGroupView,
  type GroupAct,
  GroupsView,
  GroupView,
} from '#renderer/console/features/people/groups-view.tsx';
import { withGroupRoles } from '#renderer/console/features/people/people-view.tsx';
import { personText } from '#renderer/console/parts/person-name.tsx';
import {
  minutesAgo,
  otherSampleLog,
  sampleLead,
  sampleLog,
  sampleTrainer,
} from '#renderer/console/stories/sample-people.ts';
import { responses } from '#tests/support/screen/fake-headquarters.ts';
import { mount } from '#tests/support/screen/mount.tsx';
import { openConsole } from '#tests/support/screen/open-console.tsx';
import { me, paths } from '#tests/support/screen/sample-console-answers.ts';

const logs: readonly AdminLogRow[] = [
  { log: sampleLog, kind: 'mission', title: 'Arlandia baseline', country: 'XA' },
  { log: otherSampleLog, kind: 'mission', title: 'Second visit', country: 'XB' },
];
const common = {
  everyLog: false,
  addedAtMs: minutesAgo(60_000),
  deactivatedAtMs: null,
  hasSecondFactor: true,
  devices: 1,
  grants: [],
  mail: null,
} as const;
const people: readonly PersonRow[] = [
  { ...common, ...sampleLead, role: 'lead' },
  { ...common, ...sampleTrainer, role: 'trainer' },
];
const group: GroupRow = {
  group: GroupId.parse('00000000-0000-4000-8000-0000000000a1'),
  name: 'Trainers',
  version: 3,
  members: [sampleLead.person],
  roles: [{ role: 'trainer', log: null, endsOn: null }],
};

test('members, roles and the end of a group are asked for, each as one change', async () => {
  const onAsk = vi.fn<(groupAct: GroupAct) => void>();
  await mount(<GroupView group={group} people={people} logs={logs} onAsk={onAsk} />);
  await page.getByRole('combobox', { name: 'People to add' }).click();
  await page.getByRole('option', { name: personText(sampleTrainer) }).click();
  await userEvent.keyboard('{Escape}');
  await page.getByRole('button', { name: 'Add members' }).click();
  await page.getByText(personText(sampleLead), { exact: true }).first().click();
  await page.getByRole('button', { name: 'Remove 1 member' }).click();
  await page.getByText('All missions', { exact: true }).click();
  await page.getByRole('button', { name: 'Assign role' }).click();
  await page.getByRole('button', { name: 'Dissolve group' }).click();
  expect(onAsk.mock.calls).toEqual([
    [{ act: 'add-members', people: [sampleTrainer.person] }],
    [{ act: 'take-members', people: [sampleLead.person] }],
    [{ act: 'give-role', role: 'assessor', logs: null, endsOn: null }],
    [{ act: 'dissolve' }],
  ]);
});

test('consequences are shown person by person, and nothing is done before they are confirmed', async () => {
  const onConfirm = vi.fn<() => void>();
  const role = { role: 'trainer', missions: 2, everyLog: false } as const;
  const consequences = { people: [{ ...sampleLead, gains: [], loses: [role], keeps: [] }], waits: true };
  await mount(
    <GroupConsequencesView consequences={consequences} onConfirm={onConfirm} onClose={() => undefined} />,
  );
  await expect.element(page.getByText('Loses: Trainer in 2 missions')).toBeVisible();
  await expect.element(page.getByText('Another administrator approves this first.')).toBeVisible();
  expect(onConfirm).not.toHaveBeenCalled();
  await page.getByRole('button', { name: 'Confirm' }).click();
  expect(onConfirm).toHaveBeenCalledOnce();
});

test('a change that waits for a second person says so in the dialog of the group, and keeps its fields', async () => {
  history.replaceState(null, '', '#/people');
  await page.viewport(1_280, 800);
  const [lead] = people;
  const headquarters = await openConsole({
    [paths.me]: responses({ ...me, role: 'admin', administers: true, readsContent: false }),
    [paths.missions]: responses({ missions: [] }),
    [paths.devices]: responses({ devices: [] }),
    '/api/v1/admin/people': responses({ people, logs, groups: [group], sendsMail: false }),
    '/api/v1/admin/groups/consequences': responses({
      people: [{ ...sampleLead, gains: [], loses: [], keeps: [] }],
      waits: true,
    }),
    '/api/v1/admin/groups/change': responses({ done: false, waitsFor: lead?.person }),
  });
  await page
    .getByRole('link', { name: 'Trainers' })
    .or(page.getByRole('button', { name: 'Trainers' }))
    .click();
  const dialog = page.getByRole('dialog', { name: 'Trainers' });
  await dialog.getByText('All missions', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Assign role' }).click();
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect.element(dialog.getByText(/another administrator must approve it/u)).toBeVisible();
  await expect
    .element(dialog.getByRole('link', { name: 'Approvals' }))
    .toHaveAttribute('href', '#/approvals');
  await expect.element(dialog.getByRole('checkbox', { name: 'All missions' })).toBeChecked();

  const approved = {
    ...group,
    version: 4,
    roles: [...group.roles, { role: 'assessor', log: null, endsOn: null }],
  };
  headquarters.set('/api/v1/admin/people', responses({ people, logs, groups: [approved], sendsMail: false }));
  headquarters.beat();
  await expect.element(dialog.getByText('Assessor · All missions')).toBeVisible();
  expect(dialog.getByText(/another administrator must approve it/u).elements()).toEqual([]);
});

test('the question before a group is dissolved names the act and its end', async () => {
  const onConfirm = vi.fn<() => void>();
  await mount(
    <GroupConsequencesView
      consequences={{ people: [], waits: false }}
      isDissolved
      onConfirm={onConfirm}
      onClose={() => undefined}
    />,
  );
  await expect.element(page.getByText(/^The group is dissolved for good/u)).toBeVisible();
  await page.getByRole('button', { name: 'Dissolve group' }).click();
  expect(onConfirm).toHaveBeenCalledOnce();
});

test('lists of people count the missions of their groups', () => {
  const [lead, trainer] = withGroupRoles(people, [group], logs);
  expect(lead?.grants.map(({ log }) => log)).toEqual([sampleLog, otherSampleLog]);
  expect(trainer?.grants).toEqual([]);
});

test('a group with many roles names three in its row and counts the others', async () => {
  const roles = (['trainer', 'adviser', 'assessor', 'lead', 'reviewer'] as const).map((role) => ({
    role,
    log: null,
    endsOn: null,
  }));
  await mount(
    <GroupsView
      groups={[{ ...group, roles }]}
      logs={logs}
      onOpen={() => undefined}
      onAdd={() => undefined}
    />,
  );
  await expect.element(page.getByRole('cell', { name: /Assessor.* and 2 more$/ })).toBeVisible();
  expect(page.getByText(/Mission lead|Quality reviewer/).elements()).toEqual([]);
});

test('Enter in the empty choice of members opens it, and makes no group', async () => {
  const onAdd = vi.fn<() => void>();
  await mount(<AddGroupView people={people} onAdd={onAdd} onClose={() => undefined} />);
  await page.getByRole('textbox', { name: 'Name of the group' }).fill('Night desk');
  await userEvent.keyboard('{Tab}{Enter}');
  await expect.element(page.getByRole('option', { name: personText(sampleLead) })).toBeVisible();
  expect(onAdd).not.toHaveBeenCalled();
});
