import { beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { valueAt } from '#domain/document/document.ts';
import type { Role } from '#domain/people/role.ts';
import {
  type SampleReviewStage,
  sampleReview,
} from '#renderer/console/features/record/workflow/sample-review.ts';
import { sampleReviewQueue } from '#renderer/console/features/review/sample-review-queue.ts';
import { sampleDocumentId, sampleLog } from '#renderer/console/stories/sample-people.ts';
import english from '#renderer/ui/gallery/sample/en.json' with { type: 'json' };
import { refuses, responses } from '#tests/support/screen/fake-headquarters.ts';
import { openConsole } from '#tests/support/screen/open-console.tsx';
import { me, mission, paths, responseOf } from '#tests/support/screen/sample-console-answers.ts';

/** The console on a record at this step of its review, as seen by a person with this role. */
async function openReview(
  sampleReviewStage: SampleReviewStage,
  { role = 'reviewer' as Role, part = 'review' } = {},
) {
  const sampleDocument = sampleReview(english, sampleReviewStage);
  const status = valueAt(sampleDocument.document, 'status');
  history.replaceState(null, '', `#/missions/${sampleLog}/${sampleDocumentId(1)}/${part}`);
  const headquarters = await openConsole({
    [paths.me]: responses({ ...me, role }),
    [paths.missions]: responses({ missions: [{ ...mission, roles: [role] }] }),
    [paths.devices]: responses({ devices: [] }),
    [paths.review]: responses({ assessments: sampleReviewQueue(english, role, false) }),
    [paths.record]: responses({
      ...responseOf(sampleDocument, english.institution),
      status: typeof status === 'string' ? status : null,
    }),
    [paths.history]: responses({ ops: [], before: null }),
    [paths.actOnReview]: responses({ done: true }),
  });
  return {
    ...headquarters,
    /** The last request to headquarters. */
    said: () => {
      const body = headquarters.bodyOf(paths.actOnReview);
      return typeof body === 'string' ? JSON.parse(body).act : null;
    },
  };
}

const button = (name: string | RegExp) => page.getByRole('button', { name });

beforeEach(async () => {
  await page.viewport(1_280, 800);
});

describe('a reviewer', () => {
  test('adds a comment on a question by keyboard: J to the question, Alt P, text, Enter', async () => {
    const { said } = await openReview('handedIn', { part: 'D3' });
    await expect.element(page.getByRole('article', { name: /^D3\.1 /u })).toBeVisible();
    await userEvent.keyboard('j{Alt>}p{/Alt}');
    await expect.element(page.getByRole('textbox', { name: /^Comment on D3\.1/u })).toHaveFocus();
    await userEvent.keyboard('Which year is it from?');
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    await expect.poll(said).toMatchObject({ act: 'addPoint', about: 'D3.1', text: 'Which year is it from?' });
    await expect.element(page.getByRole('textbox')).not.toBeInTheDocument();
  });

  test('finds a comment that is not saved yet after going elsewhere and back', async () => {
    const { said } = await openReview('handedIn', { part: 'D3' });
    const field = page.getByRole('textbox', { name: /^Comment on D3\.1/u });
    await button('Add comment on D3.1').click();
    await field.fill('Which year is it from?');
    await page.getByRole('link', { name: 'History', exact: true }).click();
    await expect.element(field).not.toBeInTheDocument();
    await page.getByRole('link', { name: /D3 /u }).click();
    await expect.element(field).toHaveValue('Which year is it from?');
    await expect.element(page.getByText(/^Unsaved text stays on this page/u)).toBeVisible();

    await button('Save comment').click();
    await expect.poll(said).toMatchObject({ act: 'addPoint', text: 'Which year is it from?' });
    await page.getByRole('link', { name: 'History', exact: true }).click();
    await page.getByRole('link', { name: /D3 /u }).click();
    await expect.element(page.getByRole('article', { name: /^D3\.1 /u })).toBeVisible();
    await expect.element(field).not.toBeInTheDocument();
  });

  test('edits a comment that the team does not have yet', async () => {
    const { said } = await openReview('handedIn');
    await button(/^Edit: comment on D3\.2/u).click();
    const field = page.getByRole('textbox', { name: /^Edit: comment on D3\.2/u });
    await field.fill('Which document shows it, and of which year?');
    await button('Save comment').click();
    await expect
      .poll(said)
      .toMatchObject({ act: 'editPoint', text: 'Which document shows it, and of which year?' });
    await openReview('returned');
    await expect.element(page.getByRole('article', { name: /^comment on D3\.2/u })).toBeVisible();
    await expect.element(button(/^Edit:/u)).not.toBeInTheDocument();
  });

  test('[B3] accepts a rating above its evidence by keyboard: J to the question, Alt R, reason, Enter', async () => {
    const { said } = await openReview('handedIn', { part: 'D3' });
    const card = page.getByRole('article', { name: /^D3\.1 /u });
    await expect.element(card.getByText(/Level 4 needs stronger evidence than/u)).toBeVisible();
    await userEvent.keyboard('j{Alt>}r{/Alt}');
    await expect.element(page.getByRole('textbox', { name: /^Reason for level 4 of D3\.1/u })).toHaveFocus();
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('alert').getByText('Enter the reason.')).toBeVisible();
    expect(said()).toBe(null);
    await userEvent.tab({ shift: true });
    await userEvent.keyboard('The practice was seen on site');
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    await expect
      .poll(said)
      .toEqual({ act: 'overrideRating', question: 'D3.1', reason: 'The practice was seen on site' });
    await expect.element(page.getByRole('textbox')).not.toBeInTheDocument();
  });

  test('[E2] sends no reason that may reach a person before that was looked at', async () => {
    const { said } = await openReview('handedIn', { part: 'D3' });
    await button('Keep rating with a reason: D3.1').click();
    await page
      .getByRole('textbox', { name: /^Reason for level 4/u })
      .fill('Told by unit@institution.example');
    await page.getByRole('button', { name: 'Keep rating', exact: true }).click();
    await expect.element(page.getByRole('alert').getByText(/^Remove possible personal data/u)).toBeVisible();
    expect(said()).toBe(null);
  });

  test('[B3] sees all ratings above their evidence together, and cannot approve while one lacks a reason', async () => {
    await openReview('handedInAgain');
    await expect.element(page.getByRole('heading', { name: /above their evidence need/u })).toBeVisible();
    await expect.element(button('Approve and share')).toBeDisabled();
    await expect
      .element(
        page
          .getByText(/ratings are above their evidence and have no reviewer’s reason: D3\.3, D3\.5/u)
          .first(),
      )
      .toBeVisible();
  });

  test('[B3] reads the reason beside the rating, and changes it or takes it back', async () => {
    const { said } = await openReview('signed', { part: 'D3' });
    const card = page.getByRole('article', { name: /^D3\.1 /u });
    await expect.element(card.getByText(/^Reviewer: Ask the oversight body/u)).toBeVisible();
    await button('Change reason: D3.1').click();
    await expect
      .element(page.getByRole('textbox', { name: /^Reason for level 4/u }))
      .toHaveValue(english.comment);
    await button('Cancel').click();
    await button('Withdraw reason: D3.1').click();
    await expect.poll(said).toEqual({ act: 'withdrawOverride', question: 'D3.1' });
  });

  test('sees the effect of a return before confirming it', async () => {
    const { said } = await openReview('handedIn');
    await button('Return to the team').click();
    await expect.element(page.getByText(/goes back to “Consolidated” with 2 comments/u)).toBeVisible();
    await page.getByRole('textbox', { name: 'Reason' }).fill('Two sources are missing');
    await page.getByRole('dialog').getByRole('button', { name: 'Return to the team' }).click();
    await expect.poll(said).toEqual({ act: 'return', reason: 'Two sources are missing' });
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  });

  test('[E2] sends no text with possible personal data before the hit is removed or confirmed', async () => {
    const { said } = await openReview('handedIn');
    const send = () => page.getByRole('dialog').getByRole('button', { name: 'Return to the team' }).click();
    await button('Return to the team').click();
    await page.getByRole('textbox', { name: 'Reason' }).fill('Ask unit@institution.example');
    await send();
    await expect.element(page.getByRole('alert').getByText(/^Remove possible personal data/u)).toBeVisible();
    expect(said()).toBe(null);
    await button('Keep as is: unit@institution.example').click();
    await send();
    await expect.poll(said).toEqual({ act: 'return', reason: 'Ask unit@institution.example' });
  });

  test('keeps the typed text when the record has changed meanwhile, and sees the next step', async () => {
    const headquarters = await openReview('handedIn');
    headquarters.set(paths.actOnReview, refuses(409, 'record-moved'));
    await button('Return to the team').click();
    await page.getByRole('textbox', { name: 'Reason' }).fill('Two sources are missing');
    await page.getByRole('dialog').getByRole('button', { name: 'Return to the team' }).click();
    await expect.element(page.getByRole('alert').getByText(/has changed since you opened it/u)).toBeVisible();
    await expect
      .element(page.getByRole('textbox', { name: 'Reason' }))
      .toHaveValue('Two sources are missing');
  });

  test('sees the obstacles to approval and cannot approve until they are resolved', async () => {
    await openReview('handedIn');
    await expect.element(button('Approve and lock')).toBeDisabled();
    await expect.element(page.getByText('2 comments are not closed.').first()).toBeVisible();
    await expect.element(page.getByText('The adviser has not signed yet.').first()).toBeVisible();
  });

  test('approves and locks an assessment with closed comments and a signature', async () => {
    const { said } = await openReview('signed');
    await button('Approve and lock').click();
    await expect.element(page.getByText(/progress note is due by 13 May 2027/u)).toBeVisible();
    await page.getByRole('dialog').getByRole('button', { name: 'Approve and lock' }).click();
    await expect.poll(said).toEqual({ act: 'finalize', note: '' });
  });

  test('shares a draft for 30 days, but not before asking whether it does harm', async () => {
    const { said } = await openReview('signed');
    await button('Approve and share').click();
    const dialog = page.getByRole('dialog');
    await expect.element(dialog.getByText('Comments until 13 Dec 2026')).toBeVisible();
    await dialog.getByRole('button', { name: 'Approve and share' }).click();
    await expect
      .element(page.getByRole('alert').getByText(/Confirm the do-no-harm check first/u))
      .toBeVisible();
    await dialog.getByText(/I have checked that sharing/u).click();
    await dialog.getByRole('button', { name: 'Approve and share' }).click();
    await expect.poll(said).toEqual({ act: 'share', days: 30, note: '', harm: 'none' });
  });

  test('does not say how a remark is handled: that is the adviser’s', async () => {
    await openReview('sealed', { part: 'D3' });
    await button('Add comment on D3.2').click();
    await expect.element(page.getByRole('textbox', { name: /^Comment on D3\.2/u })).toBeVisible();
    await expect
      .element(page.getByRole('checkbox', { name: 'Strictly confidential' }))
      .not.toBeInTheDocument();
    await expect.element(button(/^Strictly confidential: remark/u)).not.toBeInTheDocument();
  });

  test('closes a comment that the team has resolved, in one press', async () => {
    const { said } = await openReview('returned');
    await button('Close: comment on D3.2').click();
    await expect.poll(said).toEqual({ act: 'settlePoint', point: 'p1', settled: true });
  });

  test('records a comment of the State together with the response', async () => {
    const { said } = await openReview('shared');
    await button('Record a comment of the State').click();
    await page.getByRole('textbox', { name: /^Institution/u }).fill('Ministry of Justice');
    await page.getByRole('textbox', { name: /^Comment/u }).fill('The order is from 2025.');
    await button('Save the State’s comment').click();
    await expect
      .poll(said)
      .toMatchObject({ act: 'recordComment', from: 'Ministry of Justice', on: '2026-11-13', response: '' });
  });

  test('sees that a final assessment is locked and can only be superseded', async () => {
    await openReview('final');
    await expect.element(page.getByText('Final and locked')).toBeVisible();
    await expect.element(button('Add comment on the assessment')).not.toBeInTheDocument();
    await expect.element(button('Mark as superseded')).toBeEnabled();
  });
});

