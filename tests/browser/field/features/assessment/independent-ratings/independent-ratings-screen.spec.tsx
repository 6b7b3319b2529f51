import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { valueAt } from '#domain/document/document.ts';
import { aPerson } from '#tests/support/builders/sample-ids.ts';
import { openAssessment } from '#tests/support/screen/open-assessment.tsx';

const rated = (level: number) => ({ 'answers/D5.3/state': 'rated', 'answers/D5.3/level': level });
const byColleague = (level: number) => ({ level, evidence: 'E2', rationale: 'Two units were seen.' });
const card = (name: RegExp = /^D5\.3 /) => page.getByRole('article', { name });

test('[B6.14] an independent assessor sees no other rating until their own is recorded', async () => {
  const fakeFieldStore = await openAssessment({ role: 'assessor', tab: 'ratings' }, {});
  // The colleague's answer arrives.
  fakeFieldStore.receive('answers/D5.3/state', 'rated');
  fakeFieldStore.receive('answers/D5.3/level', 4);
  fakeFieldStore.receive('answers/D5.3/rationale', 'Every contract was read.');
  await expect.element(page.getByText(/^You see the ratings of others only after/)).toBeVisible();
  expect(document.body.textContent).not.toContain('Every contract was read.');
  expect(card().getByRole('img', { name: 'Level 4' }).elements()).toHaveLength(1); // the descriptor's own chip

  await userEvent.keyboard('2');
  await userEvent.keyboard('One unit has rules.');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect
    .poll(() => valueAt(fakeFieldStore.document(), `second-ratings/D5.3/${aPerson(1)}`))
    .toEqual({
      level: 2,
      evidence: 'E0',
      rationale: 'One unit has rules.',
    });
  await expect.element(card().getByText('Every contract was read.')).toBeVisible();
  await expect.element(card().getByText('The ratings differ. The lead assessor decides.')).toBeVisible();
  expect(valueAt(fakeFieldStore.document(), 'answers/D5.3/level')).toBe(4);
});

test('[A3] the lead decides by keyboard with a reason; answer, reason and first level are kept', async () => {
  const fakeFieldStore = await openAssessment({ role: 'lead', tab: 'ratings' }, rated(2));
  fakeFieldStore.receive(`second-ratings/D5.3/${aPerson(2)}`, byColleague(4));
  await expect.element(card().getByText('Two units were seen.')).toBeVisible();
  await userEvent.keyboard('3{Control>}{Enter}{/Control}');
  await expect.element(card().getByText('Write the rationale in at least one sentence.')).toBeVisible();
  await userEvent.keyboard('{Alt>}w{/Alt}');
  await userEvent.keyboard('The rules are approved, not yet monitored.');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect
    .poll(() => valueAt(fakeFieldStore.document(), 'consolidations/D5.3'))
    .toEqual({
      level: 3,
      reason: 'The rules are approved, not yet monitored.',
      first: 2,
    });
  expect(valueAt(fakeFieldStore.document(), 'answers/D5.3/level')).toBe(3);
  expect(valueAt(fakeFieldStore.document(), 'answers/D5.3/rationale')).toBe(
    'The rules are approved, not yet monitored.',
  );
  await expect.element(card().getByText('Decided by the lead assessor: level 3')).toBeVisible();
});

test('[A3] an assessor is not offered the decision', async () => {
  const fakeFieldStore = await openAssessment({ role: 'assessor', tab: 'ratings' }, rated(2));
  fakeFieldStore.receive(`second-ratings/D5.3/${aPerson(2)}`, byColleague(4));
  await expect.element(card().getByText('The ratings differ. The lead assessor decides.')).toBeVisible();
  expect(page.getByRole('button', { name: 'Decide' }).elements()).toEqual([]);
});

test('[B6.14] the report says how many were rated twice and how far they agree', async () => {
  await openAssessment(
    { role: 'lead', tab: 'ratings' },
    {
      ...rated(2),
      'answers/D5.1/state': 'rated',
      'answers/D5.1/level': 3,
      [`second-ratings/D5.3/${aPerson(2)}`]: byColleague(3),
    },
  );
  await expect.element(page.getByText('1 of 2', { exact: true })).toBeVisible();
  await expect.element(page.getByText('0%')).toBeVisible();
  await expect.element(page.getByText('100%')).toBeVisible();
});

