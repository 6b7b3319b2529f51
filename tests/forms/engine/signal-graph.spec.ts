import { expect, test } from 'vitest';
import { ComputedSignal, InputSignal, SignalGraph } from '#forms/engine/signal-graph.ts';

const graphOf = () => {
  const signalGraph = new SignalGraph<string>();
  const runs: string[] = [];
  const fact = <T>(value: T): InputSignal<T, string> => new InputSignal(signalGraph, value);
  const derived = (name: string, compute: () => number): ComputedSignal<number, string> =>
    new ComputedSignal(signalGraph, name, 0, () => {
      runs.push(name);
      return compute();
    });
  return { graph: signalGraph, runs, fact, derived };
};

test('a value is computed once for a change, from new values only', () => {
  const { runs, fact, derived } = graphOf();
  const base = fact(1);
  const left = derived('left', () => base.read() + 1);
  const right = derived('right', () => base.read() * 10);
  const sum = derived('sum', () => left.read() + right.read());
  expect(sum.read()).toBe(12);
  runs.length = 0;
  base.write(2);
  expect(sum.read()).toBe(23);
  expect(runs.toSorted()).toEqual(['left', 'right', 'sum']);
});

test('a result that stays equal recomputes no further followers', () => {
  const { runs, fact, derived } = graphOf();
  const base = fact(1);
  const isPositive = derived('isPositive', () => (base.read() > 0 ? 1 : 0));
  const label = derived('label', () => isPositive.read() + 100);
  label.read();
  runs.length = 0;
  base.write(2);
  expect(label.read()).toBe(101);
  expect(runs).toEqual(['isPositive']);
});

test('a value not read in the last computation is no longer a dependence', () => {
  const { runs, fact, derived } = graphOf();
  const which = fact(true);
  const inputSignal = fact(1);
  const two = fact(2);
  const chosenSignal = derived('chosen', () => (which.read() ? inputSignal.read() : two.read()));
  chosenSignal.read();
  which.write(false);
  expect(chosenSignal.read()).toBe(2);
  runs.length = 0;
  inputSignal.write(5);
  expect(chosenSignal.read()).toBe(2);
  expect(runs).toEqual([]);
});

test('a cycle ends with the former values', () => {
  const { fact, derived } = graphOf();
  const base = fact(1);
  const firstSignal: ComputedSignal<number, string> = derived('first', () => base.read() + second.read());
  const second: ComputedSignal<number, string> = derived('second', () => firstSignal.read() + 1);
  expect(firstSignal.read()).toBe(2);
  base.write(5);
  expect(Number.isFinite(firstSignal.read())).toBe(true);
});

test('owners of possibly changed values are reported for each change anew', () => {
  const { graph, fact, derived } = graphOf();
  const base = fact(1);
  const shownSignal = derived('shown', () => base.read());
  shownSignal.read();
  base.write(2);
  expect([...graph.touched]).toEqual(['shown']);
});

test('a chain of 5,000 values is computed from its end without stack overflow', () => {
  const { fact, derived } = graphOf();
  const base = fact(1);
  let last: { read(): number } = base;
  for (let at = 0; at < 5_000; at += 1) {
    const before = last;
    last = derived('link', () => before.read() + 1);
  }
  expect(last.read()).toBe(5_001);
  base.write(2);
  expect(last.read()).toBe(5_002);
});
