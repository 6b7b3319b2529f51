import type { Compiled } from './compiled.ts';
import type { Expression, Step } from './expression.ts';

/** What an expression is bound to when it is compiled. */
export interface Bind {
  /**
   * The way from the expression's own node to the nodes that `${name}` means; null when there is no such question.
   * `every` asks for all of them wherever they stand, as `indexed-repeat` does, and not for those in the same row.
   */
  reference(name: string, every: boolean): readonly Step[] | null;
  /** Namespaces by prefix, `''` for names without one. Without a table, local names are found in every namespace. */
  readonly namespaces?: ReadonlyMap<string, string>;
}

/** The compiler as functions of the library see it. */
export interface Site {
  readonly bind: Bind;
  readonly namespaces: ReadonlyMap<string, string> | null;
  compile(expression: Expression): Compiled;
  /** `compile`, but a reference means all nodes of that name. */
  compileEvery(expression: Expression): Compiled;
  /** Compiles a text that holds an expression, such as the second argument of `jr:choice-name`; null if it holds none. */
  compileText(text: string): Compiled | null;
}
