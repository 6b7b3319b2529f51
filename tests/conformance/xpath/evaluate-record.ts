import { compileExpression, type Evaluate } from '#domain/instrument/expression/compile-expression.ts';
import { parseExpression } from '#domain/instrument/expression/parser.ts';
import type { EvaluationProblem } from '#domain/instrument/expression/problem.ts';
import { isProblem, toBoolean, toNumber, toText, type Value } from '#domain/instrument/expression/value.ts';
import type { World } from '#domain/instrument/expression/world.ts';
import { readXml } from '#domain/instrument/xml/read-xml.ts';
import { nodeAt, pathOf } from './node-path.ts';
import { namespacesOf, worldOf } from './record-world.ts';
import type { XPathRecord } from './xpath-record.ts';

/** What came out of a record, in words, and whether it is what was recorded. */
export interface Evaluated {
  readonly isEqual: boolean;
  readonly found: string;
}

/** Evaluates one record with the engine. */
export function evaluateRecord(record: XPathRecord, offsetMinutes: number): Evaluated {
  const read = readXml(record.xml ?? '<nothing/>');
  if (!read.ok) return { isEqual: false, found: read.refusal.message };
  const root = read.value;
  const context = nodeAt(root, record.context ?? '/');
  const parsed = parseExpression(record.expr);
  if (!parsed.ok) return { isEqual: record.kind === 'throws', found: parsed.refusal.message };

  const evaluate: Evaluate = compileExpression(parsed.value, {
    reference: () => null,
    ...namespacesOf(record, root),
  });
  const world = worldOf(record, root, context, offsetMinutes);
  return compared(record, evaluate({ node: context, current: context, position: 1, size: 1, world }), world);
}

function compared(record: XPathRecord, value: Value | EvaluationProblem, world: World): Evaluated {
  const { expected } = record;
  if (isProblem(value)) return { isEqual: record.kind === 'throws', found: value.message };
  const text = toText(value);
  const number = toNumber(value, world);
  switch (record.kind) {
    case 'boolean':
      return { isEqual: toBoolean(value) === expected, found: String(toBoolean(value)) };
    case 'number':
      return { isEqual: isSameNumber(number, Number(expected)), found: String(number) };
    case 'numberRounded':
      return {
        isEqual: Math.round(number * record.factor) / record.factor === expected,
        found: String(number),
      };
    case 'string':
      return { isEqual: text === expected, found: text };
    case 'stringMatches':
      return { isEqual: new RegExp(String(expected), record.flags).test(text), found: text };
    case 'stringLength':
      return { isEqual: text.length === expected, found: text };
    case 'nodeset':
    case 'nodesetUnordered': {
      const paths = typeof value === 'object' ? value.map(pathOf) : [text];
      return { isEqual: paths.join(' ') === String([expected].flat().join(' ')), found: paths.join(' ') };
    }
    case 'throws':
      return { isEqual: false, found: text };
  }
}

/** To the last digits, which other arithmetic may round otherwise. */
const isSameNumber = (found: number, expected: number): boolean =>
  Object.is(found, expected) ||
  found === expected ||
  Math.abs(found - expected) <= 1e-12 * Math.max(1, Math.abs(expected));
