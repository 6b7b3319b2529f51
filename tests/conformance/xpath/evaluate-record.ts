import { parseXml } from '#forms/xml/parse-xml.ts';
import { compileExpression, type ExpressionEvaluator } from '#forms/xpath/compile-expression.ts';
import type { EvaluationContext } from '#forms/xpath/compiled.ts';
import type { EvaluationProblem } from '#forms/xpath/evaluation-fault.ts';
import { parseExpression } from '#forms/xpath/parser.ts';
import {
  isEvaluationProblem,
  valueToBoolean,
  valueToNumber,
  valueToText,
  type XPathValue,
} from '#forms/xpath/value.ts';
import { nodeAt, pathOf } from './node-path.ts';
import { namespacesOf, worldOf } from './record-world.ts';
import type { XPathRecord } from './xpath-record.ts';

/** Result of a record in words, and whether it equals the recorded one. */
export interface Evaluated {
  readonly isEqual: boolean;
  readonly found: string;
}

/** Evaluate one record with the engine. */
export function evaluateRecord(xpathRecord: XPathRecord, offsetMinutes: number): Evaluated {
  const read = parseXml(xpathRecord.xml ?? '<nothing/>');
  if (!read.ok) return { isEqual: false, found: read.refusal.message };
  const rootElement = read.value;
  const context = nodeAt(rootElement, xpathRecord.context ?? '/');
  const parsed = parseExpression(xpathRecord.expr);
  if (!parsed.ok) return { isEqual: xpathRecord.kind === 'throws', found: parsed.refusal.message };

  const evaluate: ExpressionEvaluator = compileExpression(parsed.value, {
    reference: () => null,
    ...namespacesOf(xpathRecord, rootElement),
  });
  const evaluationContext = worldOf(xpathRecord, rootElement, context, offsetMinutes);
  return compared(
    xpathRecord,
    evaluate({ node: context, current: context, position: 1, size: 1, context: evaluationContext }),
    evaluationContext,
  );
}

function compared(
  xpathRecord: XPathRecord,
  value: XPathValue | EvaluationProblem,
  evaluationContext: EvaluationContext,
): Evaluated {
  const { expected } = xpathRecord;
  if (isEvaluationProblem(value)) return { isEqual: xpathRecord.kind === 'throws', found: value.message };
  const text = valueToText(value);
  const number = valueToNumber(value, evaluationContext);
  switch (xpathRecord.kind) {
    case 'boolean':
      return { isEqual: valueToBoolean(value) === expected, found: String(valueToBoolean(value)) };
    case 'number':
      return { isEqual: isSameNumber(number, Number(expected)), found: String(number) };
    case 'numberRounded':
      return {
        isEqual: Math.round(number * xpathRecord.factor) / xpathRecord.factor === expected,
        found: String(number),
      };
    case 'string':
      return { isEqual: text === expected, found: text };
    case 'stringMatches':
      return { isEqual: new RegExp(String(expected), xpathRecord.flags).test(text), found: text };
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
