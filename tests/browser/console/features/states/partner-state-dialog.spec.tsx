import { type ReactElement, useState } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { InstitutionChange, InstitutionsResponse } from '#api/programme-api.ts';
import { Dot } from '#domain/document/op.ts';
import { type PartnerState, registerOf } from '#domain/programme/institutions.ts';
import { PartnerStateView } from '#renderer/console/features/states/partner-state-view.tsx';
import { Button } from '#renderer/ui';
import { mount } from '#tests/support/screen/mount.tsx';

const [seen, later] = [1, 2].map((n) => [Dot.parse(`${'a'.repeat(32)}.${n}`)]);
const stored: PartnerState = {
  status: 'agreed',
  institution: null,
  function: 'Head of cooperation',
  channel: 'Ask first@example.org',
  agreement: 'LOA-1',
};
const onChange = vi.fn<(institutionChange: InstitutionChange) => Promise<boolean>>();

/** The section of one State. Its button stands for the next poll, which has a colleague's change. */
function Partnership(): ReactElement {
  const [isLater, setLater] = useState(false);
  const states: InstitutionsResponse['states'] = [
    isLater
      ? { state: 'UY', value: { ...stored, agreement: 'LOA-2' }, seen: later ?? [] }
      : { state: 'UY', value: stored, seen: seen ?? [] },
  ];
  return (
    <>
      <PartnerStateView country="UY" states={states} register={registerOf([])} onChange={onChange} />
      <Button onPress={() => setLater(true)}>Poll</Button>
    </>
  );
}

const dialog = page.getByRole('dialog');
const line = (name: string) => dialog.getByRole('textbox', { name });
const save = dialog.getByRole('button', { name: 'Save' });

beforeEach(async () => {
  onChange.mockReset().mockResolvedValue(true);
  await mount(<Partnership />);
  await page.getByRole('button', { name: 'Edit partnership' }).click();
});

test('[M3] a partnership is saved over the one that its form was opened with', async () => {
  await line('Function').fill('Registry');
  // The dialog lies over the button: no pointer reaches it.
  page
    .getByRole('button', { name: 'Poll', includeHidden: true })
    .element()
    .dispatchEvent(new MouseEvent('click', { bubbles: true }));
  await expect.element(page.getByText('LOA-2')).toBeInTheDocument();
  await save.click();
  await expect.element(dialog).not.toBeInTheDocument();
  expect(onChange.mock.lastCall?.[0]).toEqual({
    list: 'states',
    id: 'UY',
    seen,
    value: { ...stored, function: 'Registry' },
  });
});

test('a partnership that headquarters refuses stays in its form', async () => {
  onChange.mockResolvedValue(false);
  await line('Function').fill('Registry');
  await save.click();
  await expect.poll(() => onChange.mock.calls.length).toBe(1);
  await expect.element(line('Function')).toHaveValue('Registry');
});

test('[E2] new words of a partnership wait for the check of personal data', async () => {
  await line('Function').fill('Ask second@example.org');
  await save.click();
  await expect.element(dialog.getByText('second@example.org', { exact: true })).toBeVisible();
  await expect.element(dialog.getByText('first@example.org', { exact: true })).not.toBeInTheDocument();
  expect(onChange).not.toHaveBeenCalled();
  await dialog.getByRole('button', { name: 'Remove: second@example.org' }).click();
  await save.click();
  await expect.poll(() => onChange.mock.lastCall?.[0].value).toMatchObject({ function: 'Ask …' });
});
