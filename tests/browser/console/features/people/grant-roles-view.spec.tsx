import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { AdminLogRow, GrantManyRequest, PersonRow } from '#api/admin-api.ts';
import { PersonId } from '#domain/ids.ts';
import { GrantRolesView } from '#renderer/console/features/people/grant-roles-view.tsx';
import { personText } from '#renderer/console/parts/person-name.tsx';
import {
  minutesAgo,
  otherSampleLog,
  sampleLead,
  sampleLog,
  sampleProgrammeLog,
  sampleTrainer,
} from '#renderer/console/stories/sample-people.ts';
import { mount } from '#tests/support/screen/mount.tsx';

const logs: readonly AdminLogRow[] = [
  { log: sampleLog, kind: 'mission', title: 'Arlandia baseline', country: 'XA' },
  { log: otherSampleLog, kind: 'mission', title: 'Second visit', country: 'XB' },
  { log: sampleProgrammeLog, kind: 'programme', title: 'Programme', country: null },
];
const common = {
  everyLog: false,
  addedAtMs: minutesAgo(60_000),
  deactivatedAtMs: null,
  hasSecondFactor: true,
  devices: 1,
  mail: null,
} as const;
const people: readonly PersonRow[] = [
  { ...common, ...sampleLead, role: 'lead', grants: [{ log: sampleLog, role: 'assessor' }] },
  { ...common, ...sampleTrainer, role: 'trainer', grants: [] },
];
const sampleAdministratorId = PersonId.parse('018f0000-0000-7000-8000-00000000ad01');
const choose = async (field: string, ...names: readonly string[]) => {
  await page.getByRole('combobox', { name: field }).click();
  for (const name of names) await page.getByRole('option', { name }).click();
  await userEvent.keyboard('{Escape}');
};
const preview = page.getByRole('list', { name: 'Roles to be assigned' });

test('each new role is listed before it is assigned, and those that somebody has are left out', async () => {
  const onGrant = vi.fn<(grants: GrantManyRequest) => void>();
  await mount(
    <GrantRolesView people={people} logs={logs} self="" onGrant={onGrant} onClose={() => undefined} />,
  );
  await choose('People', personText(sampleLead), personText(sampleTrainer));
  await choose('Missions', 'Arlandia baseline', 'Second visit');
  await expect.element(preview.getByText('Already assigned: Arlandia baseline')).toBeVisible();
  await expect.element(preview.getByText('Second visit').first()).toBeVisible();
  await page.getByRole('button', { name: 'Assign 3 roles' }).click();
  expect(onGrant.mock.calls).toEqual([
    [
      {
        people: [sampleLead.person, sampleTrainer.person],
        logs: [sampleLog, otherSampleLog],
        role: 'assessor',
      },
    ],
  ]);
});

test('nothing is sent while nobody lacks the role, and the dialog says so', async () => {
  const onGrant = vi.fn<(grants: GrantManyRequest) => void>();
  await mount(
    <GrantRolesView people={people} logs={logs} self="" onGrant={onGrant} onClose={() => undefined} />,
  );
  await choose('People', personText(sampleLead));
  await choose('Missions', 'Arlandia baseline');
  await page.getByRole('button', { name: 'Assign roles' }).click();
  await expect.element(page.getByRole('alert')).toBeVisible();
  expect(onGrant).not.toHaveBeenCalled();
});

test('oneself, administrators and the programme are no choices', async () => {
  const administrator = { ...common, person: sampleAdministratorId, name: 'An administrator', grants: [] };
  await mount(
    <GrantRolesView
      people={[...people, { ...administrator, role: 'admin' }]}
      logs={logs}
      self={sampleLead.person}
      onGrant={() => undefined}
      onClose={() => undefined}
    />,
  );
  await page.getByRole('combobox', { name: 'People' }).click();
  await expect.element(page.getByRole('option', { name: personText(sampleTrainer) })).toBeVisible();
  for (const name of [personText(sampleLead), personText(administrator)])
    await expect.element(page.getByRole('option', { name })).not.toBeInTheDocument();
  await userEvent.keyboard('{Escape}');
  await page.getByRole('combobox', { name: 'Missions' }).click();
  await expect.element(page.getByRole('option', { name: 'Second visit' })).toBeVisible();
  await expect.element(page.getByRole('option', { name: 'Programme' })).not.toBeInTheDocument();
});
