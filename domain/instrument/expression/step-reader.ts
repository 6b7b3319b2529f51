import {
  anywhereStep,
  axes,
  type Axis,
  type Expression,
  type NodeTest,
  type NodeType,
  nodeTypes,
  parentStep,
  selfStep,
  type Step,
} from './expression.ts';
import type { TokenCursor } from './token-cursor.ts';

/** Reads the steps of paths (XPath 1.0, 2) and the predicates behind them and behind other operands. */
export class StepReader {
  readonly #cursor: TokenCursor;
  readonly #inside: () => Expression;

  /** `inside`: reads the expression in a predicate. */
  constructor(cursor: TokenCursor, inside: () => Expression) {
    this.#cursor = cursor;
    this.#inside = inside;
  }

  /** Adds one step or several. */
  read(steps: Step[]): void {
    for (;;) {
      steps.push(this.#step());
      if (this.#cursor.takes('operator', '//')) steps.push(anywhereStep);
      else if (!this.#cursor.takes('operator', '/')) return;
    }
  }

  begins(): boolean {
    const { kind, value } = this.#cursor.peek();
    return kind === 'name' || (kind === 'mark' && (value === '.' || value === '..' || value === '@'));
  }

  #step(): Step {
    if (this.#cursor.takes('mark', '.')) return { ...selfStep, predicates: this.predicates() };
    if (this.#cursor.takes('mark', '..')) return { ...parentStep, predicates: this.predicates() };
    const axis = this.#axis();
    const test = this.#test();
    return { axis, test, predicates: this.predicates() };
  }

  #axis(): Axis {
    if (this.#cursor.takes('mark', '@')) return 'attribute';
    const token = this.#cursor.peek();
    const behind = this.#cursor.behind();
    if (token.kind !== 'name' || behind?.kind !== 'mark' || behind.value !== '::') return 'child';
    const axis = axes.find((one) => one === token.value && one !== 'root');
    if (axis === undefined)
      return this.#cursor.stop(`“${token.value}::” is not an axis of XPath. Write for example child::name.`);
    this.#cursor.skip(2);
    return axis;
  }

  #test(): NodeTest {
    const token = this.#cursor.peek();
    if (token.kind !== 'name') return this.#cursor.unexpected('a name, a number, a text or “(”');
    this.#cursor.skip(1);
    const type = nodeTypes.find((one) => one === token.value);
    if (type !== undefined && this.#cursor.takes('mark', '(')) return this.#typeTest(type);
    const colon = token.value.indexOf(':');
    return colon < 0
      ? { kind: 'name', prefix: null, name: token.value }
      : { kind: 'name', prefix: token.value.slice(0, colon), name: token.value.slice(colon + 1) };
  }

  #typeTest(type: NodeType): NodeTest {
    const token = this.#cursor.peek();
    const hasTarget = type === 'processing-instruction' && token.kind === 'text';
    if (hasTarget) this.#cursor.skip(1);
    this.#cursor.expect(')');
    return { kind: 'type', type, target: hasTarget ? token.value : null };
  }

  predicates(): readonly Expression[] {
    const predicates: Expression[] = [];
    while (this.#cursor.takes('mark', '[')) {
      predicates.push(this.#inside());
      this.#cursor.expect(']');
    }
    return predicates;
  }
}
