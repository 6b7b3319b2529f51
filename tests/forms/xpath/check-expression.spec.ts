import { describe, expect, test } from 'vitest';
import { checkExpression, findReferences } from '#forms/xpath/check-expression.ts';
import { findDependencyCycles } from '#forms/xpath/dependency-cycles.ts';
import { parseExpression } from '#forms/xpath/parser.ts';

function parsed(text: string) {
  const expression = parseExpression(text);
  if (!expression.ok) throw new Error(expression.refusal.message);
  return expression.value;
}

const problemsOf = (text: string) =>
  checkExpression(parsed(text), (name) => ['age', 'name'].includes(name)).map(({ code, at }) => ({
    code,
    at,
  }));

describe('problems found before a form is opened', () => {
  test('unknown functions, wrong numbers of arguments and unknown questions are told with their places', () => {
    expect(problemsOf("nosuch(1) + round() + ${agee} + regex(${name}, '(?=a)')")).toEqual([
      { code: 'function.unknown', at: 0 },
      { code: 'function.arguments', at: 12 },
      { code: 'reference.unknown', at: 22 },
      { code: 'regex.unsupported', at: 47 },
    ]);
  });

  test('a correct expression has no problem', () => {
    expect(
      problemsOf(
        "if(selected(${name}, 'a'), round(${age}, 2), coalesce(${age}, pulldata('f', 'a', 'b', 'c')))",
      ),
    ).toEqual([]);
  });

  test('the message names the function that was meant', () => {
    const [expressionProblem] = checkExpression(parsed('Count_Selected(.)'), () => true);
    expect(expressionProblem?.message).toBe('There is no function Count_Selected(). Write count-selected().');
  });

  test('the message says how many arguments there should be', () => {
    const messages = ['today(1)', 'substr(1)', 'not()', 'checklist(1)'].map(
      (text) => checkExpression(parsed(text), () => true)[0]?.message.split(', not')[0],
    );
    expect(messages).toEqual([
      'today() takes 0 arguments',
      'substr() takes 2 to 3 arguments',
      'not() takes 1 argument',
      'checklist() takes 2 arguments or more',
    ]);
  });

  test('a question that a text names is looked for too', () => {
    expect(problemsOf("jr:choice-name(${age}, '${town}')")).toEqual([{ code: 'reference.unknown', at: 23 }]);
  });
});

describe('references of an expression', () => {
  test('names and paths, also in predicates and arguments', () => {
    const asked = findReferences(
      parsed("count(${kids}[./age > ${limit}]) + sum(/data/a) + instance('x')/root/item[k = current()/../b]"),
    );
    expect(
      asked.map((expressionReference) =>
        expressionReference.kind === 'name'
          ? expressionReference.name
          : expressionReference.path.steps.map(({ axis }) => axis).join('/'),
      ),
    ).toEqual(['kids', 'self/child', 'limit', 'root/child/child', 'child']);
  });
});

// A busy machine may take ten times as long for a long chain as a quiet one.
describe('cycles', () => {
  const graph = (edges: Readonly<Record<string, readonly string[]>>) =>
    Object.entries(edges).map(([id, dependsOn]) => ({ id, name: id, dependsOn }));
  const pathsOf = (edges: Readonly<Record<string, readonly string[]>>) =>
    findDependencyCycles(graph(edges)).map(({ path }) => path);

  test('a round is printed as the author wrote the names', () => {
    expect(pathsOf({ a: ['b'], b: ['c', 'x'], c: ['a'] })).toEqual(['${a} -> ${b} -> ${c} -> ${a}']);
  });

  test('a value that depends on itself is a cycle of one', () => {
    expect(pathsOf({ a: ['a'] })).toEqual(['${a} -> ${a}']);
  });

  test('a path into a cycle is excluded, and each cycle is reported once', () => {
    expect(pathsOf({ start: ['a'], a: ['b'], b: ['a'], other: ['b'], x: ['y'], y: ['x'] })).toEqual([
      '${a} -> ${b} -> ${a}',
      '${x} -> ${y} -> ${x}',
    ]);
  });

  test('meeting again is no round', () => {
    expect(pathsOf({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] })).toEqual([]);
  });

  test('a chain of 100,000 calculations is walked without an overflow', () => {
    const chain = Array.from({ length: 100_000 }, (_, at) => ({
      id: `q${at}`,
      name: `q${at}`,
      dependsOn: [`q${at + 1}`],
    }));
    expect(findDependencyCycles(chain)).toEqual([]);
    const closed = [...chain, { id: 'q100000', name: 'q100000', dependsOn: ['q0'] }];
    expect(findDependencyCycles(closed)[0]?.ids.length).toBe(100_001);
  });
});
