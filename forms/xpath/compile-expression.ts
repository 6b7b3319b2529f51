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
export type ExpressionEvaluator<T = XPathValue> = (scope: EvaluationScope) => T | EvaluationProblem;

const defaultEvaluationBudget = 2_000_000;

/** Compile an expression to a closure with a result of any kind. */
export const compileExpression = (
  expression: XPathExpression,
  bind: ExpressionBinding,
): ExpressionEvaluator => compileGuarded(expression, bind, (compiled, frame) => compiled.value(frame));

/** For labels, calculations, defaults: the value as text, without sets of nodes on the way. */
export const compileText = (
  expression: XPathExpression,
  bind: ExpressionBinding,
): ExpressionEvaluator<string> => compileGuarded(expression, bind, (compiled, frame) => compiled.text(frame));

/** For `relevant`, `required`, `constraint`, filters of choices. */
export const compileBoolean = (
  expression: XPathExpression,
  bind: ExpressionBinding,
): ExpressionEvaluator<boolean> =>
  compileGuarded(expression, bind, (compiled, frame) => compiled.truth(frame));

/** For counts of repeats. */
export const compileNumber = (
  expression: XPathExpression,
  bind: ExpressionBinding,
): ExpressionEvaluator<number> =>
  compileGuarded(expression, bind, (compiled, frame) => compiled.number(frame));

function compileGuarded<T>(
  expression: XPathExpression,
  bind: ExpressionBinding,
  ask: (compiled: CompiledExpression, frame: EvaluationFrame) => T,
): ExpressionEvaluator<T> {
  const compiled = createExpressionCompiler(bind).compile(expression);
  return ({ node, current, position, size, world }) => {
    try {
      const budget = { left: world.budget ?? defaultEvaluationBudget };
      return ask(compiled, { node, current, position, size, world, budget });
    } catch (fault) {
      if (fault instanceof EvaluationFault) return fault.problem;
      throw fault;
    }
  };
}

function createExpressionCompiler(bind: ExpressionBinding): ExpressionCompiler {
  const site: ExpressionCompiler = {
    bind,
    namespaces: bind.namespaces ?? null,
    compile: (expression) => compileByKind(expression, site),
    compileEvery: (expression) =>
      expression.kind === 'reference'
        ? compileReference(expression.name, true, site)
        : compileByKind(expression, site),
    compileText: (text) => {
      const parsed = parseExpression(text);
      return parsed.ok ? compileByKind(parsed.value, site) : null;
    },
  };
  return site;
}

function compileByKind(expression: XPathExpression, site: ExpressionCompiler): CompiledExpression {
  switch (expression.kind) {
    case 'text':
      return createTextConstant(expression.value);
    case 'number':
      return createNumberConstant(expression.value);
    case 'reference':
      return compileReference(expression.name, false, site);
    case 'call':
      return compileFunctionCall(expression, site);
    case 'negate': {
      const operand = site.compile(expression.operand);
      return createNumberResult((frame) => -operand.number(frame));
    }
    case 'operation':
      return compileOperation(expression, site);
    case 'filter':
      return compileFilterExpression(site.compile(expression.base), expression.predicates, site);
    case 'path':
      return compileLocationPath(
        expression.base === null ? 'node' : site.compile(expression.base),
        expression.steps,
        site,
      );
  }
}

function compileReference(name: string, every: boolean, site: ExpressionCompiler): CompiledExpression {
  const steps = site.bind.reference(name, every);
  return steps === null
    ? createFaultResult(
        'reference.unknown',
        `There is no question called “${name}”. Correct the name in \${${name}}.`,
      )
    : compileLocationPath('current', steps, site);
}

/** A wrong call fails only when it is evaluated: `false() and substring()` is false. */
function compileFunctionCall({ name, args }: FunctionCall, site: ExpressionCompiler): CompiledExpression {
  const definition = functionByName.get(name);
  if (definition === undefined)
    return createFaultResult('function.unknown', `There is no function ${name}(). Check its name.`);
  if (args.length < definition.minimumArguments || args.length > definition.maximumArguments)
    return createFaultResult(
      'function.arguments',
      `${name}() does not take ${args.length} arguments. Check the brackets and commas.`,
    );
  return definition.build(
    args.map((arg) => site.compile(arg)),
    site,
    args,
  );
}
