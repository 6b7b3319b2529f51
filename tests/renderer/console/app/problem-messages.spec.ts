import { expect, test } from 'vitest';
import { actionProblemMessage } from '#renderer/console/app/problem-messages.ts';

test('a refused act is told in the sentence of its code', () => {
  expect(actionProblemMessage({ kind: 'refused', code: 'wipe-alone' })).toEqual({
    key: 'console.admin.wipeAlone',
  });
});

test.each(['code-of-a-newer-server', 'constructor', 'digest'])(
  'the code "%s" without a sentence is named in the general one',
  (code) => {
    expect(actionProblemMessage({ kind: 'refused', code })).toEqual({
      key: 'console.problem.refused.text',
      values: { code },
    });
  },
);
