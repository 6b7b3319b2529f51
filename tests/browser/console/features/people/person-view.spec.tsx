import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ChangePersonRequest } from '#api/admin-api.ts';
import { PersonView } from '#renderer/console/features/people/person-view.tsx';
import { minutesAgo, sampleLead } from '#renderer/console/stories/sample-people.ts';
import { mount } from '#tests/support/screen/mount.tsx';

const person = {
  ...sampleLead,
  role: 'lead',
  everyLog: false,
  addedAtMs: minutesAgo(60_000),
  deactivatedAtMs: null,
  hasSecondFactor: true,
  devices: 2,
  grants: [],
  mail: null,
} as const;

test.each([
  ['Deactivate', 'deactivate', /Their 2 laptops are revoked/u],
  ['Reset sign-in', 'reset-sign-in', /All passkeys and the authenticator app of Lead assessor/u],
] as const)('%s asks with its consequences, and Cancel does nothing', async (word, act, says) => {
  const onChange = vi.fn<(changePersonRequest: ChangePersonRequest) => void>();
  await mount(
    <PersonView person={person} logs={[]} sendsMail={false} onChange={onChange} onCode={() => undefined} />,
  );
  const question = page.getByRole('alertdialog');
  await page.getByRole('button', { name: word }).dblClick();
  await expect.element(question.getByText(says)).toBeVisible();
  expect(onChange).not.toHaveBeenCalled();
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect.element(question).not.toBeInTheDocument();
  expect(onChange).not.toHaveBeenCalled();
  await page.getByRole('button', { name: word }).click();
  await question.getByRole('button', { name: word }).click();
  expect(onChange.mock.calls).toEqual([[{ act, person: sampleLead.person }]]);
});

test('all missions are given after a question that names the approval, and taken back likewise', async () => {
  const onChange = vi.fn<(changePersonRequest: ChangePersonRequest) => void>();
  const view = (everyLog: boolean) => (
    <PersonView
      person={{ ...person, everyLog }}
      logs={[]}
      sendsMail={false}
      onChange={onChange}
      onCode={() => undefined}
    />
  );
  await mount(view(false));
  await page.getByRole('button', { name: 'Give all missions' }).click();
  const question = page.getByRole('alertdialog');
  await expect.element(question.getByText(/Another administrator approves this first/u)).toBeVisible();
  await question.getByRole('button', { name: 'Give all missions' }).click();
  await mount(view(true));
  await page.getByRole('button', { name: 'Remove from all missions' }).click();
  await question.getByRole('button', { name: 'Remove from all missions' }).click();
  expect(onChange.mock.calls).toEqual([
    [{ act: 'give-every-log', person: sampleLead.person }],
    [{ act: 'take-every-log', person: sampleLead.person }],
  ]);
});

test('an administrator, who reads no mission, is offered none', async () => {
  await mount(
    <PersonView
      person={{ ...person, role: 'admin' }}
      logs={[]}
      sendsMail={false}
      onChange={() => undefined}
      onCode={() => undefined}
    />,
  );
  await expect.element(page.getByRole('button', { name: 'Deactivate' })).toBeVisible();
  for (const name of ['Give all missions', 'Assign role'])
    await expect.element(page.getByRole('button', { name })).not.toBeInTheDocument();
});

test('a name is corrected by Enter; the same or an empty name is not sent', async () => {
  const onChange = vi.fn<(changePersonRequest: ChangePersonRequest) => void>();
  await mount(
    <PersonView person={person} logs={[]} sendsMail={false} onChange={onChange} onCode={() => undefined} />,
  );
  const name = page.getByRole('textbox', { name: 'Name' });
  await expect.element(page.getByRole('button', { name: 'Save the name' })).not.toBeInTheDocument();
  await name.fill(' ');
  await userEvent.keyboard('{Enter}');
  expect(onChange).not.toHaveBeenCalled();
  await name.fill('Other name ');
  await userEvent.keyboard('{Enter}');
  expect(onChange.mock.calls).toEqual([[{ act: 'rename', person: sampleLead.person, name: 'Other name' }]]);
});

test('an e-mail address is checked before it is saved, and can be removed', async () => {
  const onChange = vi.fn<(changePersonRequest: ChangePersonRequest) => void>();
  const mail = { address: 'old@example.org', language: 'en', digest: true } as const;
  await mount(
    <PersonView
      person={{ ...person, mail }}
      logs={[]}
      sendsMail
      onChange={onChange}
      onCode={() => undefined}
    />,
  );
  const field = page.getByRole('textbox', { name: 'E-mail address' });
  await field.fill('one@example.org, two@example.org');
  await expect.element(page.getByText(/Enter one address/u)).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Save e-mail' })).toBeDisabled();
  await field.fill('new@example.org');
  await page.getByRole('button', { name: 'Save e-mail' }).click();
  await page.getByRole('button', { name: 'Remove address' }).click();
  expect(onChange.mock.calls).toEqual([
    [{ act: 'mail', person: sampleLead.person, mail: { ...mail, address: 'new@example.org' } }],
    [{ act: 'mail', person: sampleLead.person, mail: null }],
  ]);
});
