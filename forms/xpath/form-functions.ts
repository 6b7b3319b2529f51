import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { XPathNode } from '../xml/xml-node.ts';
import {
  type CompiledExpression,
  createAnyResult,
  createNodeSetResult,
  createSingleNodeResult,
  createTextResult,
  type EvaluationContext,
  type EvaluationFrame,
  spendBudget,
} from './compiled.ts';
import { argumentAt, type FunctionDefinitions } from './function-definition.ts';
import { textToNumber } from './value.ts';

const generatorModulus = 2_147_483_647;
const generatorMultiplier = 16_807;

/**
 * Shuffle items by a seed, in the same order as ODK Collect and ODK Web Forms. The shuffle is from the inside out,
 * with Lehmer's generator (Park and Miller, 1988). Without a seed the context's randomness is used.
 */
function shuffleItems<T>(
  items: readonly T[],
  seed: string | null,
  evaluationContext: EvaluationContext,
): readonly T[] {
  const draw =
    seed === null
      ? () => evaluationContext.random()
      : createGenerator(parseShuffleSeed(seed, evaluationContext));
  const out: T[] = [];
  for (const [at, item] of items.entries()) {
    const index = Math.floor(draw() * (at + 1));
    const moved = out[index];
    if (index === at || moved === undefined) out.push(item);
    else {
      out.push(moved);
      out[index] = item;
    }
  }
  return out;
}

function createGenerator(seed: bigint): () => number {
  const rest = Number(seed % BigInt(generatorModulus));
  let state = rest <= 0 ? rest + generatorModulus - 1 : rest;
  return () => {
    state = (state * generatorMultiplier) % generatorModulus;
    return (state - 1) / (generatorModulus - 1);
  };
}

/** Whole numbers as they are; other texts by the first 64 bits of their SHA-256; blank is 0. */
function parseShuffleSeed(text: string, evaluationContext: EvaluationContext): bigint {
  const number = textToNumber(text, evaluationContext);
  if (Number.isFinite(number)) return BigInt(Math.trunc(number));
  if (text === '' || text === 'NaN') return 0n;
  const bytes = sha256(utf8ToBytes(text)).subarray(0, 8);
  return BigInt.asIntN(
    64,
    bytes.reduce((all, byte) => (all << 8n) | BigInt(byte), 0n),
  );
}

/** Functions that only forms have: secondary data, rows, choices, texts. */
export const formFunctions: FunctionDefinitions = {
  instance: {
    minimumArguments: 1,
    maximumArguments: 1,
    build: (args) =>
      createSingleNodeResult((frame) => frame.context.instance(argumentAt(args, 0).text(frame))),
  },
  version: {
    minimumArguments: 0,
    maximumArguments: 0,
    build: () => createTextResult((frame) => frame.context.version),
  },
  pulldata: {
    minimumArguments: 4,
    maximumArguments: 4,
    build: (args) =>
      createTextResult((frame) => {
        const [file, column, key, wanted] = args.map((arg) => arg.text(frame));
        const rowNodes =
          frame.context
            .instance(file ?? '')
            ?.childrenNamed('root')[0]
            ?.childrenNamed('item') ?? [];
        spendBudget(frame, rowNodes.length);
        const rowNode = rowNodes.find(
          (xpathNode) => xpathNode.childrenNamed(key ?? '')[0]?.text() === wanted,
        );
        return rowNode?.childrenNamed(column ?? '')[0]?.text() ?? '';
      }),
  },
  'indexed-repeat': {
    minimumArguments: 3,
    maximumArguments: Infinity,
    build: (_args, expressionCompiler, written) => {
      const [target, ...levels] = written.map((xpathExpression, at) =>
        at === 0 || at % 2 === 1
          ? expressionCompiler.compileEvery(xpathExpression)
          : expressionCompiler.compile(xpathExpression),
      );
      return createNodeSetResult((frame) => (target === undefined ? [] : nodesInRows(target, levels, frame)));
    },
  },
  randomize: {
    minimumArguments: 1,
    maximumArguments: 2,
    build: (args) =>
      createNodeSetResult((frame) => {
        const xpathNodes = argumentAt(args, 0).nodes(frame);
        spendBudget(frame, xpathNodes.length);
        return shuffleItems(xpathNodes, args[1]?.text(frame) ?? null, frame.context);
      }),
  },
  'jr:itext': {
    minimumArguments: 1,
    maximumArguments: 1,
    build: (args) => createAnyResult((frame) => frame.context.text(argumentAt(args, 0).text(frame))),
  },
  'jr:choice-name': {
    minimumArguments: 2,
    maximumArguments: 2,
    build: (args, expressionCompiler) => {
      const [valueExpression, asked] = [argumentAt(args, 0), argumentAt(args, 1)];
      // A text names the question: `'${town}'` or `'/data/town'`.
      const path =
        typeof asked.constant === 'string' ? expressionCompiler.compileText(asked.constant) : asked;
      return createTextResult((frame) => {
        const question = path?.nodes(frame)[0];
        return question === undefined ? '' : frame.context.choiceName(valueExpression.text(frame), question);
      });
    },
  },
};

/** `indexed-repeat(target, repeat, index, ...)`: the targets in that row of the outermost repeat, in that row of the next, ... */
function nodesInRows(
  target: CompiledExpression,
  levels: readonly CompiledExpression[],
  frame: EvaluationFrame,
): readonly XPathNode[] {
  const pairs: { readonly rows: readonly XPathNode[]; readonly index: number }[] = [];
  for (let at = 0; at + 1 < levels.length; at += 2) {
    const index = levels[at + 1]?.number(frame) ?? Number.NaN;
    const rowNodes = levels[at]?.nodes(frame) ?? [];
    if (Number.isNaN(index) || rowNodes.length === 0) return [];
    pairs.push({ rows: rowNodes, index });
  }
  // The levels may be written in any order: the outer ones come first.
  const sorted = pairs.sort((a, b) => treeDepthOf(a.rows[0]) - treeDepthOf(b.rows[0]));
  let around: XPathNode | null = null;
  for (const { rows, index } of sorted) {
    spendBudget(frame, rows.length);
    const rowNode: XPathNode | undefined = nodesWithin(rows, around)[index - 1];
    if (rowNode === undefined) return [];
    around = rowNode;
  }
  const targets = target.nodes(frame);
  spendBudget(frame, targets.length);
  return nodesWithin(targets, around);
}

const nodesWithin = (xpathNodes: readonly XPathNode[], outer: XPathNode | null): readonly XPathNode[] =>
  outer === null ? xpathNodes : xpathNodes.filter((node) => isNodeWithin(node, outer));

function treeDepthOf(node: XPathNode | undefined): number {
  let depth = 0;
  for (let parentNode = node?.parent ?? null; parentNode !== null; parentNode = parentNode.parent) depth += 1;
  return depth;
}

function isNodeWithin(node: XPathNode, outer: XPathNode): boolean {
  for (let parentNode = node.parent; parentNode !== null; parentNode = parentNode.parent)
    if (parentNode === outer) return true;
  return false;
}
