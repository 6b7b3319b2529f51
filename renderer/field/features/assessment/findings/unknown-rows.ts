import type { Gaps } from '#domain/assessment/ranked-gaps.ts';
import type { Finding } from '#domain/assessment/read-findings.ts';
import type { MaturityModel } from '#domain/instrument/maturity-model.ts';
import type { UnknownRow } from './unknown-view.tsx';

/** The lines of what is not known. */
export function unknownRowsOf(
  { unknown }: Gaps,
  { dimensions }: MaturityModel,
  findings: readonly Finding[],
  hrefOf: (question: string) => string,
): readonly UnknownRow[] {
  const titles = new Map(
    dimensions.flatMap(({ indicators }) => indicators.map(({ id, title }) => [id, title])),
  );
  return unknown.map(({ indicator: id, state, isHigh }) => ({
    id,
    title: titles.get(id) ?? '',
    href: hrefOf(id),
    state,
    isHigh,
    findings: findings.filter(({ about }) => about.includes(id)).length,
  }));
}
