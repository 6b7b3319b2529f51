import { expect, test } from 'vitest';
import { FairQueue } from '#server/judging/pack-judging-queue.ts';

/** Tasks that end when a test allows it, and the order in which they began. */
function setUp(slots: number) {
  const rests: (() => void)[] = [];
  const fairQueue = new FairQueue<string>(slots, () => new Promise((resolve) => rests.push(resolve)));
  const began: string[] = [];
  const ends: (() => void)[] = [];
  const add = (owner: string, name: string): Promise<string> =>
    fairQueue.run(owner, () => {
      began.push(name);
      return new Promise((resolve) => ends.push(() => resolve(name)));
    });
  /** End the task that has run longest, and await everything that follows from it. */
  const endOne = async (): Promise<void> => {
    ends.shift()?.();
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  return { queue: fairQueue, rests, began, add, endOne };
}

test('a task waits for at most one task of each other owner, however many queue', async () => {
  const { began, add, endOne } = setUp(1);
  for (const name of ['flood 1', 'flood 2', 'flood 3']) void add('flood', name);
  void add('calm', 'calm 1');
  void add('calm', 'calm 2');
  void add('third', 'third 1');
  for (let at = 0; at < 6; at += 1) await endOne();
  expect(began).toEqual(['flood 1', 'calm 1', 'third 1', 'flood 2', 'calm 2', 'flood 3']);
});

test('the tasks of one owner run one after the other, even with free slots', async () => {
  const { began, add, endOne } = setUp(2);
  for (const name of ['flood 1', 'flood 2', 'flood 3']) void add('flood', name);
  expect(began).toEqual(['flood 1']);
  void add('calm', 'calm 1');
  expect(began).toEqual(['flood 1', 'calm 1']);
  await endOne();
  expect(began).toEqual(['flood 1', 'calm 1', 'flood 2']);
});

test('a task that fails tells its owner, and the others go on', async () => {
  const { queue, add, endOne } = setUp(1);
  const failed = queue.run('flood', () => Promise.reject(new Error('no store')));
  const next = add('flood', 'next');
  await expect(failed).rejects.toThrow('no store');
  await endOne();
  await expect(next).resolves.toBe('next');
});

test('an owner that rests lets others go before, and goes on when it has rested', async () => {
  const { queue, rests, began, add, endOne } = setUp(1);
  await queue.run('flood', async (rest) => rest(300));
  await endOne();
  void add('flood', 'flood 2');
  void add('calm', 'calm 1');
  await endOne();
  void add('calm', 'calm 2');
  expect(began).toEqual(['calm 1', 'calm 2']);
  await endOne();
  rests.shift()?.();
  await endOne();
  expect(began).toEqual(['calm 1', 'calm 2', 'flood 2']);
});

test('a closing queue refuses waiting and new tasks, and waits for running ones', async () => {
  const { queue, began, add, endOne } = setUp(1);
  const running = add('calm', 'calm 1');
  const waiting = add('flood', 'flood 1');
  let isClosed = false;
  const closed = queue.close(new Error('closed')).then(() => {
    isClosed = true;
  });
  await expect(waiting).rejects.toThrow('closed');
  await expect(add('third', 'third 1')).rejects.toThrow('closed');
  expect(isClosed).toBe(false);
  await endOne();
  await closed;
  expect(began).toEqual(['calm 1']);
  await expect(running).resolves.toBe('calm 1');
});
