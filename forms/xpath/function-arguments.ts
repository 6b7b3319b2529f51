import { type CompiledExpression, type EvaluationFrame, spendBudget } from './compiled.ts';
import { textToNumber } from './value.ts';

/** Every argument's text; an argument with nodes gives the texts of all of them. */
export function argumentTexts(
  args: readonly CompiledExpression[],
  frame: EvaluationFrame,
): readonly string[] {
  const texts: string[] = [];
  for (const arg of args) {
    const xpathNodes = nodeSetArgument(arg, frame);
    if (xpathNodes === null) {
      texts.push(arg.text(frame));
      continue;
    }
    spendBudget(frame, xpathNodes.length);
    for (const node of xpathNodes) texts.push(node.text());
  }
  return texts;
}

/** Numbers of all arguments: each node of a node set counts. Spends the budget of the frame. */
export const argumentNumbers = (
  args: readonly CompiledExpression[],
  frame: EvaluationFrame,
): readonly number[] =>
  args.flatMap((arg) => {
    const xpathNodes = nodeSetArgument(arg, frame);
    if (xpathNodes === null) return [arg.number(frame)];
    spendBudget(frame, xpathNodes.length);
    return xpathNodes.map((node) => textToNumber(node.text(), frame.context));
  });

/** Nodes count as true when they hold a text. */
export const argumentBooleans = (
  args: readonly CompiledExpression[],
  frame: EvaluationFrame,
): readonly boolean[] =>
  args.flatMap((arg) => {
    const xpathNodes = nodeSetArgument(arg, frame);
    if (xpathNodes === null) return [arg.truth(frame)];
    spendBudget(frame, xpathNodes.length);
    return xpathNodes.map((node) => node.text() !== '');
  });

/** Only for arguments known to give nodes: others give a value anyway. */
const nodeSetArgument = (arg: CompiledExpression, frame: EvaluationFrame) =>
  arg.type === 'nodes' ? arg.nodes(frame) : null;
