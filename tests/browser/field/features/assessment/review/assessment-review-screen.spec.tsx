import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { valueAt } from '#domain/document/document.ts';
import { findPersonalData } from '#domain/privacy/find-personal-data.ts';
import { personalDataHitKey } from '#domain/privacy/personal-data-hit.ts';
import { aDoc, aPerson } from '#tests/support/builders/sample-ids.ts';
import { painted } from '#tests/support/screen/mount.tsx';
import { openAssessment } from '#tests/support/screen/open-assessment.tsx';

const atReview = { role: 'lead', tab: 'review' } as const;

const returned = {
  status: 'consolidated',
  'review/returns/1': { reason: 'Evidence is missing in two places.' },
  'review/points/p1/about': 'D5.3',
  'review/points/p1/text': 'Name the policy and its date.',
  'review/points/p1/round': 1,
  'review/points/p2/about': '',
  'review/points/p2/text': 'Say who was met.',
  'review/points/p2/round': 1,
};
const points = () => page.getByRole('article', { name: /^Reviewer’s comment/ });

test('[A2] each step shows its consequences and asks for one confirmation', async () => {
  const fakeFieldStore = await openAssessment(atReview, { status: 'draft' });
  await expect.element(page.getByText('Next: answer the screening, then begin fieldwork.')).toBeVisible();
  for (const [button, status] of [
    ['Begin fieldwork', 'fieldwork'],
    ['Consolidate', 'consolidated'],
    ['Submit for review', 'quality-review'],
  ] as const) {
    await userEvent.click(page.getByRole('button', { name: button }));
    await userEvent.click(page.getByRole('dialog').getByRole('button', { name: button }));
    await expect.poll(() => valueAt(fakeFieldStore.document(), 'status')).toBe(status);
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  }
  await expect
    .element(page.getByText(/^Headquarters reviews it\. You can take it back until a reviewer has it/))
    .toBeVisible();
  expect(page.getByRole('button', { name: /Submit|Consolidate/ }).elements()).toEqual([]);
});

test('[A2] a submission is taken back, until somebody at headquarters has it', async () => {
  const fakeFieldStore = await openAssessment(atReview, { status: 'quality-review' });
  await userEvent.click(page.getByRole('button', { name: 'Take back' }));
  await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Take back' }));
  await expect.poll(() => valueAt(fakeFieldStore.document(), 'status')).toBe('consolidated');
  await expect.element(page.getByRole('button', { name: 'Submit for review' })).toBeVisible();
});

test('[A2] a submission that a reviewer has is not offered to take back', async () => {
  await openAssessment(atReview, { status: 'quality-review', 'review/assignees/reviewer': aPerson(3) });
  await expect.element(page.getByText(/^Headquarters reviews it/)).toBeVisible();
  expect(page.getByRole('button', { name: 'Take back' }).elements()).toEqual([]);
});

test('the question before a submission repeats each open line of the list', async () => {
  await openAssessment(atReview, {
    status: 'consolidated',
    'answers/D5.4/state': 'rated',
    'answers/D5.4/level': 2,
  });
  const open = [
    'The reference date is not set.',
    /questions have no answer\.$/,
    'One answer has no rationale or reason.',
    'One gap has no finding.',
  ];
  for (const line of open) await expect.element(page.getByRole('main').getByText(line)).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Submit for review' }));
  const dialog = page.getByRole('dialog');
  for (const line of open) await expect.element(dialog.getByText(line)).toBeVisible();
  expect(dialog.getByRole('listitem').elements()).toHaveLength(open.length + 1);
  expect(dialog.getByText(/nothing left to decide/).elements()).toEqual([]);
});

test('open work before submission leads to its first question, the date by the keyboard too', async () => {
  await openAssessment(atReview, {
    status: 'fieldwork',
    'answers/D5.4/state': 'rated',
    'answers/D5.4/level': 2,
    'comments/c1/about': 'D2.1',
    'comments/c1/text': 'Ask Amina Diallo, amina.diallo@example.org.',
  });
  const hrefOf = (name: RegExp) => page.getByRole('link', { name }).element().getAttribute('href');
  await expect.element(page.getByRole('link', { name: /have no answer/ })).toBeVisible();
  expect(hrefOf(/have no answer/)).toMatch(/\/D2\.5$/);
  expect(hrefOf(/no rationale or reason/)).toMatch(/\/D5\.4$/);
  expect(hrefOf(/no finding/)).toMatch(/\/findings$/);
  expect(hrefOf(/may contain personal data/)).toMatch(/\/D2\.1$/);
  expect(page.getByRole('link', { name: 'No conflicts.' }).elements()).toEqual([]);
  page.getByRole('link', { name: 'The reference date is not set.' }).element().focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('spinbutton').first()).toHaveFocus();
});

