/** Reason why a text is not a valid expression; `at` counts characters from 0. */
export interface ExpressionProblem {
  readonly code:
    | 'expression.syntax'
    | 'expression.tooLong'
    | 'expression.tooDeep'
    | 'function.unknown'
    | 'function.arguments'
    | 'reference.unknown'
    | 'regex.unsupported';
  /** A sentence with the remedy. */
  readonly message: string;
  readonly at: number;
}

/** Result of an evaluation that cannot go on, in place of a value. It counts as blank wherever a value is wanted. */
export interface EvaluationProblem {
  readonly kind: 'problem';
  readonly code:
    | 'evaluation.budget'
    | 'evaluation.textTooLong'
    | 'evaluation.notNodes'
    | 'function.unknown'
    | 'function.arguments'
    | 'reference.unknown'
    | 'regex.unsupported';
  readonly message: string;
}

/**
 * Passes a problem up through the closures of an expression; it never leaves this folder. `compileExpression` turns
 * it into a value again. A value in every return type would cost each of a million steps a comparison.
 */
export class EvaluationFault extends Error {
  readonly problem: EvaluationProblem;

  constructor(code: EvaluationProblem['code'], message: string) {
    super(message);
    this.problem = { kind: 'problem', code, message };
  }
}