test('dimensions and questions are assigned; cards and list name assignees, and a filter shows mine', async () => {
  const fakeFieldStore = await openAssessment({ role: 'lead', question: 'D5.3' }, {});
  await userEvent.click(page.getByRole('button', { name: 'Assign questions' }));
  await userEvent.click(page.getByRole('dialog').getByRole('button', { name: /D5 Responsible/ }));
  await userEvent.click(page.getByRole('option', { name: 'Second assessor' }));
  await expect.poll(() => valueAt(fakeFieldStore.document(), 'assignments/D5')).toBe(aPerson(2));
  await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Close' }));
  await expect.element(card().getByText('Second assessor')).toBeVisible();

  fakeFieldStore.receive('assignments/D5.3', aPerson(1));
  await expect.element(card().getByText('You', { exact: true })).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Assigned to me 1' }));
  await expect.element(page.getByRole('link', { name: /^D5\.3 / })).toBeVisible();
});

test('[B2] why a question does not apply is one of three codes', async () => {
  const fakeFieldStore = await openAssessment({ role: 'assessor', question: 'D5.3' }, {});
  await userEvent.keyboard('0');
  await userEvent.click(card().getByText('Responsibility of another authority'));
  await expect.poll(() => valueAt(fakeFieldStore.document(), 'answers/D5.3/na-reason')).toBe('federal-share');
});

test('[B4] where responsibility is shared, national questions have a note that changes no score', async () => {
  const fakeFieldStore = await openAssessment(
    { role: 'assessor', question: 'D1.1' },
    { 'screening/S1': 'MIN', 'screening/S7': 'yes' },
  );
  await userEvent.fill(
    card(/^D1\.1 /).getByRole('textbox', { name: 'Differences within the country' }),
    'Two provinces have none.',
  );
  await expect
    .poll(() => valueAt(fakeFieldStore.document(), 'answers/D1.1/variation'))
    .toBe('Two provinces have none.');
});

test('a rating that is begun stays as it is while one looks at another question', async () => {
  const fakeFieldStore = await openAssessment({ role: 'assessor', tab: 'ratings' }, {});
  for (const question of ['D5.1', 'D5.3']) {
    fakeFieldStore.receive(`answers/${question}/state`, 'rated');
    fakeFieldStore.receive(`answers/${question}/level`, 4);
  }
  await expect.element(card(/^D5\.1 /)).toBeVisible();
  await userEvent.keyboard('2');
  await userEvent.keyboard('One unit has rules.');
  await userEvent.keyboard('{Escape}{Enter}');
  await expect.element(card(/^D5\.3 /)).toBeVisible();
  expect(
    card(/^D5\.3 /)
      .getByRole('radio', { name: /^Level/, checked: true })
      .elements(),
  ).toEqual([]);
  await userEvent.keyboard('{Shift>}{Enter}{/Shift}');
  await expect.element(card(/^D5\.1 /).getByRole('textbox')).toHaveValue('One unit has rules.');
  await expect.element(card(/^D5\.1 /).getByRole('radio', { name: /^Level 2/ })).toBeChecked();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect
    .poll(() => valueAt(fakeFieldStore.document(), `second-ratings/D5.1/${aPerson(1)}`))
    .toEqual({ level: 2, evidence: 'E0', rationale: 'One unit has rules.' });
});

test('the answer before the decision is shown without the time of the decision', async () => {
  const fakeFieldStore = await openAssessment({ role: 'lead', tab: 'ratings' }, rated(2));
  fakeFieldStore.receive(`second-ratings/D5.3/${aPerson(2)}`, byColleague(4));
  await expect.element(card().getByText('Two units were seen.')).toBeVisible();
  await userEvent.keyboard('3');
  await userEvent.keyboard('Approved.');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(card().getByText('Answer before the decision')).toBeVisible();
  expect(card().getByRole('time').elements()).toHaveLength(1); // that of the colleague
});