describe('[E4] words that are strictly confidential', () => {
  const [read, hide] = ['Show text: comment on D3.2', 'Hide text: comment on D3.2'];

  test.each<Role>(['adviser', 'reviewer', 'lead', 'mission-lead'])(
    'are asked for by the %s with one press, and put away with another',
    async (role) => {
      const { set, asked } = await openReview('sealed', { role });
      set(paths.sealedWords, responses({ words: 'The guards of the unit' }));
      await expect.element(page.getByText('The text is encrypted at headquarters.')).toBeVisible();
      expect(asked()).not.toContain(paths.sealedWords);
      await button(read).click();
      await expect.element(page.getByText('The guards of the unit')).toBeVisible();
      await button(hide).click();
      await expect.element(page.getByText('The guards of the unit')).not.toBeInTheDocument();
      await expect.element(button(read)).toBeVisible();
    },
  );

  test('are not offered to an assessor, and the screen names their readers', async () => {
    await openReview('sealed', { role: 'assessor' });
    await expect.element(page.getByText(/^The text is encrypted\. The adviser/u)).toBeVisible();
    await expect.element(button(read)).not.toBeInTheDocument();
  });

  test('show a notice when they were erased or their key is missing', async () => {
    const { set } = await openReview('sealed');
    set(paths.sealedWords, refuses(404, 'not-found'));
    await button(read).click();
    await expect.element(page.getByRole('alert').getByText(/it was erased/u)).toBeVisible();
    set(paths.sealedWords, refuses(409, 'sealed-elsewhere'));
    await button(read).click();
    await expect
      .element(page.getByRole('alert').getByText(/a key that the server does not have/u))
      .toBeVisible();
  });
});

