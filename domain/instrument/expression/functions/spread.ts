import { type Compiled, type Frame, spend } from '../compiled.ts';
import { numberOfText } from '../value.ts';

/** Every argument's text; an argument that gives nodes stands for the texts of all of them. */
export function textsOf(args: readonly Compiled[], frame: Frame): readonly string[] {
  const texts: string[] = [];
  for (const arg of args) {
    const nodes = nodesOf(arg, frame);
    if (nodes === null) {
      texts.push(arg.text(frame));
      continue;
    }
    spend(frame, nodes.length);
    for (const node of nodes) texts.push(node.text());
  }
  return texts;
}

export const numbersOf = (args: readonly Compiled[], frame: Frame): readonly number[] =>
  args.flatMap((arg) => {
    const nodes = nodesOf(arg, frame);
    if (nodes === null) return [arg.number(frame)];
    spend(frame, nodes.length);
    return nodes.map((node) => numberOfText(node.text(), frame.world));
  });

/** Nodes count as true when they hold a text. */
export const truthsOf = (args: readonly Compiled[], frame: Frame): readonly boolean[] =>
  args.flatMap((arg) => {
    const nodes = nodesOf(arg, frame);
    if (nodes === null) return [arg.truth(frame)];
    spend(frame, nodes.length);
    return nodes.map((node) => node.text() !== '');
  });

/** Of the argument, or of the context node when there is none. */
export const selfText = ([arg]: readonly Compiled[], frame: Frame): string =>
  arg === undefined ? frame.node.text() : arg.text(frame);

/** Only of what is known to give nodes: others are asked for a value anyway. */
const nodesOf = (arg: Compiled, frame: Frame) => (arg.type === 'nodes' ? arg.nodes(frame) : null);
