import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { ChangePerson } from '#renderer/console/api/response-types.ts';
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
} as const;

test.each([
  ['Deactivate', 'deactivate', /Their 2 laptops are revoked/u],
  ['Reset sign-in', 'reset-sign-in', /All passkeys and the authenticator app of Lead assessor/u],
] as const)('%s asks with its consequences, and Cancel does nothing', async (word, act, says) => {
  const onChange = vi.fn<(change: ChangePerson) => void>();
  await mount(<PersonView person={person} logs={[]} onChange={onChange} onCode={() => undefined} />);
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
