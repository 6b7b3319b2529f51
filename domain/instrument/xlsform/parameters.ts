import { isName } from '../xml/xml-name.ts';
import { ok, refuse, type Result } from '#domain/base/result.ts';
import { truthOf } from './names.ts';
import type { TypeCell } from './type-cell.ts';

export type Parameters = Readonly<Record<string, string>>;

/** Why parameters are refused: a sentence for the author. */
export interface ParameterProblem {
  readonly code: string;
  readonly message: string;
}

const bad = (code: string, message: string): Result<never, ParameterProblem> => refuse({ code, message });

/** Splits `start=2 end=9`; commas and semicolons are forgiven. Keys are lower case, values as written. */
export function parseParameters(text: string): Result<Parameters, ParameterProblem> {
  const found: Record<string, string> = {};
  const parts = text.includes(',') || text.includes(';') ? text.split(/[,;]/) : text.split(/\s+/);
  for (const part of parts.map((one) => one.trim()).filter(Boolean)) {
    for (const pair of part.split(/\s+(?=[^\s=]+\s*=)/)) {
      const match = /^([^\s=]+)\s*=\s*([^\s=].*|)$/.exec(pair.trim());
      if (!match?.[1] || match[2] === undefined || (match[2].includes('=') && !match[2].startsWith('${')))
        return bad('parameters.form', 'Write parameters as "key=value key=value".');
      const value = match[2].trim();
      found[match[1].toLowerCase()] =
        truthOf(value) !== null && /^[a-z]+$/i.test(value) ? value.toLowerCase() : value;
    }
  }
  return ok(found);
}

/** Which parameters a type takes; null where pyxform takes any. */
function accepted(type: TypeCell): readonly string[] | null {
  if (type.kind === 'select')
    return type.from === 'file' ? ['label', 'randomize', 'seed', 'value'] : ['randomize', 'seed'];
  if (type.kind !== 'plain') return null;
  switch (type.word) {
    case 'text':
      return ['rows'];
    case 'image':
    case 'photo':
      return ['app', 'max-pixels'];
    case 'audio':
    case 'background-audio':
      return ['quality'];
    case 'geopoint':
      return ['allow-mock-accuracy', 'capture-accuracy', 'reference-geometry', 'warning-accuracy'];
    case 'geotrace':
    case 'geoshape':
      return ['allow-mock-accuracy', 'incremental', 'reference-geometry'];
    case 'range':
      return ['end', 'placeholder', 'start', 'step', 'tick_interval', 'tick_labelset'];
    case 'audit':
      return [
        'identify-user',
        'location-max-age',
        'location-min-interval',
        'location-priority',
        'track-changes',
        'track-changes-reasons',
      ];
    default:
      return null;
  }
}

/** Checks the parameters of one question as pyxform does; ranges and references of geometry are checked apart. */
export function parameterProblem(
  type: TypeCell,
  parameters: Parameters,
  appearance: string,
): ParameterProblem | null {
  const allowed = accepted(type);
  const unknown = Object.keys(parameters).filter((key) => allowed !== null && !allowed.includes(key));
  if (allowed && unknown.length > 0)
    return {
      code: 'parameters.unknown',
      message: `This type takes the parameters ${allowed.join(', ')}. Take out: ${unknown.join(', ')}.`,
    };
  if (type.kind === 'select') return selectProblem(parameters);
  if (type.kind !== 'plain') return null;
  switch (type.word) {
    case 'text':
      return integer(parameters, 'rows');
    case 'image':
    case 'photo':
      return integer(parameters, 'max-pixels') ?? androidPackageProblem(parameters, appearance);
    case 'audio':
      return oneOf(parameters, 'quality', ['voice-only', 'low', 'normal', 'external']);
    case 'background-audio':
      return oneOf(parameters, 'quality', ['voice-only', 'low', 'normal']);
    case 'geopoint':
    case 'geotrace':
    case 'geoshape':
      return (
        oneOf(parameters, 'allow-mock-accuracy', ['true', 'false']) ??
        decimal(parameters, 'capture-accuracy') ??
        decimal(parameters, 'warning-accuracy') ??
        (parameters['incremental'] !== undefined && truthOf(parameters['incremental']) !== true
          ? { code: 'parameters.value', message: 'The parameter incremental is "true" or left out.' }
          : null)
      );
    case 'audit':
      return auditProblem(parameters);
    default:
      return null;
  }
}

