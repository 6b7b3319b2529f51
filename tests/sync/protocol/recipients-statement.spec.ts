import { expect, test } from 'vitest';
import {
  judgeRecipientsStatement,
  type RecipientsStatement,
  recipientsText,
} from '#sync/protocol/recipients-statement.ts';

const pinned: RecipientsStatement = {
  root: 'r'.repeat(43),
  n: 3,
  recipients: [`age1${'q'.repeat(58)}`],
  sig: 's'.repeat(86),
};
const others = [`age1${'z'.repeat(58)}`];
const statement = (part: Partial<RecipientsStatement>): RecipientsStatement => ({ ...pinned, ...part });

test.each<[string, string, RecipientsStatement | null, RecipientsStatement]>([
  ['the first one', 'first', null, pinned],
  ['the pinned one again', 'same', pinned, pinned],
  ['the pinned one under another signature', 'same', pinned, statement({ sig: 'x'.repeat(86) })],
  ['the next one', 'next', pinned, statement({ n: 4, recipients: others })],
  ['a later one of the same recipients', 'next', pinned, statement({ n: 9 })],
  ['other recipients under the same number', 'number', pinned, statement({ recipients: others })],
  ['an earlier one', 'number', pinned, statement({ n: 2 })],
  ['one of another root', 'root', pinned, statement({ n: 4, root: 'o'.repeat(43) })],
])(
  '[security 2] a statement about recovery recipients, %s, is judged: %s',
  (_, outcome, knownRecipientsStatement, said) => {
    const recipientsJudgement = judgeRecipientsStatement(knownRecipientsStatement, said, () => true);
    expect(recipientsJudgement.kind === 'refused' ? recipientsJudgement.why : recipientsJudgement.kind).toBe(
      outcome,
    );
  },
);

test('[security 2] a statement without its root’s signature of its text is refused', () => {
  const said = statement({ n: 4 });
  const holds = (by: string, text: string, sig: string): boolean =>
    by === said.root && text === recipientsText(said) && sig === said.sig;
  expect(judgeRecipientsStatement(pinned, said, holds)).toEqual({ kind: 'next' });
  expect(judgeRecipientsStatement(pinned, said, () => false)).toEqual({ kind: 'refused', why: 'signature' });
});
