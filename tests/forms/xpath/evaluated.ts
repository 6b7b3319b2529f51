import { parseXml } from '#forms/xml/parse-xml.ts';
import type { XmlNode } from '#forms/xml/xml-node.ts';
import { compileExpression } from '#forms/xpath/compile-expression.ts';
import type { EvaluationContext, ExpressionBinding } from '#forms/xpath/compiled.ts';
import type { EvaluationProblem } from '#forms/xpath/evaluation-fault.ts';
import { parseExpression } from '#forms/xpath/parser.ts';
import type { XPathValue } from '#forms/xpath/value.ts';

/** A form's answers as XML. Throws when it is none: the test is wrong. */
export function treeOf(xml: string): XmlNode {
  const read = parseXml(xml);
  if (!read.ok) throw new Error(read.refusal.message);
  return read.value;
}

/** Noon of 2026-03-01 UTC, in a zone two hours east. */
export const anEvaluationContext = (
  root: XmlNode,
  changes: Partial<EvaluationContext> = {},
): EvaluationContext => ({
  root,
  now: () => Date.UTC(2026, 2, 1, 12),
  offsetMinutes: () => 120,
  random: () => 0.25,
  instance: () => null,
  text: (id) => `text ${id}`,
  choiceName: (value, question) => `${question.name}: ${value}`,
  version: '2026.1',
  ...changes,
});

const noReferences: ExpressionBinding = { reference: () => null };

/** Evaluate on a tree, at the first node of a path of names. Throws when the text is no expression. */
export function evaluated(
  text: string,
  {
    xml = '<data/>',
    at = [],
    context = {},
    bind = noReferences,
  }: {
    readonly xml?: string;
    readonly at?: readonly string[];
    readonly context?: Partial<EvaluationContext>;
    readonly bind?: ExpressionBinding;
  } = {},
): XPathValue | EvaluationProblem {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new Error(parsed.refusal.message);
  const rootElement = treeOf(xml);
  const xmlNode = at.reduce((from, name) => from.childrenNamed(name)[0] ?? from, rootElement);
  return compileExpression(
    parsed.value,
    bind,
  )({
    node: xmlNode,
    current: xmlNode,
    position: 1,
    size: 1,
    context: anEvaluationContext(rootElement, context),
  });
}