const seedForm = /^(\$\{[^{}\s]+\}|[+-]?(\d+(\.\d*)?|\.\d+))$/;

function selectProblem(parameters: Parameters): ParameterProblem | null {
  const randomize = parameters['randomize'];
  const seed = parameters['seed'];
  if (randomize !== undefined && !/^(true|false)$/.test(randomize))
    return { code: 'parameters.value', message: 'The parameter randomize is "true" or "false".' };
  if (seed !== undefined && randomize === undefined)
    return { code: 'parameters.value', message: 'A seed needs randomize=true beside it.' };
  if (seed !== undefined && !seedForm.test(seed))
    return {
      code: 'parameters.value',
      message: 'The parameter seed is a number or one reference such as ${name}.',
    };
  for (const key of ['value', 'label'])
    if (parameters[key] !== undefined && !isName(parameters[key]))
      return {
        code: 'parameters.value',
        message: `The parameter ${key} names a column of the file: it begins with a letter or underscore.`,
      };
  return null;
}

function auditProblem(parameters: Parameters): ParameterProblem | null {
  const location = ['location-priority', 'location-min-interval', 'location-max-age'];
  const given = location.filter((key) => parameters[key] !== undefined);
  if (given.length > 0 && given.length < location.length)
    return { code: 'parameters.value', message: `An audit with places needs all of ${location.join(', ')}.` };
  const least = parameters['location-min-interval'];
  const oldest = parameters['location-max-age'];
  const problem =
    oneOf(parameters, 'track-changes', ['true', 'false']) ??
    oneOf(parameters, 'identify-user', ['true', 'false']) ??
    oneOf(parameters, 'track-changes-reasons', ['on-form-edit']) ??
    oneOf(parameters, 'location-priority', ['no-power', 'low-power', 'balanced', 'high-accuracy']);
  if (problem) return problem;
  for (const [key, value] of [
    ['location-min-interval', least],
    ['location-max-age', oldest],
  ] as const)
    if (value !== undefined && !/^\+?\d{1,9}$/.test(value))
      return {
        code: 'parameters.value',
        message: `The parameter ${key} is a whole number of seconds, 0 or more.`,
      };
  return least !== undefined && oldest !== undefined && Number(oldest) < Number(least)
    ? { code: 'parameters.value', message: 'location-max-age is at least location-min-interval.' }
    : null;
}

/** The app that takes a picture on Android; Fieldbook does not use it, but a form that names none is broken there. */
function androidPackageProblem(parameters: Parameters, appearance: string): ParameterProblem | null {
  const app = parameters['app'];
  if (app === undefined || (appearance !== '' && appearance !== 'annotate')) return null;
  return /^[A-Za-z]\w*(\.[A-Za-z]\w*)+$/.test(app)
    ? null
    : {
        code: 'parameters.value',
        message: 'The parameter app is the name of an Android package such as org.example.camera.',
      };
}

const oneOf = (parameters: Parameters, key: string, values: readonly string[]): ParameterProblem | null =>
  parameters[key] === undefined || values.includes(parameters[key])
    ? null
    : { code: 'parameters.value', message: `The parameter ${key} is one of: ${values.join(', ')}.` };

const integer = (parameters: Parameters, key: string): ParameterProblem | null =>
  parameters[key] === undefined || /^[+-]?\d+$/.test(parameters[key])
    ? null
    : { code: 'parameters.value', message: `The parameter ${key} is a whole number.` };

const decimal = (parameters: Parameters, key: string): ParameterProblem | null =>
  parameters[key] === undefined || /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(parameters[key])
    ? null
    : { code: 'parameters.value', message: `The parameter ${key} is a number.` };
