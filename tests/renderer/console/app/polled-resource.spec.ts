import { describe, expect, test, vi } from 'vitest';
import { ok, type Result, refuse } from '#base/result.ts';
import type { ApiProblem } from '#renderer/console/api/api-request.ts';
import { createPolledResource, type PolledResource } from '#renderer/console/app/polled-resource.ts';

/** A headquarters with answers of the test, and a pace that the test sets. */
function aQuestion() {
  const waiting: ((result: Result<readonly string[], ApiProblem>) => void)[] = [];
  let beat = (): void => undefined;
  const stopped = vi.fn<() => void>();
  let nowMs = 1_000;
  const resource: PolledResource<readonly string[]> = createPolledResource({
    load: () => new Promise((resolve) => waiting.push(resolve)),
    pollScheduler: (again) => {
      beat = again;
      return stopped;
    },
    nowMs: () => nowMs,
  });
  return {
    resource,
    stopped,
    asked: () => waiting.length,
    beat: () => beat(),
    answer: async (result: Result<readonly string[], ApiProblem>, atMs: number) => {
      nowMs = atMs;
      waiting.at(-1)?.(result);
      await new Promise((resolve) => setTimeout(resolve));
    },
  };
}

describe('something at headquarters', () => {
  test('is asked for while somebody looks, and no longer', () => {
    const { resource, stopped, asked } = aQuestion();
    expect(asked()).toBe(0);
    const stop = resource.subscribe(() => undefined);
    const stopToo = resource.subscribe(() => undefined);
    expect(asked()).toBe(1);
    stop();
    expect(stopped).not.toHaveBeenCalled();
    stopToo();
    expect(stopped).toHaveBeenCalledOnce();
  });

  test('is shown with the time it was true at', async () => {
    const { resource, answer } = aQuestion();
    resource.subscribe(() => undefined);
    expect(resource.read()).toEqual({ kind: 'loading' });
    await answer(ok(['a']), 5_000);
    expect(resource.read()).toEqual({ kind: 'present', value: ['a'], atMs: 5_000, trouble: null });
  });

  test('is not asked for a second time while the first answer is on its way', async () => {
    const { resource, answer, beat, asked } = aQuestion();
    resource.subscribe(() => undefined);
    beat();
    expect(asked()).toBe(1);
    await answer(ok(['a']), 5_000);
    beat();
    expect(asked()).toBe(2);
  });

  test('is asked once more when a reload was wanted while it was being asked', async () => {
    const { resource, answer, asked } = aQuestion();
    resource.subscribe(() => undefined);
    resource.reload();
    await answer(ok(['a']), 5_000);
    expect(asked()).toBe(2);
  });

  test('keeps its identity when nothing is new', async () => {
    const { resource, answer, beat } = aQuestion();
    resource.subscribe(() => undefined);
    await answer(ok(['a']), 5_000);
    const previousLoadState = resource.read();
    beat();
    await answer(ok(['a']), 15_000);
    const now = resource.read();
    if (previousLoadState.kind !== 'present' || now.kind !== 'present')
      throw new Error('nothing was answered');
    expect(now.value).toBe(previousLoadState.value);
    expect(now.atMs).toBe(15_000);
  });

  test('stays on the screen when the network goes, with the time and the trouble', async () => {
    const { resource, answer, beat } = aQuestion();
    resource.subscribe(() => undefined);
    await answer(ok(['a']), 5_000);
    beat();
    await answer(refuse({ kind: 'unreachable' }), 15_000);
    expect(resource.read()).toEqual({
      kind: 'present',
      value: ['a'],
      atMs: 5_000,
      trouble: { kind: 'unreachable' },
    });
  });

  test.each(['forbidden', 'notFound'] as const)('goes from the screen when it is %s now', async (kind) => {
    const { resource, answer, beat } = aQuestion();
    resource.subscribe(() => undefined);
    await answer(ok(['a']), 5_000);
    beat();
    await answer(refuse({ kind }), 15_000);
    expect(resource.read()).toEqual({ kind: 'failed', problem: { kind } });
  });
});
