import type { Diagnostic } from '../import/diagnostic.ts';
import type { Qid } from '../instrument.ts';
import {
  compileExpression,
  compileNumber,
  compileText,
  compileTruth,
} from '../expression/compile-expression.ts';
import type { Expression } from '../expression/expression.ts';
import { parseExpression } from '../expression/parser.ts';
import type { EvaluationProblem, ExpressionProblem } from '../expression/problem.ts';
import type { TreeNode } from '../expression/tree-node.ts';
import type { Bind } from '../expression/site.ts';
import { isProblem, toBoolean, toNumber, toText, type Value } from '../expression/value.ts';
import type { Scope, World } from '../expression/world.ts';
import { type Place, type Plan, placeNamed } from './plan.ts';
import { eachName, inOwnRows, stepsTo } from './references.ts';
import { hasValues, piecesOf, type TextPiece } from './text-template.ts';

/** An expression at its place; `from` is the node that it belongs to. */
export interface Placed {
  text(from: TreeNode): string;
  number(from: TreeNode): number;
  boolean(from: TreeNode): boolean;
  /** `boolean` asked from another node. */
  booleanOf(node: TreeNode, current: TreeNode): boolean;
  nodes(from: TreeNode): readonly TreeNode[];
  /** Asked from another node, such as the item of a list, for `current`. */
  textOf(node: TreeNode, current: TreeNode): string;
  /** The texts of all nodes, to see whether any of them changed. */
  joined(from: TreeNode): string;
}

/** Compiles the expressions of one form; each text once for each place. */
export class Expressions {
  readonly problems: Diagnostic[] = [];
  readonly #plan: Plan;
  readonly #world: World;
  readonly #parsed = new Map<string, Expression | ExpressionProblem>();
  readonly #placed = new Map<Place, Map<string, Placed>>();
  readonly #pieces = new Map<string, readonly TextPiece[]>();

  constructor(plan: Plan, world: World) {
    this.#plan = plan;
    this.#world = world;
  }

  /** The expression, bound to its place. What cannot be understood is noted among the problems and gives blank. */
  at(text: string, place: Place): Placed {
    const known = this.#placed.get(place)?.get(text);
    if (known !== undefined) return known;
    const parsed = this.#parse(text);
    if ('message' in parsed) {
      this.#note(place, text, parsed);
      return this.#keep(place, text, blank);
    }
    eachName(parsed, (name) => this.#check(name, place, text));
    return this.#keep(place, text, inOwnRows(parsed, place, this.#plan));
  }

  /** What a text says at its place; null when it cannot be understood. */
  parsed(text: string, place: Place): Expression | null {
    const parsed = this.#parse(text);
    return 'message' in parsed ? null : inOwnRows(parsed, place, this.#plan);
  }

  /** A part of an expression on its own; `key` tells it from others of that place. */
  part(expression: Expression, key: string, place: Place): Placed {
    return this.#placed.get(place)?.get(key) ?? this.#keep(place, key, expression);
  }

  /** The way to another question. */
  to(qid: Qid, place: Place): Placed {
    const key = `to ${qid}`;
    const known = this.#placed.get(place)?.get(key);
    if (known !== undefined) return known;
    const target = this.#plan.byQid.get(qid);
    const steps = target === undefined ? [] : stepsTo(target, place, false);
    return this.#keep(place, key, target === undefined ? blank : { kind: 'path', base: null, steps, at: 0 });
  }

  /** Fills the values into the words of a label. */
  fill(words: string, place: Place, from: TreeNode): string {
    if (!hasValues(words)) return words;
    let pieces = this.#pieces.get(words);
    if (pieces === undefined) {
      pieces = piecesOf(words);
      this.#pieces.set(words, pieces);
    }
    return pieces
      .map((piece) => (piece.kind === 'words' ? piece.words : this.at(piece.expression, place).text(from)))
      .join('');
  }

  #parse(text: string): Expression | ExpressionProblem {
    const known = this.#parsed.get(text);
    if (known !== undefined) return known;
    const parsed = parseExpression(text);
    const result = parsed.ok ? parsed.value : parsed.refusal;
    this.#parsed.set(text, result);
    return result;
  }

  #check(name: string, place: Place, text: string): void {
    if (placeNamed(this.#plan, name, place) !== null) return;
    const message = `There is no question called "${name}". Correct the name in \${${name}}.`;
    this.#note(place, text, { code: 'reference.unknown', message, at: 0 });
  }

  #note(place: Place, text: string, { code, message }: ExpressionProblem): void {
    const where = `/${place.path.join('/')}`;
    this.problems.push({
      severity: 'error',
      code,
      message: `${where}, in "${text.slice(0, 200)}": ${message}`,
    });
  }

  #keep(place: Place, key: string, expression: Expression): Placed {
    const bind: Bind = {
      reference: (name, every) => {
        const target = placeNamed(this.#plan, name, place);
        return target === null ? null : stepsTo(target, place, every);
      },
    };
    const placed = new PlacedExpression(expression, bind, this.#world);
    const here = this.#placed.get(place) ?? new Map<string, Placed>();
    this.#placed.set(place, here.set(key, placed));
    return placed;
  }
}

/** Compiles for each kind of value when it is first asked for: most expressions are asked for one. */
class PlacedExpression implements Placed {
  readonly #expression: Expression;
  readonly #bind: Bind;
  readonly #world: World;
  #text: ((scope: Scope) => Value | EvaluationProblem) | null = null;
  #number: ((scope: Scope) => Value | EvaluationProblem) | null = null;
  #truth: ((scope: Scope) => Value | EvaluationProblem) | null = null;
  #value: ((scope: Scope) => Value | EvaluationProblem) | null = null;

  constructor(expression: Expression, bind: Bind, world: World) {
    this.#expression = expression;
    this.#bind = bind;
    this.#world = world;
  }

  text(from: TreeNode): string {
    return this.textOf(from, from);
  }

  textOf(node: TreeNode, current: TreeNode): string {
    this.#text ??= compileText(this.#expression, this.#bind);
    const text = toText(this.#text(this.#scope(node, current)));
    // No number is no answer: ODK leaves the question blank.
    return text === 'NaN' ? '' : text;
  }

  number(from: TreeNode): number {
    this.#number ??= compileNumber(this.#expression, this.#bind);
    return toNumber(this.#number(this.#scope(from, from)), this.#world);
  }

  boolean(from: TreeNode): boolean {
    return this.booleanOf(from, from);
  }

  booleanOf(node: TreeNode, current: TreeNode): boolean {
    this.#truth ??= compileTruth(this.#expression, this.#bind);
    return toBoolean(this.#truth(this.#scope(node, current)));
  }

  nodes(from: TreeNode): readonly TreeNode[] {
    this.#value ??= compileExpression(this.#expression, this.#bind);
    const value = this.#value(this.#scope(from, from));
    return typeof value === 'object' && !isProblem(value) ? value : [];
  }

  joined(from: TreeNode): string {
    return this.nodes(from)
      .map((node) => node.text())
      .join('\n');
  }

  #scope(node: TreeNode, current: TreeNode): Scope {
    return { node, current, position: 1, size: 1, world: this.#world };
  }
}

const blank: Expression = { kind: 'text', value: '', at: 0 };
