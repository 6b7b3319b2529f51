import { expect, test } from 'vitest';
import { wordsAnywhere } from './words-anywhere.ts';

test('words are found in values at any depth, and in no signature, hash or key', () => {
  const sig = 'w9-9ZiHXr0tq';
  const row = { sig, hash: 'w8', payload: '{"values":["w12"]}', ops: [{ value: { text: 'w13' } }] };
  expect(wordsAnywhere({ ...row, keys: { publicKey: 'w7-abc' }, erased: { key: 'w6-x' } })).toEqual([
    'w12',
    'w13',
  ]);
});

test('words in rows of an excepted log do not count, at any depth', () => {
  const adoption = {
    logs: [
      { log: 'one', ops: ['w1'] },
      { log: 'two', ops: ['w2'] },
    ],
  };
  expect(wordsAnywhere([adoption, { log: 'two', title: 'w3' }], new Set(['two']))).toEqual(['w1']);
});