describe('an adviser', () => {
  test('[E4] seals the words of a point when it is written, and not later', async () => {
    const { said } = await openReview('handedIn', { role: 'adviser', part: 'D3' });
    await button('Add comment on D3.1').click();
    await userEvent.keyboard('The guards of the unit');
    await userEvent.tab();
    await expect.element(page.getByRole('checkbox', { name: 'Strictly confidential' })).toHaveFocus();
    await userEvent.keyboard(' ');
    await button('Save comment').click();
    await expect
      .poll(said)
      .toMatchObject({ act: 'sealPoint', about: 'D3.1', text: 'The guards of the unit' });
    await expect.element(button('Strictly confidential: comment on D3.2')).not.toBeInTheDocument();
  });

  test('marks a field remark as strictly confidential and is warned that laptops hold its text', async () => {
    const { said } = await openReview('sealed', { role: 'adviser', part: 'D3' });
    await button(/^Strictly confidential: remark:/u).click();
    await expect.poll(said).toMatchObject({ act: 'markRemark', mark: 'SC' });
    await expect
      .element(page.getByText(/^Comment · .* · This text is already on laptops/u).first())
      .toBeVisible();
  });

  test('opens a record at the gates, D7 and D8', async () => {
    await openReview('handedIn', { role: 'adviser', part: '' });
    await expect.element(page.getByRole('heading', { level: 2, name: 'Safeguards' })).toBeVisible();
    await expect.element(page.getByRole('article', { name: /^D5\.4 /u })).toBeInTheDocument();
    await expect.element(page.getByRole('article', { name: /^D7\.1 /u })).toBeInTheDocument();
    await expect.element(page.getByRole('article', { name: /^D3\.3 /u })).not.toBeInTheDocument();
  });

  test('signs, or says why not', async () => {
    const { said } = await openReview('handedIn', { role: 'adviser', part: '' });
    await button('Sign off').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/I withhold my signature/u).click();
    await dialog.getByRole('button', { name: 'Sign off' }).click();
    await expect.element(page.getByRole('alert').getByText(/what is missing/u)).toBeVisible();
    await dialog.getByText(/soundly assessed/u).click();
    await dialog.getByRole('button', { name: 'Sign off' }).click();
    await expect.poll(said).toEqual({ act: 'signOff', decision: 'signed', note: '' });
  });

  test('is offered no step that is the reviewer’s', async () => {
    await openReview('signed', { role: 'adviser' });
    await expect.element(button('Sign off')).toBeVisible();
    await expect.element(button('Approve and lock')).not.toBeInTheDocument();
    await expect.element(button('Return to the team')).not.toBeInTheDocument();
  });
});

