import { ok, type Result, refuse } from '#base/result.ts';
import { isNcName } from '../xml/xml-node.ts';
import { parseTruthWord } from './cell-words.ts';
import type { TypeCell } from './question-types.ts';

/** A decimal number without rounding: `digits` hundredths of `10 ** scale`. */
interface ExactDecimal {
  readonly digits: bigint;
  readonly scale: number;
}

const rangeParameterProblem = (message: string): ParameterProblem => ({ code: 'parameters.range', message });

/** Check a range as pyxform does: numbers, steps that fit, ticks and labels on steps. */
export function findRangeProblem(
  parameters: QuestionParameters,
  appearance: string,
  namesOfList: (list: string) => readonly string[] | null,
): ParameterProblem | null {
  const look = appearance.split(/\s+/).filter(Boolean).sort().join(' ');
  const ticks = ['tick_interval', 'placeholder', 'tick_labelset'].filter(
    (key) => parameters[key] !== undefined,
  );
  if (ticks.length > 0 && !['', 'vertical', 'no-ticks', 'no-ticks vertical'].includes(look))
    return rangeParameterProblem(
      `${ticks.join(', ')} only work with the appearances "vertical" and "no-ticks", or with none.`,
    );

  const numbers = new Map<string, bigint>();
  const texts: QuestionParameters = { start: '1', end: '10', step: '1', ...parameters };
  const keys = ['start', 'end', 'step', 'tick_interval', 'placeholder'] as const;
  const exact = keys.flatMap((key) =>
    texts[key] === undefined ? [] : [[key, parseExactDecimal(texts[key])] as const],
  );
  for (const [key, exactDecimal] of exact)
    if (!exactDecimal) return rangeParameterProblem(`The parameter ${key} of a range is a number.`);
  const labels = parameters['tick_labelset'];
  const names = labels === undefined ? [] : namesOfList(labels);
  if (!names)
    return rangeParameterProblem(`The list "${labels ?? ''}" of tick_labelset is not on the choices sheet.`);
  const ends = names.map(parseExactDecimal);
  if (ends.some((exactDecimal) => exactDecimal === null))
    return rangeParameterProblem(
      `All names of the list "${labels ?? ''}" are numbers, because they label ticks.`,
    );

  const scale = Math.max(
    0,
    ...exact.map(([, exactDecimal]) => exactDecimal?.scale ?? 0),
    ...ends.map((exactDecimal) => exactDecimal?.scale ?? 0),
  );
  const scaled = (exactDecimal: ExactDecimal | null): bigint =>
    exactDecimal ? exactDecimal.digits * 10n ** BigInt(scale - exactDecimal.scale) : 0n;
  for (const [key, exactDecimal] of exact) numbers.set(key, scaled(exactDecimal));
  return findStepProblem(numbers, ends.map(scaled), look === 'no-ticks');
}

function findStepProblem(
  numbers: ReadonlyMap<string, bigint>,
  labels: readonly bigint[],
  noTicks: boolean,
): ParameterProblem | null {
  const start = numbers.get('start') ?? 1n;
  const end = numbers.get('end') ?? 10n;
  const step = numbers.get('step') ?? 1n;
  const interval = numbers.get('tick_interval');
  const placeholder = numbers.get('placeholder');
  const width = start > end ? start - end : end - start;
  const within = (value: bigint): boolean =>
    start < end ? value >= start && value <= end : value >= end && value <= start;

  for (const [key, value] of [
    ['step', step],
    ['tick_interval', interval],
  ] as const) {
    if (value === undefined) continue;
    if (value === 0n) return rangeParameterProblem(`The parameter ${key} of a range is not 0.`);
    if (value > width)
      return rangeParameterProblem(`The parameter ${key} is larger than the range from start to end.`);
  }
  if (interval !== undefined && interval % step !== 0n)
    return rangeParameterProblem('The parameter tick_interval is a multiple of step.');
  if (placeholder !== undefined && ((placeholder - start) % step !== 0n || !within(placeholder)))
    return rangeParameterProblem('The parameter placeholder is one of the steps between start and end.');
  for (const label of labels) {
    if (!within(label)) return rangeParameterProblem('All ticks with labels lie between start and end.');
    if ((label - start) % (interval ?? step) !== 0n)
      return rangeParameterProblem(
        `All ticks with labels lie on ${interval === undefined ? 'steps' : 'ticks'}.`,
      );
  }
  const different = new Set(labels);
  if (noTicks && different.size > 0 && (different.size > 2 || !different.has(start) || !different.has(end)))
    return rangeParameterProblem('Without ticks, a range has labels for its start and its end alone.');
  return null;
}

