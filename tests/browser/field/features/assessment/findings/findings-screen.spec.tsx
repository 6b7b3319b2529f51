import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { JsonValue } from '#base/json.ts';
import { readFindings, readRecommendations } from '#domain/assessment/finding.ts';
import { readMaturityTargets } from '#domain/assessment/maturity-target.ts';
import { lastDayOfQuarter, quartersFrom } from '#domain/assessment/recommendation-parts.ts';
import { readStatedPriorities } from '#domain/assessment/stated-priority.ts';
import { conflictPathsOf, valueAt } from '#domain/document/document.ts';
import { actionPlanKind, readPlanItems } from '#domain/plan/action-plan.ts';
import { AssessmentScreen } from '#renderer/field/features/assessment/assessment-screen.tsx';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';
import { type FakeFieldStore, makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mountField } from '#tests/support/screen/mount-field.tsx';

const rated = {
  'screening/S1': 'POL',
  'institution/name': 'National Police',
  'answers/D5.4/state': 'rated',
  'answers/D5.4/level': 2,
  'answers/D3.3/state': 'rated',
  'answers/D3.3/level': 2,
};

/** The findings of an assessment by a lead, wide enough for the table. */
async function openFindings(
  values: Readonly<Record<string, JsonValue>> = rated,
  roles: readonly ('lead' | 'assessor' | 'reviewer')[] = ['lead'],
): Promise<FakeFieldStore> {
  await page.viewport(1280, 800);
  const document = anAssessment(values);
  const fakeFieldStore = makeFakeFieldStore(document);
  fakeFieldStore.setRoles(roles);
  await mountField(fakeFieldStore, <AssessmentScreen log={aLog()} doc={document.doc} />, {
    screen: 'assessment',
    log: aLog(),
    doc: document.doc,
    tab: 'findings',
  });
  await expect.element(page.getByRole('heading', { name: 'Gaps by priority' })).toBeVisible();
  return fakeFieldStore;
}

const row = (id: string) => page.getByRole('row', { name: new RegExp(id.replace('.', '\\.')) });

const factor = (name: string, id: string) => page.getByRole('combobox', { name: `${name}, ${id}` });
const focusFactor = (name: string, id: string): void => (factor(name, id).element() as HTMLElement).focus();

async function choose(list: string | RegExp, option: string): Promise<void> {
  await userEvent.click(page.getByRole('button', { name: list }));
  await userEvent.click(page.getByRole('option', { name: option, exact: true }));
}