test('a return is a keyboard task list: a letter begins the reply, and Alt+M resolves', async () => {
  const fakeFieldStore = await openAssessment(atReview, returned);
  await expect.element(page.getByText('Evidence is missing in two places.')).toBeVisible();
  expect(
    points()
      .elements()
      .map((one) => one.getAttribute('aria-label')),
  ).toEqual([
    'Reviewer’s comment: The whole assessment',
    expect.stringMatching(/^Reviewer’s comment: D5\.3 /),
  ]);
  await userEvent.keyboard('{ArrowDown}');
  await userEvent.keyboard('Added under evidence.{Escape}{Alt>}m{/Alt}');
  await expect.poll(() => valueAt(fakeFieldStore.document(), 'review/replies/p1/mended')).toBe(true);
  await expect
    .poll(() => valueAt(fakeFieldStore.document(), 'review/replies/p1/text'))
    .toBe('Added under evidence.');
  await expect
    .element(page.getByRole('progressbar', { name: 'Comments resolved' }))
    .toHaveAttribute('aria-valuetext', '1 of 2 comments resolved');
  await expect
    .element(page.getByRole('link', { name: /^D5\.3 / }))
    .toHaveAttribute('href', expect.stringMatching(/\/D5\.3$/));
});

test('[E4] a strictly confidential comment states where to read it and is resolved like others', async () => {
  const fakeFieldStore = await openAssessment(atReview, {
    ...returned,
    'review/points/p3/about': 'D7.1',
    'review/points/p3/mark': 'SC',
    'review/points/p3/round': 1,
  });
  const sealed = page.getByRole('article', { name: /^Reviewer’s comment: D7\.1 / });
  await expect
    .element(
      sealed.getByText(
        /^Strictly confidential: the lead assessor and the mission lead read it in the console\./,
      ),
    )
    .toBeVisible();
  await userEvent.click(sealed.getByText('Resolved', { exact: true }));
  await expect.poll(() => valueAt(fakeFieldStore.document(), 'review/replies/p3/mended')).toBe(true);
});

test('an assessment is resubmitted once all comments are resolved; otherwise the unresolved ones are listed', async () => {
  const fakeFieldStore = await openAssessment(atReview, { ...returned, 'review/replies/p1/mended': true });
  await userEvent.click(page.getByRole('button', { name: 'Submit again' }));
  const dialog = page.getByRole('dialog');
  await expect.element(dialog.getByText(/^One comment of the reviewer is not resolved/)).toBeVisible();
  expect(dialog.getByRole('button', { name: 'Submit again' }).elements()).toEqual([]);
  await userEvent.keyboard('{Escape}');

  fakeFieldStore.receive('review/replies/p2/mended', true);
  await expect.element(page.getByText('Next: all comments are resolved. Submit it again.')).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Submit again' }));
  await userEvent.click(dialog.getByRole('button', { name: 'Submit again' }));
  await expect.poll(() => valueAt(fakeFieldStore.document(), 'status')).toBe('quality-review');
});

test('a comment is beside its question, where it can be resolved', async () => {
  const fakeFieldStore = await openAssessment({ role: 'lead', question: 'D5.3' }, returned);
  await expect.element(page.getByText('Name the policy and its date.')).toBeVisible();
  await userEvent.click(points().getByText('Resolved', { exact: true }));
  await expect.poll(() => valueAt(fakeFieldStore.document(), 'review/replies/p1/mended')).toBe(true);
});

test('[B3] a reviewer’s reason for an accepted rating shows beside its question', async () => {
  await openAssessment(
    { role: 'lead', question: 'D5.3' },
    {
      ...returned,
      'answers/D5.3/state': 'rated',
      'answers/D5.3/level': 3,
      'answers/D5.3/override': { reason: 'The practice was seen on site.', level: 3, evidence: 'E0' },
    },
  );
  const card = page.getByRole('article', { name: /^D5\.3 / });
  await expect.element(card.getByText('Reviewer: The practice was seen on site.')).toBeVisible();
});

test('the filter of returned questions shows those that are not mended', async () => {
  await openAssessment({ role: 'lead', question: 'D3.2' }, returned);
  await userEvent.click(page.getByRole('button', { name: 'Returned 1' }));
  await expect.element(page.getByRole('link', { name: /^D5\.3 / })).toBeVisible();
});

test("the State's comments are recorded whole, answered as one types, and then addressed", async () => {
  const fakeFieldStore = await openAssessment(atReview, {
    status: 'shared',
    'periods/comments-until': '2026-12-13',
  });
  await expect.element(page.getByText('13 Dec 2026, in 30 days')).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Record a comment' }));
  const dialog = page.getByRole('dialog');
  await userEvent.click(dialog.getByRole('button', { name: 'Record' }));
  await expect.element(dialog.getByText('Write something here.').first()).toBeVisible();
  await userEvent.fill(
    dialog.getByRole('textbox', { name: 'Institution' }),
    'Ministry of Justice, legal unit',
  );
  await userEvent.fill(dialog.getByRole('textbox', { name: 'Comment' }), 'The act was amended.');
  await userEvent.click(dialog.getByRole('button', { name: 'Record' }));
  const comment = page.getByRole('article', { name: /^Ministry of Justice/ });
  await expect.element(comment.getByText('Not answered')).toBeVisible();
  await userEvent.fill(comment.getByRole('textbox', { name: 'Answer' }), 'Taken over.');
  await expect.element(comment.getByText('Not answered')).not.toBeInTheDocument();
  expect(
    Object.keys(fakeFieldStore.document().registers).filter((path) => path.startsWith('state-comments/')),
  ).toHaveLength(5);
});

