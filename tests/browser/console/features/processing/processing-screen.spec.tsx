import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { dataGroups } from '#domain/path-rules/data-groups.ts';
import { readProgrammeFacts } from '#domain/programme/programme.ts';
import { sampleProgrammeLog } from '#renderer/console/stories/sample-people.ts';
import { type FakeResponse, refuses, responses } from '#tests/support/screen/fake-headquarters.ts';
import { openConsole } from '#tests/support/screen/open-console.tsx';
import { me, paths } from '#tests/support/screen/sample-console-answers.ts';

const as = (role: string, endsOn: string | null): Readonly<Record<string, FakeResponse>> => ({
  [paths.me]: responses({ ...me, role, readsContent: role !== 'admin', administers: role === 'admin' }),
  [paths.missions]: responses({ missions: [] }),
  [paths.review]: responses({ assessments: [] }),
  '/api/v1/programme': responses({
    programme: {
      log: sampleProgrammeLog,
      title: 'CT TECH',
      endsOn,
      seen: [],
      mayChange: false,
      vaults: { eraseAfter: null, seen: [], mayChange: false },
      facts: { ...readProgrammeFacts(undefined), mayChange: false },
    },
    due: [],
  }),
});
const row = (name: RegExp) => page.getByRole('row', { name });

beforeEach(async () => {
  history.replaceState(null, '', '#/processing');
  await page.viewport(1_280, 800);
});
afterEach(() => void vi.restoreAllMocks());

test.each(['dpo', 'manager', 'admin'])(
  '[E] a %s reads the handling, retention and enforcement of each data group',
  async (role) => {
    await openConsole(as(role, '2028-06-30'));
    await expect
      .element(
        row(
          /^Mission: names of the team Mission yes Confidential yes 1 year after the programme ends due on 30 Jun 2029 .*erased on schedule$/u,
        ),
      )
      .toBeVisible();
    await expect
      .element(
        row(
          /^Participants: names Workshop yes Confidential encrypted to one role whichever is first: .* erased on schedule$/u,
        ),
      )
      .toBeVisible();
    await expect.element(row(/^Audit trail .*not erased yet$/u)).toBeVisible();
    expect(page.getByRole('row').elements()).toHaveLength(1 + Object.keys(dataGroups).length);
  },
);

test('[E] while nobody has said when the programme ends no day is said', async () => {
  await openConsole(as('dpo', null));
  await expect.element(page.getByText(/No end date of the programme is set/u)).toBeVisible();
  await expect.element(page.getByText(/due on/u)).not.toBeInTheDocument();
});

test('[E] the register is saved as CSV with one line per group, in the page’s wording', async () => {
  const saved: Blob[] = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation((content) => {
    if (content instanceof Blob) saved.push(content);
    return '#';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  await openConsole(as('dpo', '2028-06-30'));
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  const lines = ((await saved[0]?.text()) ?? '').trim().split('\r\n');
  expect(lines).toHaveLength(1 + Object.keys(dataGroups).length);
  expect(lines[0]).toBe(
    'Group,In records,Personal,Confidentiality,Leaves the laptop,Retention,Due date,Enforcement',
  );
  expect(lines).toContain(
    'Data requests,,under a code or reference,Confidential,never,2 years after the programme ends,30 Jun 2030,erased on schedule',
  );
});

test('[A3] a person who may not read settings sees no link to the register', async () => {
  await openConsole({ ...as('reviewer', null), '/api/v1/programme': refuses(403, 'forbidden') });
  await expect.element(page.getByRole('link', { name: 'Missions' })).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'Register of processing' })).not.toBeInTheDocument();
});