test.each(['adviser', 'manager'] as const)(
  '[B3] %s reads that a rating is above its evidence, and gives no reason',
  async (role) => {
    await openReview('handedIn', { role, part: 'D3' });
    const card = page.getByRole('article', { name: /^D3\.1 /u });
    await expect.element(card.getByText(/needs a reviewer’s reason/u)).toBeVisible();
    await expect.element(button(/^Keep rating/u)).not.toBeInTheDocument();
  },
);

test('a person with read access sees the review without any actions', async () => {
  await openReview('returned', { role: 'manager' });
  await expect.element(page.getByText('Resolved by the team')).toBeVisible();
  await expect
    .element(page.getByRole('main').getByRole('button', { name: /Close|Return|Add comment/u }))
    .not.toBeInTheDocument();
});

describe('the queue', () => {
  test('lists each pending step with the responsible person and links to its review', async () => {
    const headquarters = await openReview('handedIn');
    await page
      .getByRole('link', { name: /^Review/u })
      .first()
      .click();
    await expect.element(page.getByRole('heading', { level: 1, name: 'Review' })).toBeVisible();
    const mine = page.getByRole('tabpanel');
    await expect.element(mine.getByRole('cell', { name: 'Close 3 comments' })).toBeVisible();
    await expect.element(mine.getByRole('cell', { name: /Comment period is over/u })).toBeVisible();
    await page.getByRole('tab', { name: /^With others/u }).click();
    await expect.element(page.getByRole('cell', { name: 'The field team' })).toBeVisible();
    await page.getByRole('tab', { name: /^Dates/u }).click();
    await expect
      .element(page.getByRole('row', { name: /progress note due/iu }).getByText('Overdue'))
      .toBeVisible();
    expect(headquarters.asked()).toContain(paths.review);
  });
});

test('on a tablet nothing scrolls sideways', async () => {
  await page.viewport(820, 1_180);
  await openReview('shared');
  await expect.element(page.getByText('Shared for comment').first()).toBeVisible();
  expect(document.documentElement.scrollWidth).toBe(820);
});
