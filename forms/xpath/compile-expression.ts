import { compileOperation } from './compile-operation.ts';
import { compileFilterExpression, compileLocationPath } from './compile-path.ts';
import {
  type CompiledExpression,
  createFaultResult,
  createNumberConstant,
  createNumberResult,
  createTextConstant,
  type EvaluationFrame,
  type EvaluationScope,
  type ExpressionBinding,
  type ExpressionCompiler,
} from './compiled.ts';
import { EvaluationFault, type EvaluationProblem } from './evaluation-fault.ts';
import type { FunctionCall, XPathExpression } from './expression.ts';
import { functionByName } from './function-library.ts';
import { parseExpression } from './parser.ts';
import type { XPathValue } from './value.ts';

/** Return a value of the compiled kind, or the reason why there is none. Throws nothing. */
export type ExpressionEvaluator<T = XPathValue> = (evaluationScope: EvaluationScope) => T | EvaluationProblem;

const defaultEvaluationBudget = 2_000_000;

/** Compile an expression to a closure with a result of any kind. */
export const compileExpression = (
  expression: XPathExpression,
  expressionBinding: ExpressionBinding,
): ExpressionEvaluator =>
  compileGuarded(expression, expressionBinding, (compiledExpression, frame) =>
    compiledExpression.value(frame),
  );

/** For labels, calculations, defaults: the value as text, without sets of nodes on the way. */
export const compileText = (
  expression: XPathExpression,
  expressionBinding: ExpressionBinding,
): ExpressionEvaluator<string> =>
  compileGuarded(expression, expressionBinding, (compiledExpression, frame) =>
    compiledExpression.text(frame),
  );

/** For `relevant`, `required`, `constraint`, filters of choices. */
export const compileBoolean = (
  expression: XPathExpression,
  expressionBinding: ExpressionBinding,
): ExpressionEvaluator<boolean> =>
  compileGuarded(expression, expressionBinding, (compiledExpression, frame) =>
    compiledExpression.truth(frame),
  );

/** For counts of repeats. */
export const compileNumber = (
  expression: XPathExpression,
  expressionBinding: ExpressionBinding,
): ExpressionEvaluator<number> =>
  compileGuarded(expression, expressionBinding, (compiledExpression, frame) =>
    compiledExpression.number(frame),
  );

function compileGuarded<T>(
  expression: XPathExpression,
  expressionBinding: ExpressionBinding,
  ask: (compiledExpression: CompiledExpression, frame: EvaluationFrame) => T,
): ExpressionEvaluator<T> {
  const compiled = createExpressionCompiler(expressionBinding).compile(expression);
  return ({ node, current, position, size, context }) => {
    try {
      const budget = { left: context.budget ?? defaultEvaluationBudget };
      return ask(compiled, { node, current, position, size, context, budget });
    } catch (fault) {
      if (fault instanceof EvaluationFault) return fault.problem;
      throw fault;
    }
  };
}

function createExpressionCompiler(expressionBinding: ExpressionBinding): ExpressionCompiler {
  const expressionCompiler: ExpressionCompiler = {
    bind: expressionBinding,
    namespaces: expressionBinding.namespaces ?? null,
    compile: (expression) => compileByKind(expression, expressionCompiler),
    compileEvery: (expression) =>
      expression.kind === 'reference'
        ? compileReference(expression.name, true, expressionCompiler)
        : compileByKind(expression, expressionCompiler),
    compileText: (text) => {
      const parsed = parseExpression(text);
      return parsed.ok ? compileByKind(parsed.value, expressionCompiler) : null;
    },
  };
  return expressionCompiler;
}

function compileByKind(
  expression: XPathExpression,
  expressionCompiler: ExpressionCompiler,
): CompiledExpression {
  switch (expression.kind) {
    case 'text':
      return createTextConstant(expression.value);
    case 'number':
      return createNumberConstant(expression.value);
    case 'reference':
      return compileReference(expression.name, false, expressionCompiler);
    case 'call':
      return compileFunctionCall(expression, expressionCompiler);
    case 'negate': {
      const operand = expressionCompiler.compile(expression.operand);
      return createNumberResult((frame) => -operand.number(frame));
    }
    case 'operation':
      return compileOperation(expression, expressionCompiler);
    case 'filter':
      return compileFilterExpression(
        expressionCompiler.compile(expression.base),
        expression.predicates,
        expressionCompiler,
      );
    case 'path':
      return compileLocationPath(
        expression.base === null ? 'node' : expressionCompiler.compile(expression.base),
        expression.steps,
        expressionCompiler,
      );
  }
}

function compileReference(
  name: string,
  every: boolean,
  expressionCompiler: ExpressionCompiler,
): CompiledExpression {
  const steps = expressionCompiler.bind.reference(name, every);
  return steps === null
    ? createFaultResult(
        'reference.unknown',
        `There is no question called “${name}”. Correct the name in \${${name}}.`,
      )
    : compileLocationPath('current', steps, expressionCompiler);
}

/** A wrong call fails only when it is evaluated: `false() and substring()` is false. */
function compileFunctionCall(
  { name, args }: FunctionCall,
  expressionCompiler: ExpressionCompiler,
): CompiledExpression {
  const functionDefinition = functionByName.get(name);
  if (functionDefinition === undefined)
    return createFaultResult('function.unknown', `There is no function ${name}(). Check its name.`);
  if (args.length < functionDefinition.minimumArguments || args.length > functionDefinition.maximumArguments)
    return createFaultResult(
      'function.arguments',
      `${name}() does not take ${args.length} arguments. Check the brackets and commas.`,
    );
  return functionDefinition.build(
    args.map((arg) => expressionCompiler.compile(arg)),
    expressionCompiler,
    args,
  );
}
