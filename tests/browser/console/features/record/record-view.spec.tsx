import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import * as Y from 'yjs';
import {
  Overview as FormOverview,
  Page as FormPage,
  Rows as FormRows,
} from '#renderer/console/features/record/answers/form.stories.tsx';
import {
  ActionPlan,
  Conflicts,
  Dimension,
  DimensionInConflict,
  Findings,
  FollowUp,
  Held,
  HistoryErased,
  OtherInstrument,
  Overview,
  PlainQuestions,
} from '#renderer/console/features/record/record.stories.tsx';
import { RichTextBlocks } from '#renderer/console/parts/rich-text.tsx';
import english from '#renderer/ui/gallery/sample/en.json' with { type: 'json' };
import { mount } from '#tests/support/screen/mount.tsx';

describe('a record at headquarters', () => {
  test('shows a conflict beside its question with both values, their authors and laptops', async () => {
    await mount(<DimensionInConflict />);
    const question = page.getByRole('article', { name: /^D5\.4/u });
    await expect.element(question.getByText('Level: 2 conflicting values')).toBeVisible();
    const conflict = question.element().querySelector('.console-contested')?.textContent;
    expect(conflict).toContain('Second assessor · Team laptop, blue');
    expect(conflict).toContain('Lead assessor · Field laptop 2');
  });

  test('shows an action plan as one row for each item, with lead, counterpart and dates in their columns', async () => {
    await mount(<ActionPlan />);
    const rows = [...document.querySelectorAll('tbody tr')].map((row) =>
      [...row.querySelectorAll('[data-title]')].map((cell) => [
        cell.getAttribute('data-title'),
        cell.textContent,
      ]),
    );
    const cells = rows.map((row) => new Map(row.map(([title = '', text = '']) => [title, text])));
    expect(cells.map((row) => row.get('National counterpart'))).toEqual([
      english.institution,
      '–',
      english.institution,
    ]);
    expect(cells[0]?.get('Lead')).toContain('UNOCT');
    expect(cells[0]?.get('Dates')).toContain('13 days late');
    expect(cells[1]?.get('Dates')).not.toContain('late');
    await expect.element(page.getByText(/01a21f7b/u)).not.toBeInTheDocument();
  });

  test('shows a follow-up beside the levels of the assessment that it follows', async () => {
    await mount(<FollowUp />);
    await expect.element(page.getByText(/^Follows:/u)).toBeVisible();
    const row = page.getByRole('row', { name: /^D3 /u });
    const levels = row.getByRole('img', { name: /^(?:Level|No level)/u }).elements();
    expect(levels.map((one) => one.getAttribute('aria-label'))[0]).toBe('Level 2');
    await expect.element(page.getByRole('columnheader', { name: 'Earlier' })).toBeVisible();
  });

  test('gathers all conflicts in one place, named by question', async () => {
    await mount(<Conflicts />);
    await expect.element(page.getByText(/^D5\.4 .* · Level: 2 conflicting values/u)).toBeVisible();
    await expect.element(page.getByText(/^D5\.4 .* · Rationale: 2 conflicting values/u)).toBeVisible();
  });

  test('[J5] shows a held change with its content, its author and the reason for holding it', async () => {
    await mount(<Held />);
    await expect.element(page.getByText('1 change is held')).toBeVisible();
    await expect.element(page.getByText(/^D3\.2 .* · Level/u)).toBeVisible();
    await expect
      .element(page.getByText('The author’s role in this mission does not allow this change.'))
      .toBeVisible();
  });

  test('[J5] marks a held change beside its question and shows the effective value', async () => {
    await mount(<Dimension />);
    const question = page.getByRole('article', { name: /^D3\.2/u });
    await expect.element(question.getByText('1 change is held')).toBeVisible();
    await expect.element(question.getByRole('img', { name: 'Level 3' })).toBeVisible();
  });

  test('shows the gaps by priority, findings and recommendations of the assessment, as in the reports', async () => {
    await mount(<Findings />);
    const gaps = page.getByRole('table').first();
    await expect.element(gaps).toBeVisible();
    expect(gaps.element().querySelectorAll('tbody tr').length).toBeGreaterThan(0);
    await expect.element(page.getByRole('heading', { name: 'Findings', exact: true })).toBeVisible();
    await expect.element(page.getByRole('heading', { name: 'Recommendations', exact: true })).toBeVisible();
  });

  test('shows the history of a question beside the question', async () => {
    await mount(<DimensionInConflict />);
    await page.getByRole('button', { name: 'Show the history of D5.4' }).click();
    const history = page.getByRole('region', { name: 'History of D5.4' });
    await expect.element(history.getByText(/entry 15/u)).toBeVisible();
  });

  test('[E8] shows "erased" in the history in place of erased content', async () => {
    await mount(<HistoryErased />);
    const line = page.getByRole('listitem').filter({ hasText: /^Rationale/u });
    await expect.element(line.getByText('erased').first()).toBeVisible();
  });

  test('lists questions without levels after the dimensions, and shows them as a form', async () => {
    await page.viewport(1_280, 800);
    await mount(<PlainQuestions />);
    await expect.element(page.getByRole('heading', { name: 'Other questions' })).toBeVisible();
    await expect.element(page.getByRole('link', { name: /D5 Responsible/u })).toBeVisible();
    await expect.element(page.getByRole('article', { name: 'Name of the place' })).toBeVisible();
  });

  test('by an instrument that this version does not bring still shows all that was recorded', async () => {
    await mount(<OtherInstrument />);
    await expect.element(page.getByRole('heading', { name: 'Fields', exact: true })).toBeVisible();
    await expect.element(page.getByText('Needs assessment, version 1.0.0').first()).toBeVisible();
  });

  test('shows written text in the direction of its script, in any screen language', async () => {
    await mount(<Dimension />, { language: 'ar' });
    const written = [...document.querySelectorAll('.console-answer blockquote > div')];
    expect(written.length).toBeGreaterThan(0);
    expect(written.map((one) => one.firstChild?.nodeType)).toEqual(written.map(() => Node.TEXT_NODE));
    expect(written.map((one) => one.getAttribute('dir'))).toEqual(written.map(() => 'auto'));
  });

  test('offers nothing to change: no field, no choice', async () => {
    const element = await mount(<Dimension />);
    expect(element.querySelectorAll('input, textarea, select, [contenteditable]')).toHaveLength(0);
  });
});