describe('gaps', () => {
  test('are ranked with a score that follows the stated interest of the State', async () => {
    const fakeFieldStore = await openFindings();
    await expect.element(row('D5.4')).toMatchTextContent(/High/);
    await expect.element(row('D3.3')).toMatchTextContent(/32\.5/);
    await userEvent.selectOptions(factor('Raised by the State', 'D3.3'), 'Asked for');
    await expect.element(row('D3.3')).toMatchTextContent(/47\.5/);
    await expect.element(row('D3.3')).toMatchTextContent(/Medium/);
    expect(readStatedPriorities(fakeFieldStore.document())['D3.3']?.ownership).toBe(1);
  });

  test('take a manual priority only with a reason, and show the computed priority beside it', async () => {
    const fakeFieldStore = await openFindings();
    await userEvent.click(row('D3.3').getByRole('button', { name: /Override the priority/ }));
    await userEvent.click(page.getByRole('dialog').getByText('High', { exact: true }));
    await userEvent.click(page.getByRole('button', { name: 'Save the priority' }));
    await expect
      .element(page.getByText('Write the reason. Readers see both priorities and this reason.'))
      .toBeVisible();
    expect(readStatedPriorities(fakeFieldStore.document())).toEqual({});

    await userEvent.fill(page.getByRole('textbox', { name: 'Reason for override' }), 'Asked for');
    await userEvent.click(page.getByRole('button', { name: 'Save the priority' }));
    await expect.element(row('D3.3')).toMatchTextContent(/Override\. Computed: Low/);
    expect(readStatedPriorities(fakeFieldStore.document())['D3.3']?.override).toEqual({
      band: 'High',
      reason: 'Asked for',
    });
  });

  test('take another target than the usual one only with a reason', async () => {
    const fakeFieldStore = await openFindings();
    await userEvent.click(row('D3.3').getByRole('button', { name: /Change the target/ }));
    await userEvent.click(page.getByRole('dialog').getByRole('img', { name: 'Level 4' }));
    await userEvent.click(page.getByRole('button', { name: 'Save the target' }));
    await expect.element(page.getByText('Write the reason: this is not the default target.')).toBeVisible();

    await userEvent.fill(page.getByRole('textbox', { name: 'Reason for this target' }), 'Law in force');
    await userEvent.click(page.getByRole('button', { name: 'Save the target' }));
    await expect.element(row('D3.3')).toMatchTextContent(/Changed target/);
    expect(readMaturityTargets(fakeFieldStore.document())['D3.3']).toMatchObject({
      level: 4,
      reason: 'Law in force',
    });
  });

  test('[M3] take a colleague’s target that arrived under the open form as a conflict', async () => {
    const path = 'targets/D3.3';
    const target = { level: 4, reason: 'Law in force', agreedOn: null, agreedBy: '' };
    const fakeFieldStore = await openFindings({ ...rated, [path]: target });
    await userEvent.click(row('D3.3').getByRole('button', { name: /Change the target/ }));
    fakeFieldStore.receive(path, { ...target, level: 5 });
    await page.getByRole('textbox', { name: 'Reason for this target' }).fill('Budget agreed');
    await userEvent.click(page.getByRole('button', { name: 'Save the target' }));
    await expect.poll(() => conflictPathsOf(fakeFieldStore.document())).toEqual([path]);
  });

  test('[M3] leave a colleague’s target alone where the person changed nothing', async () => {
    const path = 'targets/D3.3';
    const target = { level: 4, reason: 'Law in force', agreedOn: null, agreedBy: '' };
    const fakeFieldStore = await openFindings({ ...rated, [path]: target });
    await userEvent.click(row('D3.3').getByRole('button', { name: /Change the target/ }));
    fakeFieldStore.receive(path, { ...target, level: 5 });
    await userEvent.click(page.getByRole('button', { name: 'Save the target' }));
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    expect(valueAt(fakeFieldStore.document(), path)).toMatchObject({ level: 5 });
  });

  test('[M3] take a colleague’s priority that arrived under the open form as a conflict', async () => {
    const path = 'priorities/D3.3/override';
    const override = { band: 'High', reason: 'Asked for by the minister.' };
    const fakeFieldStore = await openFindings({ ...rated, [path]: override });
    await userEvent.click(row('D3.3').getByRole('button', { name: /Override the priority/ }));
    fakeFieldStore.receive(path, { ...override, band: 'Low' });
    await page.getByRole('dialog').getByRole('textbox').fill('Border region');
    await userEvent.click(page.getByRole('button', { name: 'Save the priority' }));
    await expect.poll(() => conflictPathsOf(fakeFieldStore.document())).toEqual([path]);
  });

  test('offer the target to the lead alone', async () => {
    await openFindings(rated, ['assessor']);
    await expect.element(row('D3.3').getByRole('button', { name: /Override the priority/ })).toBeVisible();
    expect(
      row('D3.3')
        .getByRole('button', { name: /Change the target/ })
        .query(),
    ).toBeNull();
  });
});

describe('starters', () => {
  test('T takes the finding of the row over, and the cursor is in its text', async () => {
    const fakeFieldStore = await openFindings();
    (row('D5.4').getByRole('link').element() as HTMLElement).focus();
    await userEvent.keyboard('{Alt>}t{/Alt}');
    const text = page.getByRole('textbox', { name: 'Finding 1' });
    await expect.element(text).toHaveFocus();
    await expect
      .poll(() => (text.element() as HTMLTextAreaElement).value)
      .toMatch(/^National Police: .* at level 2 \(Emerging\); confidence low/);
    await userEvent.type(text, ' In two units.');
    await userEvent.tab();
    await expect
      .poll(() =>
        readFindings(fakeFieldStore.document()).map(({ kind, about, text: said }) => [
          kind,
          about,
          said.slice(-13),
        ]),
      )
      .toEqual([['gap', ['D5.4'], 'In two units.']]);
  });

  test('R takes the recommendation over, linked with the finding about the same indicator', async () => {
    const fakeFieldStore = await openFindings({
      ...rated,
      'findings/f1/text': 'No form',
      'findings/f1/about': ['D5.4'],
      'findings/f1/order': 'a0',
    });
    (row('D5.4').getByRole('link').element() as HTMLElement).focus();
    await userEvent.keyboard('{Alt>}r{/Alt}');
    await expect.element(page.getByRole('textbox', { name: 'Does what' })).toHaveFocus();
    expect(readRecommendations(fakeFieldStore.document())).toMatchObject([
      {
        about: ['D5.4'],
        findings: ['f1'],
        addressee: 'National Police',
        expectedLevel: 3,
        status: 'proposed',
      },
    ]);
  });
});

