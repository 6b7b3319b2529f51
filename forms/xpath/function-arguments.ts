import { type CompiledExpression, type EvaluationFrame, spendBudget } from './compiled.ts';
import { textToNumber } from './value.ts';

/** Every argument's text; an argument with nodes gives the texts of all of them. */
export function argumentTexts(
  args: readonly CompiledExpression[],
  frame: EvaluationFrame,
): readonly string[] {
  const texts: string[] = [];
  for (const arg of args) {
    const nodes = nodeSetArgument(arg, frame);
    if (nodes === null) {
      texts.push(arg.text(frame));
      continue;
    }
    spendBudget(frame, nodes.length);
    for (const node of nodes) texts.push(node.text());
  }
  return texts;
}

/** Numbers of all arguments: each node of a node set counts. Spends the budget of the frame. */
export const argumentNumbers = (
  args: readonly CompiledExpression[],
  frame: EvaluationFrame,
): readonly number[] =>
  args.flatMap((arg) => {
    const nodes = nodeSetArgument(arg, frame);
    if (nodes === null) return [arg.number(frame)];
    spendBudget(frame, nodes.length);
    return nodes.map((node) => textToNumber(node.text(), frame.world));
  });

/** Nodes count as true when they hold a text. */
export const argumentBooleans = (
  args: readonly CompiledExpression[],
  frame: EvaluationFrame,
): readonly boolean[] =>
  args.flatMap((arg) => {
    const nodes = nodeSetArgument(arg, frame);
    if (nodes === null) return [arg.truth(frame)];
    spendBudget(frame, nodes.length);
    return nodes.map((node) => node.text() !== '');
  });

/** Only for arguments known to give nodes: others give a value anyway. */
const nodeSetArgument = (arg: CompiledExpression, frame: EvaluationFrame) =>
  arg.type === 'nodes' ? arg.nodes(frame) : null;
