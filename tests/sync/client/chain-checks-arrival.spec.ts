import { expect, test } from 'vitest';
import { judgePackArrival } from '#sync/client/chain-checks.ts';
import { chainStartHash, sha256Of } from '#sync/protocol/hash.ts';

const end = { n: 3, hash: sha256Of('the third') };

test('[P2] a pack follows when it continues the numbers and the hash', () => {
  expect(judgePackArrival(end, { first: 4, prev: end.hash }, false)).toEqual({ kind: 'next' });
  expect(judgePackArrival({ n: 0, hash: chainStartHash }, { first: 1, prev: chainStartHash }, false)).toEqual(
    { kind: 'next' },
  );
});

test('[M6] a pack beyond a hole is early', () => {
  expect(judgePackArrival(end, { first: 6, prev: sha256Of('x') }, false)).toEqual({ kind: 'early' });
});

test('[S4] a pack that is here already is known', () => {
  expect(judgePackArrival(end, { first: 1, prev: chainStartHash }, true)).toEqual({ kind: 'known' });
});

test('[P2] other words under a number that is taken are a fork', () => {
  expect(judgePackArrival(end, { first: 3, prev: end.hash }, false)).toEqual({ kind: 'broken', why: 'fork' });
});

test('[P2] a pack that follows another payload than ours breaks the chain', () => {
  expect(judgePackArrival(end, { first: 4, prev: chainStartHash }, false)).toEqual({
    kind: 'broken',
    why: 'chain',
  });
});