describe('an assessment by a form', () => {
  test('shows a field remark beside its question with its author', async () => {
    await mount(<FormPage />);
    const question = page.getByRole('article', { name: 'Name of the place' });
    await expect.element(question.getByText(english.comment)).toBeVisible();
    await expect.element(question.getByText(/^Comment · Lead assessor/u)).toBeVisible();
    const other = page.getByRole('article', { name: 'Which is the largest?' });
    await expect.element(other).toBeVisible();
    await expect.element(other.getByText(english.comment)).not.toBeInTheDocument();
  });

  test('shows a remark beside its row, and says that it is strictly confidential', async () => {
    await mount(<FormRows />);
    const question = page.getByRole('article', { name: 'Unit 1 · People' });
    await expect.element(question.getByText(english.comment)).toBeVisible();
    await expect.element(question.getByText(/^Comment · Strictly confidential/u)).toBeVisible();
  });

  test('shows in its overview a remark on a currently hidden question, with the question’s name', async () => {
    await mount(<FormOverview />);
    await expect.element(page.getByText(english.comment)).toBeVisible();
    await expect.element(page.getByText('about “head”, which is not asked now')).toBeVisible();
  });

  test('shows a conflict beside its question, as an assessment by levels does', async () => {
    await mount(<FormPage />);
    const question = page.getByRole('article', { name: 'How many people work there?' });
    await expect.element(question.getByText('Answer: 2 conflicting values')).toBeVisible();
  });
});

describe('on a tablet of 820 px', () => {
  test('the parts of a record are behind one button, and nothing scrolls sideways', async () => {
    await page.viewport(820, 1_180);
    await mount(<Overview />);
    await page.getByRole('button', { name: 'Parts of this record' }).click();
    await expect.element(page.getByRole('dialog').getByRole('link', { name: 'History' })).toBeVisible();
    expect(document.documentElement.scrollWidth).toBe(820);
  });

  test('the same holds from right to left', async () => {
    await page.viewport(820, 1_180);
    await mount(<Overview />, { language: 'ar' });
    expect(document.documentElement.dir).toBe('rtl');
    expect(document.documentElement.scrollWidth).toBe(820);
  });
});

test('notes are drawn as text: no element that their writer chose comes into the page', async () => {
  const document = new Y.Doc();
  const script = new Y.XmlElement('script');
  const words = new Y.XmlText();
  words.insert(0, '<img src=x onerror=alert(1)>');
  script.insert(0, [words]);
  document.getXmlFragment('default').insert(0, [script]);
  const update = btoa(String.fromCharCode(...Y.encodeStateAsUpdate(document)));

  const element = await mount(<RichTextBlocks update={update} />);
  expect(element.textContent).toContain('<img src=x onerror=alert(1)>');
  expect(element.querySelectorAll('img, script')).toHaveLength(0);
});
