import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { sampleDocumentId, sampleLog } from '#renderer/console/stories/sample-people.ts';
import { responses } from '#tests/support/screen/fake-headquarters.ts';
import { openConsole } from '#tests/support/screen/open-console.tsx';
import { me, paths } from '#tests/support/screen/sample-console-answers.ts';

const route = '/api/v1/institutions';
const first = { log: sampleLog, doc: sampleDocumentId(1), mission: 'First visit' };
const proposal = { country: 'TN', first, records: 1, problem: null, alike: [], type: 'JUD' };
const rowOf = (name: RegExp) => page.getByRole('row', { name });

function openProposals(names: readonly string[]) {
  const proposed = names.map((name) => ({ ...proposal, name }));
  return openConsole({
    [paths.me]: responses({ ...me, role: 'manager' }),
    [paths.missions]: responses({ missions: [] }),
    [paths.review]: responses({ assessments: [] }),
    [route]: responses({ institutions: [], states: [], proposed, moreProposed: 0, mayChange: true }),
  });
}

beforeEach(async () => {
  history.replaceState(null, '', '#/institutions');
  await page.viewport(1_280, 800);
});

test('two spellings outside the register name each other', async () => {
  await openProposals(['Police Academy of Tunisia', 'Police Academy - Tunisia', 'Port Authority']);
  await expect
    .element(rowOf(/^Police Academy of Tunisia/u).getByText('Police Academy - Tunisia', { exact: true }))
    .toBeVisible();
  await expect
    .element(rowOf(/^Police Academy - Tunisia/u).getByText('Police Academy of Tunisia', { exact: true }))
    .toBeVisible();
});

test('names that are like no other are added in one act, after their list was shown', async () => {
  const headquarters = await openProposals([
    'Police Academy of Tunisia',
    'Police Academy - Tunisia',
    'Port Authority',
    'Supreme Court',
  ]);
  await page.getByRole('button', { name: 'Add 2 names' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add 2 names' });
  await expect.element(dialog.getByText('Supreme Court')).toBeVisible();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect
    .poll((): unknown => JSON.parse(String(headquarters.bodyOf(route))))
    .toMatchObject({
      changes: ['Port Authority', 'Supreme Court'].map((name) => ({
        list: 'institutions',
        value: { names: { en: name }, type: 'JUD', state: 'TN' },
      })),
    });
});
