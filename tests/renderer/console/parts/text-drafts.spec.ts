import { expect, test } from 'vitest';
import { createTextDrafts } from '#renderer/console/parts/text-drafts.ts';

test('a draft outlasts the end of a session, but not another person or a sign-out', () => {
  const drafts = createTextDrafts();
  drafts.keepOnlyOf('reviewer');
  drafts.write('record/new-comment/D3.1/text', 'Which year?');
  drafts.keepOnlyOf('reviewer');
  expect(drafts.read('record/new-comment/D3.1/text')).toBe('Which year?');
  drafts.keepOnlyOf('adviser');
  expect(drafts.has('')).toBe(false);
  drafts.write('a', 'text');
  drafts.keepOnlyOf(null);
  expect(drafts.read('a')).toBeUndefined();
});

test('the drafts of a form end with it, those of others stay', () => {
  const drafts = createTextDrafts();
  drafts.write('record/new-comment/D3.1/text', 'One');
  drafts.write('record/new-comment/D3.2/text', 'Two');
  drafts.forget('record/new-comment/D3.1/');
  expect([drafts.has('record/new-comment/D3.1/'), drafts.has('record/new-comment/D3.2/')]).toEqual([
    false,
    true,
  ]);
});

test('an emptied text is no draft, so that leaving the page asks nothing', () => {
  const drafts = createTextDrafts();
  drafts.write('a', 'text');
  drafts.write('a', '');
  expect(drafts.has('')).toBe(false);
});
