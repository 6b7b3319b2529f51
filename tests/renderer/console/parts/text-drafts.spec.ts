import { expect, test } from 'vitest';
import { createTextDrafts } from '#renderer/console/parts/text-drafts.ts';

test('a draft outlasts the end of a session, but not another person or a sign-out', () => {
  const textDrafts = createTextDrafts();
  textDrafts.keepOnlyOf('reviewer');
  textDrafts.write('record/new-comment/D3.1/text', 'Which year?');
  textDrafts.keepOnlyOf('reviewer');
  expect(textDrafts.read('record/new-comment/D3.1/text')).toBe('Which year?');
  textDrafts.keepOnlyOf('adviser');
  expect(textDrafts.has('')).toBe(false);
  textDrafts.write('a', 'text');
  textDrafts.keepOnlyOf(null);
  expect(textDrafts.read('a')).toBeUndefined();
});

test('the drafts of a form end with it, those of others stay', () => {
  const textDrafts = createTextDrafts();
  textDrafts.write('record/new-comment/D3.1/text', 'One');
  textDrafts.write('record/new-comment/D3.2/text', 'Two');
  textDrafts.forget('record/new-comment/D3.1/');
  expect([textDrafts.has('record/new-comment/D3.1/'), textDrafts.has('record/new-comment/D3.2/')]).toEqual([
    false,
    true,
  ]);
});

test('an emptied text is no draft, so that leaving the page asks nothing', () => {
  const textDrafts = createTextDrafts();
  textDrafts.write('a', 'text');
  textDrafts.write('a', '');
  expect(textDrafts.has('')).toBe(false);
});
