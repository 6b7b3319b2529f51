import { missedTargetCode } from '#build/bench/bench-table.mjs';

/** Row of the table. `target` and `isMet` are left out for figures without a target. */
export interface BenchFigure {
  readonly name: string;
  readonly value: string;
  readonly floor?: string;
  readonly target?: string;
  readonly isMet?: boolean;
}

/** The figures as lines of text. */
export function formatFigureTable(benchFigures: readonly BenchFigure[]): string {
  const lines = [
    ['', 'ours', 'floor', 'target', 'met'],
    ...benchFigures.map(({ name, value, floor, target, isMet }) => [
      name,
      value,
      floor ?? '',
      target ?? '',
      isMet === undefined ? '' : isMet ? 'yes' : 'NO',
    ]),
  ];
  const widths = lines[0]?.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0))) ?? [];
  return lines
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Exit code of a bench that ran to its table with these figures. */
export const exitCodeOf = (benchFigures: readonly Pick<BenchFigure, 'isMet'>[]): number =>
  benchFigures.some(({ isMet }) => isMet === false) ? missedTargetCode : 0;

/** Value below which the given share of them is. */
export function quantileOf(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const formatMs = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;

/** Row for a repeated task, against its longest allowed time. */
export function durationFigure(
  name: string,
  times: readonly number[],
  mostMs: number,
  floor?: string,
): BenchFigure {
  const [p50, p95] = [quantileOf(times, 0.5), quantileOf(times, 0.95)];
  return {
    name,
    value: `p50 ${formatMs(p50)}, p95 ${formatMs(p95)}`,
    ...(floor !== undefined && { floor }),
    target: `< ${mostMs} ms`,
    isMet: p95 < mostMs,
  };
}
