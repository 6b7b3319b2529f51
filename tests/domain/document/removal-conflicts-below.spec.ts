import { expect, test } from 'vitest';
import { causalContextWriteFor } from '#domain/document/causal-context.ts';
import { dotOf } from '#domain/document/op.ts';
import { removalConflictsBelow } from '#domain/document/removal-conflicts.ts';
import { pendingDecisionPaths } from '#domain/kinds/pending-decisions.ts';
import { after, deviceA, deviceB, opOf, withSessions } from '#tests/support/builders/a-workshop.ts';

const agenda = withSessions(['s1', 1, 'a0'], ['s2', 1, 'a1']);
const removal = { by: deviceA, n: 50, path: 'sessions/s1/removed', value: true };

test('[M5] a removal concurrent with an edit inside is reported with that edit', () => {
  const contested = after(agenda, removal, {
    by: deviceB,
    n: 60,
    path: 'sessions/s1/title',
    value: 'Opening',
  });
  expect(removalConflictsBelow(contested, 'sessions')).toEqual([
    {
      id: 's1',
      removal: { dot: dotOf(deviceA, 50), stamp: [50, 0], value: true },
      edits: {
        values: [
          { path: 'sessions/s1/title', head: { dot: dotOf(deviceB, 60), stamp: [60, 0], value: 'Opening' } },
        ],
        texts: [],
      },
    },
  ]);
});

test('[M5] a removal that nobody contests is told to no one', () => {
  expect(removalConflictsBelow(after(agenda, removal), 'sessions')).toEqual([]);
});

test('[M5] a second removal that has seen the edit resolves the conflict', () => {
  const edited = after(agenda, removal, {
    by: deviceB,
    n: 60,
    path: 'sessions/s1/title',
    value: 'Opening',
  });
  const again = { ...removal, n: 70, over: [dotOf(deviceA, 50)] };
  const context = causalContextWriteFor(opOf(again), edited);
  if (context === null) throw new Error('Nothing is removed');
  const settled = after(edited, again, { by: deviceA, n: 71, ...context });
  expect(removalConflictsBelow(settled, 'sessions')).toEqual([]);
});

test('[M5] such a removal waits among the decisions, like a conflict', () => {
  const contested = after(agenda, removal, {
    by: deviceB,
    n: 60,
    path: 'sessions/s1/title',
    value: 'Opening',
  });
  expect(pendingDecisionPaths(contested)).toEqual(['sessions/s1/removed']);
});
