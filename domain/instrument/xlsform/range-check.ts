import type { Parameters, ParameterProblem } from './parameters.ts';

/** A decimal number without rounding: `digits` hundredths of `10 ** scale`. */
interface Exact {
  readonly digits: bigint;
  readonly scale: number;
}

const problem = (message: string): ParameterProblem => ({ code: 'parameters.range', message });

/** Checks a range as pyxform does: numbers, steps that fit, ticks and labels that lie on steps. */
export function rangeProblem(
  parameters: Parameters,
  appearance: string,
  namesOfList: (list: string) => readonly string[] | null,
): ParameterProblem | null {
  const look = appearance.split(/\s+/).filter(Boolean).sort().join(' ');
  const ticks = ['tick_interval', 'placeholder', 'tick_labelset'].filter(
    (key) => parameters[key] !== undefined,
  );
  if (ticks.length > 0 && !['', 'vertical', 'no-ticks', 'no-ticks vertical'].includes(look))
    return problem(
      `${ticks.join(', ')} only work with the appearances "vertical" and "no-ticks", or with none.`,
    );

  const numbers = new Map<string, bigint>();
  const texts: Parameters = { start: '1', end: '10', step: '1', ...parameters };
  const keys = ['start', 'end', 'step', 'tick_interval', 'placeholder'] as const;
  const exact = keys.flatMap((key) =>
    texts[key] === undefined ? [] : [[key, exactOf(texts[key])] as const],
  );
  for (const [key, value] of exact)
    if (!value) return problem(`The parameter ${key} of a range is a number.`);
  const labels = parameters['tick_labelset'];
  const names = labels === undefined ? [] : namesOfList(labels);
  if (!names) return problem(`The list "${labels ?? ''}" of tick_labelset is not on the choices sheet.`);
  const ends = names.map(exactOf);
  if (ends.some((value) => value === null))
    return problem(`All names of the list "${labels ?? ''}" are numbers, because they label ticks.`);

  const scale = Math.max(
    0,
    ...exact.map(([, value]) => value?.scale ?? 0),
    ...ends.map((value) => value?.scale ?? 0),
  );
  const scaled = (value: Exact | null): bigint =>
    value ? value.digits * 10n ** BigInt(scale - value.scale) : 0n;
  for (const [key, value] of exact) numbers.set(key, scaled(value));
  return stepProblem(numbers, ends.map(scaled), look === 'no-ticks');
}

function stepProblem(
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
    if (value === 0n) return problem(`The parameter ${key} of a range is not 0.`);
    if (value > width) return problem(`The parameter ${key} is larger than the range from start to end.`);
  }
  if (interval !== undefined && interval % step !== 0n)
    return problem('The parameter tick_interval is a multiple of step.');
  if (placeholder !== undefined && ((placeholder - start) % step !== 0n || !within(placeholder)))
    return problem('The parameter placeholder is one of the steps between start and end.');
  for (const label of labels) {
    if (!within(label)) return problem('All ticks with labels lie between start and end.');
    if ((label - start) % (interval ?? step) !== 0n)
      return problem(`All ticks with labels lie on ${interval === undefined ? 'steps' : 'ticks'}.`);
  }
  const different = new Set(labels);
  if (noTicks && different.size > 0 && (different.size > 2 || !different.has(start) || !different.has(end)))
    return problem('Without ticks, a range has labels for its start and its end alone.');
  return null;
}

function exactOf(text: string | undefined): Exact | null {
  const match = /^([+-]?)(\d{0,30})(?:\.(\d{0,30}))?(?:e([+-]?\d{1,2}))?$/i.exec(text?.trim() ?? '');
  if (!match || `${match[2] ?? ''}${match[3] ?? ''}` === '') return null;
  const fraction = match[3] ?? '';
  const digits = BigInt(`${match[2] ?? ''}${fraction}`) * (match[1] === '-' ? -1n : 1n);
  const scale = fraction.length - Number(match[4] ?? 0);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}