function parseExactDecimal(text: string | undefined): ExactDecimal | null {
  const match = /^([+-]?)(\d{0,30})(?:\.(\d{0,30}))?(?:e([+-]?\d{1,2}))?$/i.exec(text?.trim() ?? '');
  if (!match || `${match[2] ?? ''}${match[3] ?? ''}` === '') return null;
  const fraction = match[3] ?? '';
  const digits = BigInt(`${match[2] ?? ''}${fraction}`) * (match[1] === '-' ? -1n : 1n);
  const scale = fraction.length - Number(match[4] ?? 0);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

type QuestionParameters = Readonly<Record<string, string>>;

/** Reason why parameters are refused: a sentence for the author. */
interface ParameterProblem {
  readonly code: string;
  readonly message: string;
}

const refuseParameters = (code: string, message: string): Result<never, ParameterProblem> =>
  refuse({ code, message });

/** Split `start=2 end=9`; commas and semicolons are accepted. Keys become lower case, values stay as written. */
export function parseParameters(text: string): Result<QuestionParameters, ParameterProblem> {
  const found: Record<string, string> = {};
  const parts = text.includes(',') || text.includes(';') ? text.split(/[,;]/) : text.split(/\s+/);
  for (const part of parts.map((one) => one.trim()).filter(Boolean)) {
    for (const pair of part.split(/\s+(?=[^\s=]+\s*=)/)) {
      const match = /^([^\s=]+)\s*=\s*([^\s=].*|)$/.exec(pair.trim());
      if (!match?.[1] || match[2] === undefined || (match[2].includes('=') && !match[2].startsWith('${')))
        return refuseParameters('parameters.form', 'Write parameters as "key=value key=value".');
      const value = match[2].trim();
      found[match[1].toLowerCase()] =
        parseTruthWord(value) !== null && /^[a-z]+$/i.test(value) ? value.toLowerCase() : value;
    }
  }
  return ok(found);
}

/** Parameters of a type; null where pyxform accepts any. */
function acceptedParameterNames(typeCell: TypeCell): readonly string[] | null {
  if (typeCell.kind === 'select')
    return typeCell.from === 'file' ? ['label', 'randomize', 'seed', 'value'] : ['randomize', 'seed'];
  if (typeCell.kind !== 'plain') return null;
  switch (typeCell.word) {
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

/** Check the parameters of one question as pyxform does; ranges and references of geometry are checked apart. */
export function findParameterProblem(
  typeCell: TypeCell,
  parameters: QuestionParameters,
  appearance: string,
): ParameterProblem | null {
  const allowed = acceptedParameterNames(typeCell);
  const unknown = Object.keys(parameters).filter((key) => allowed !== null && !allowed.includes(key));
  if (allowed && unknown.length > 0)
    return {
      code: 'parameters.unknown',
      message: `This type takes the parameters ${allowed.join(', ')}. Remove: ${unknown.join(', ')}.`,
    };
  if (typeCell.kind === 'select') return findSelectProblem(parameters);
  if (typeCell.kind !== 'plain') return null;
  switch (typeCell.word) {
    case 'text':
      return integerProblem(parameters, 'rows');
    case 'image':
    case 'photo':
      return integerProblem(parameters, 'max-pixels') ?? androidPackageProblem(parameters, appearance);
    case 'audio':
      return oneOfProblem(parameters, 'quality', ['voice-only', 'low', 'normal', 'external']);
    case 'background-audio':
      return oneOfProblem(parameters, 'quality', ['voice-only', 'low', 'normal']);
    case 'geopoint':
    case 'geotrace':
    case 'geoshape':
      return (
        oneOfProblem(parameters, 'allow-mock-accuracy', ['true', 'false']) ??
        decimalProblem(parameters, 'capture-accuracy') ??
        decimalProblem(parameters, 'warning-accuracy') ??
        (parameters['incremental'] !== undefined && parseTruthWord(parameters['incremental']) !== true
          ? { code: 'parameters.value', message: 'The parameter incremental is "true" or left out.' }
          : null)
      );
    case 'audit':
      return findAuditProblem(parameters);
    default:
      return null;
  }
}

const seedPattern = /^(\$\{[^{}\s]+\}|[+-]?(\d+(\.\d*)?|\.\d+))$/;

function findSelectProblem(parameters: QuestionParameters): ParameterProblem | null {
  const randomize = parameters['randomize'];
  const seed = parameters['seed'];
  if (randomize !== undefined && !/^(true|false)$/.test(randomize))
    return { code: 'parameters.value', message: 'The parameter randomize is "true" or "false".' };
  if (seed !== undefined && randomize === undefined)
    return { code: 'parameters.value', message: 'A seed needs randomize=true beside it.' };
  if (seed !== undefined && !seedPattern.test(seed))
    return {
      code: 'parameters.value',
      message: 'The parameter seed is a number or one reference such as ${name}.',
    };
  for (const key of ['value', 'label'])
    if (parameters[key] !== undefined && !isNcName(parameters[key]))
      return {
        code: 'parameters.value',
        message: `The parameter ${key} names a column of the file: it begins with a letter or underscore.`,
      };
  return null;
}

function findAuditProblem(parameters: QuestionParameters): ParameterProblem | null {
  const location = ['location-priority', 'location-min-interval', 'location-max-age'];
  const given = location.filter((key) => parameters[key] !== undefined);
  if (given.length > 0 && given.length < location.length)
    return { code: 'parameters.value', message: `An audit with places needs all of ${location.join(', ')}.` };
  const least = parameters['location-min-interval'];
  const oldest = parameters['location-max-age'];
  const parameterProblem =
    oneOfProblem(parameters, 'track-changes', ['true', 'false']) ??
    oneOfProblem(parameters, 'identify-user', ['true', 'false']) ??
    oneOfProblem(parameters, 'track-changes-reasons', ['on-form-edit']) ??
    oneOfProblem(parameters, 'location-priority', ['no-power', 'low-power', 'balanced', 'high-accuracy']);
  if (parameterProblem) return parameterProblem;
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

/** The app that takes a picture on Android. Fieldbook does not use it, but a form that names none is broken there. */
function androidPackageProblem(parameters: QuestionParameters, appearance: string): ParameterProblem | null {
  const app = parameters['app'];
  if (app === undefined || (appearance !== '' && appearance !== 'annotate')) return null;
  return /^[A-Za-z]\w*(\.[A-Za-z]\w*)+$/.test(app)
    ? null
    : {
        code: 'parameters.value',
        message: 'The parameter app is the name of an Android package such as org.example.camera.',
      };
}

const oneOfProblem = (
  parameters: QuestionParameters,
  key: string,
  values: readonly string[],
): ParameterProblem | null =>
  parameters[key] === undefined || values.includes(parameters[key])
    ? null
    : { code: 'parameters.value', message: `The parameter ${key} is one of: ${values.join(', ')}.` };

const integerProblem = (parameters: QuestionParameters, key: string): ParameterProblem | null =>
  parameters[key] === undefined || /^[+-]?\d+$/.test(parameters[key])
    ? null
    : { code: 'parameters.value', message: `The parameter ${key} is a whole number.` };

const decimalProblem = (parameters: QuestionParameters, key: string): ParameterProblem | null =>
  parameters[key] === undefined || /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(parameters[key])
    ? null
    : { code: 'parameters.value', message: `The parameter ${key} is a number.` };