describe('keys of the table', () => {
  test('a digit sets the value of the focused cell, and Delete clears it', async () => {
    const fakeFieldStore = await openFindings();
    focusFactor('Raised by the State', 'D5.4');
    await userEvent.keyboard('3{ArrowRight}2{ArrowRight}1');
    await expect
      .poll(() => readStatedPriorities(fakeFieldStore.document())['D5.4'])
      .toMatchObject({ ownership: 1, feasibility: 0.5, alignment: 0 });
    await userEvent.keyboard('{Delete}');
    await expect.poll(() => readStatedPriorities(fakeFieldStore.document())['D5.4']?.alignment).toBeNull();
  });

  test('the arrow keys go from row to row, while the order of the rows stays', async () => {
    await openFindings();
    focusFactor('Raised by the State', 'D3.3');
    await userEvent.keyboard('3{ArrowRight}3{ArrowRight}3');
    await expect.element(row('D3.3')).toMatchTextContent(/67\.5/);
    await userEvent.keyboard('{ArrowUp}');
    await expect.element(factor('Aligned with a shared recommendation', 'D5.4')).toHaveFocus();
  });

  test('a digit goes to all selected rows in one act, with an undo', async () => {
    const fakeFieldStore = await openFindings();
    focusFactor('Feasible', 'D5.4');
    await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}');
    await expect.element(page.getByText('2 gaps selected')).toBeVisible();
    await userEvent.keyboard('3');
    await expect
      .poll(() =>
        Object.values(readStatedPriorities(fakeFieldStore.document())).map(({ feasibility }) => feasibility),
      )
      .toEqual([1, 1]);
    await expect.element(page.getByRole('log').getByText('Feasible: Yes for 2 gaps.')).toBeVisible();
    await expect.element(page.getByRole('log').getByRole('button', { name: 'Undo' })).toBeVisible();
  });

  test('selected rows get their findings and recommendations together', async () => {
    const fakeFieldStore = await openFindings();
    await userEvent.click(page.getByRole('checkbox', { name: 'Select all gaps' }));
    await userEvent.click(page.getByRole('button', { name: 'Add findings' }));
    await userEvent.click(page.getByRole('button', { name: 'Add recommendations' }));
    await expect
      .poll(() => [
        readFindings(fakeFieldStore.document()).map(({ about }) => about),
        readRecommendations(fakeFieldStore.document()).map(({ about }) => about),
      ])
      .toEqual([
        [['D5.4'], ['D3.3']],
        [['D5.4'], ['D3.3']],
      ]);
  });
});

test('the status and the next step stay in sight beside the findings', async () => {
  await openFindings({ ...rated, status: 'consolidated' });
  await expect.element(page.getByText('Consolidated', { exact: true })).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Submit for review' })).toBeVisible();
});

const recommended = {
  ...rated,
  'recommendations/r1/text': 'Issue a written form',
  'recommendations/r1/addressee': 'National Police',
  'recommendations/r1/about': ['D5.4'],
  'recommendations/r1/status': 'proposed',
  'recommendations/r1/order': 'a0',
};

/** A recommendation as R begins it. */
const built = {
  ...recommended,
  'recommendations/r1/text': '',
  'recommendations/r1/support': [],
  'recommendations/r1/measures': [],
  'recommendations/r1/expected-level': 3,
};

