import { type Compiled, type Frame, numberConstant, ofFault, ofNumber, textConstant } from './compiled.ts';
import { compileFilter, compileSteps } from './compile-path.ts';
import { compileOperation } from './compile-operation.ts';
import type { Call, Expression } from './expression.ts';
import { functions } from './functions/functions.ts';
import { parseExpression } from './parser.ts';
import { type EvaluationProblem, Fault } from './problem.ts';
import type { Bind, Site } from './site.ts';
import type { Value } from './value.ts';
import type { Scope } from './world.ts';

/** Gives a value of the kind that was compiled for, or the problem why there is none. Throws nothing. */
export type Evaluate<T = Value> = (scope: Scope) => T | EvaluationProblem;

const usualBudget = 2_000_000;

/** An expression as a closure that gives whatever the expression gives. */
export const compileExpression = (expression: Expression, bind: Bind): Evaluate =>
  guarded(expression, bind, (compiled, frame) => compiled.value(frame));

/** For labels, calculations, defaults: the value as text, without sets of nodes on the way. */
export const compileText = (expression: Expression, bind: Bind): Evaluate<string> =>
  guarded(expression, bind, (compiled, frame) => compiled.text(frame));

/** For `relevant`, `required`, `constraint`, filters of choices. */
export const compileTruth = (expression: Expression, bind: Bind): Evaluate<boolean> =>
  guarded(expression, bind, (compiled, frame) => compiled.truth(frame));

/** For counts of repeats. */
export const compileNumber = (expression: Expression, bind: Bind): Evaluate<number> =>
  guarded(expression, bind, (compiled, frame) => compiled.number(frame));

function guarded<T>(
  expression: Expression,
  bind: Bind,
  ask: (compiled: Compiled, frame: Frame) => T,
): Evaluate<T> {
  const compiled = siteOf(bind).compile(expression);
  return ({ node, current, position, size, world }) => {
    try {
      const budget = { left: world.budget ?? usualBudget };
      return ask(compiled, { node, current, position, size, world, budget });
    } catch (fault) {
      if (fault instanceof Fault) return fault.problem;
      throw fault;
    }
  };
}

function siteOf(bind: Bind): Site {
  const site: Site = {
    bind,
    namespaces: bind.namespaces ?? null,
    compile: (expression) => compile(expression, site),
    compileEvery: (expression) =>
      expression.kind === 'reference'
        ? compileReference(expression.name, true, site)
        : compile(expression, site),
    compileText: (text) => {
      const parsed = parseExpression(text);
      return parsed.ok ? compile(parsed.value, site) : null;
    },
  };
  return site;
}

function compile(expression: Expression, site: Site): Compiled {
  switch (expression.kind) {
    case 'text':
      return textConstant(expression.value);
    case 'number':
      return numberConstant(expression.value);
    case 'reference':
      return compileReference(expression.name, false, site);
    case 'call':
      return compileCall(expression, site);
    case 'negate': {
      const operand = site.compile(expression.operand);
      return ofNumber((frame) => -operand.number(frame));
    }
    case 'operation':
      return compileOperation(expression, site);
    case 'filter':
      return compileFilter(site.compile(expression.base), expression.predicates, site);
    case 'path':
      return compileSteps(
        expression.base === null ? 'node' : site.compile(expression.base),
        expression.steps,
        site,
      );
  }
}

function compileReference(name: string, every: boolean, site: Site): Compiled {
  const steps = site.bind.reference(name, every);
  return steps === null
    ? ofFault('reference.unknown', `There is no question called “${name}”. Correct the name in \${${name}}.`)
    : compileSteps('current', steps, site);
}

/** What is wrong with a call shows when it is evaluated: `false() and substring()` is false. */
function compileCall({ name, args }: Call, site: Site): Compiled {
  const definition = functions.get(name);
  if (definition === undefined)
    return ofFault('function.unknown', `There is no function ${name}(). Check its name.`);
  if (args.length < definition.least || args.length > definition.most)
    return ofFault(
      'function.arguments',
      `${name}() does not take ${args.length} arguments. Check the brackets and commas.`,
    );
  return definition.build(
    args.map((arg) => site.compile(arg)),
    site,
    args,
  );
}