test('[M7] a final assessment is read-only, and a change creates a new version with all answers', async () => {
  const fakeFieldStore = await openAssessment(atReview, {
    status: 'final',
    title: 'Baseline',
    'answers/D5.3/state': 'rated',
    'answers/D5.3/level': 2,
  });
  await userEvent.click(page.getByRole('button', { name: 'Create a new version' }));
  const dialog = page.getByRole('dialog');
  await userEvent.click(dialog.getByRole('button', { name: 'Create' }));
  await expect.element(dialog.getByText('Write the reason in at least one sentence.')).toBeVisible();
  await userEvent.fill(
    dialog.getByRole('textbox', { name: 'Reason for the new version' }),
    'The act was amended.',
  );
  await userEvent.click(dialog.getByRole('button', { name: 'Create' }));
  await vi.waitFor(() => expect(fakeFieldStore.written).toHaveLength(1));
  const made = Object.fromEntries(
    (fakeFieldStore.written[0] ?? []).map((registerWrite) => [
      registerWrite.path,
      'value' in registerWrite && registerWrite.value,
    ]),
  );
  expect(made).toMatchObject({
    title: 'Baseline',
    status: 'fieldwork',
    follows: aDoc(),
    'version-reason': 'The act was amended.',
    'answers/D5.3/level': 2,
  });
  expect(fakeFieldStore.written[0]?.[0]?.doc).not.toBe(aDoc());
});

test('[E2] possible personal data shows beside the text and is removed or confirmed there', async () => {
  const fakeFieldStore = await openAssessment({ role: 'lead', question: 'D5.3' }, { status: 'fieldwork' });
  await userEvent.keyboard('{Alt>}w{/Alt}');
  await userEvent.keyboard('Said by Second assessor, 0011223344');
  await expect.element(page.getByText('Possible personal data (2)')).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Remove: Second assessor' }));
  await expect
    .poll(() => valueAt(fakeFieldStore.document(), 'answers/D5.3/rationale'))
    .toBe('Said by …, 0011223344');
  await userEvent.click(page.getByRole('button', { name: 'Keep as is: 0011223344' }));
  await expect.element(page.getByText('Possible personal data')).not.toBeInTheDocument();
  await painted();
  expect(
    Object.keys(fakeFieldStore.document().registers).filter((path) => path.startsWith('text-checks/')),
  ).toHaveLength(1);
});

test('[E2] a personal data hit blocks submission until confirmed, and the dialog names its place', async () => {
  const fakeFieldStore = await openAssessment(atReview, {
    status: 'consolidated',
    'answers/D5.3/rationale': 'Ask unit@institution.example',
  });
  await userEvent.click(page.getByRole('button', { name: 'Submit for review' }));
  const dialog = page.getByRole('dialog');
  await expect.element(dialog.getByText('Question D5.3: unit@institution.example')).toBeVisible();
  expect(dialog.getByRole('button', { name: 'Submit for review' }).elements()).toEqual([]);
  await userEvent.keyboard('{Escape}');

  const [hit] = findPersonalData('unit@institution.example');
  if (!hit) throw new Error('an address is found');
  fakeFieldStore.receive(`text-checks/${personalDataHitKey(hit)}`, true);
  await userEvent.click(page.getByRole('button', { name: 'Submit for review' }));
  await userEvent.click(dialog.getByRole('button', { name: 'Submit for review' }));
  await expect.poll(() => valueAt(fakeFieldStore.document(), 'status')).toBe('quality-review');
});

test('a text that no record has is named before submission, with the way to it', async () => {
  const fakeFieldStore = await openAssessment(atReview, {
    ...returned,
    'review/replies/p1/mended': true,
    'review/replies/p2/mended': true,
  });
  await userEvent.fill(page.getByRole('textbox', { name: 'Your reply' }).first(), 'word '.repeat(6_000));
  await userEvent.click(page.getByRole('button', { name: 'Submit again' }));
  const dialog = page.getByRole('dialog');
  await expect.element(dialog.getByText('1 text not saved')).toBeVisible();
  expect(dialog.getByRole('button', { name: 'Submit again', exact: true }).elements()).toEqual([]);
  await dialog.getByRole('link', { name: 'Your reply' }).click();
  await expect.element(dialog).not.toBeInTheDocument();
  expect(valueAt(fakeFieldStore.document(), 'status')).toBe('consolidated');

  await userEvent.click(page.getByRole('button', { name: 'Submit again' }));
  await userEvent.click(dialog.getByRole('button', { name: 'Submit again without this text' }));
  await expect.poll(() => valueAt(fakeFieldStore.document(), 'status')).toBe('quality-review');
});