describe('recommendations', () => {
  test('[B7] training alone asks why nothing else would do; another measure answers it', async () => {
    const fakeFieldStore = await openFindings(recommended);
    await userEvent.click(page.getByText('Training', { exact: true }));
    await expect.element(page.getByText(/^Training is the only measure/)).toBeVisible();
    await userEvent.click(page.getByText('Procedure', { exact: true }));
    await expect.poll(() => page.getByText(/^Training is the only measure/).query()).toBeNull();
    expect(readRecommendations(fakeFieldStore.document())[0]?.measures).toEqual(['procedure', 'training']);
  });

  test('of an earlier version are readable, accepted and become plan items with their text', async () => {
    const fakeFieldStore = await openFindings(recommended);
    await expect
      .element(page.getByRole('textbox', { name: 'Recommendation 1' }))
      .toHaveValue('Issue a written form');
    await userEvent.click(page.getByRole('button', { name: 'Accept and create plan item' }));
    await expect.element(page.getByRole('link', { name: 'Open plan item' })).toBeVisible();
    expect(readRecommendations(fakeFieldStore.document())[0]?.status).toBe('accepted');
    expect(readPlanItems(fakeFieldStore.beside(actionPlanKind))).toMatchObject([
      {
        title: 'Issue a written form',
        recommendation: 'r1',
        assessment: fakeFieldStore.document().doc,
        dimension: 'D5',
        counterpart: 'National Police',
        lead: '',
        status: 'proposed',
      },
    ]);
  });

  test('[B7] with a blank part are not accepted, and the refusal names each blank part', async () => {
    const fakeFieldStore = await openFindings(built);
    await userEvent.click(page.getByRole('button', { name: 'Accept and create plan item' }));
    await expect
      .element(
        page.getByText(
          /^Not accepted yet\. Fill in: Does what, By when, Support by partners,? and Measures\.$/,
        ),
      )
      .toBeVisible();
    await choose('Proposed Status', 'Accepted');
    expect(readRecommendations(fakeFieldStore.document())[0]?.status).toBe('proposed');
    expect(fakeFieldStore.beside(actionPlanKind)).toBeUndefined();
  });

  test('assemble their sentence from the parts, and give the plan item its last day', async () => {
    const fakeFieldStore = await openFindings(built);
    await userEvent.fill(page.getByRole('textbox', { name: 'Does what' }), 'issue a written form');
    await userEvent.click(page.getByText('Advice', { exact: true }));
    await userEvent.click(page.getByText('Procedure', { exact: true }));
    const [quarter] = quartersFrom(new Date().toISOString(), 1);
    await userEvent.click(page.getByRole('button', { name: /By when/ }));
    await userEvent.click(page.getByRole('option', { name: /^Q\d \d{4}$/ }).first());
    await expect
      .element(
        page.getByText(
          /^National Police to issue a written form by Q\d \d{4}, to reach level 3\. Support: Advice\. Measures: Procedure\.$/,
        ),
      )
      .toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Accept and create plan item' }));
    await expect.element(page.getByRole('link', { name: 'Open plan item' })).toBeVisible();
    expect(readRecommendations(fakeFieldStore.document())).toMatchObject([
      { status: 'accepted', quarter, horizon: '0-6', support: ['advice'], measures: ['procedure'] },
    ]);
    expect(readPlanItems(fakeFieldStore.beside(actionPlanKind))).toMatchObject([
      { title: 'Issue a written form', to: lastDayOfQuarter(quarter ?? ''), counterpart: 'National Police' },
    ]);
  });

  test('a removal can be undone', async () => {
    const fakeFieldStore = await openFindings(recommended);
    await userEvent.click(
      page.getByRole('article', { name: 'Recommendation 1' }).getByRole('button', { name: 'More' }),
    );
    await userEvent.click(page.getByRole('menuitem', { name: 'Remove' }));
    await expect.element(page.getByText('“Issue a written form” was removed.')).toBeVisible();
    expect(readRecommendations(fakeFieldStore.document())).toEqual([]);
    await userEvent.click(page.getByRole('button', { name: 'Undo' }));
    await expect.element(page.getByRole('textbox', { name: 'Recommendation 1' })).toBeVisible();
  });
});

test('a colleague’s concurrent input shows as a conflict in the row', async () => {
  const fakeFieldStore = await openFindings({ ...rated, 'priorities/D5.4/ownership': 1 });
  fakeFieldStore.receive('priorities/D5.4/ownership', 0.5, []);
  await expect.element(row('D5.4')).toMatchTextContent(/1 conflict/);
});

test('a person with read access sees everything and can change nothing', async () => {
  await openFindings(recommended, ['reviewer']);
  await expect.element(row('D5.4')).toMatchTextContent(/High/);
  expect(page.getByRole('button', { name: 'Add a finding' }).query()).toBeNull();
  await expect.element(page.getByRole('textbox', { name: 'Recommendation 1' })).toHaveAttribute('readonly');
});

test('an assessment without ratings states the first step', async () => {
  const fakeFieldStore = await openFindings({ 'screening/S1': 'POL' });
  await expect.element(page.getByRole('link', { name: 'Go to the questions' })).toBeVisible();
  expect(valueAt(fakeFieldStore.document(), 'title')).toBeUndefined();
});
