import { groupByKey } from '#base/group.ts';
import {
  countByIndicator,
  type Finding,
  readFindings,
  readRecommendations,
} from '#domain/assessment/finding.ts';
import type { RankedGaps, RatedIndicatorGap } from '#domain/assessment/rank-gaps.ts';
import { conflictPathsOf, type Document } from '#domain/document/document.ts';
import type { MaturityModel } from '#domain/scoring/maturity-model.ts';
import type { InformationGapRow } from './met-and-unknown-view.tsx';

/** Rows of information gaps. */
export function informationGapRowsOf(
  { unknown }: RankedGaps,
  { dimensions }: MaturityModel,
  findings: readonly Finding[],
  hrefOf: (question: string) => string,
): readonly InformationGapRow[] {
  const titles = new Map(
    dimensions.flatMap(({ indicators }) => indicators.map(({ id, title }) => [id, title])),
  );
  const countOfFindings = countByIndicator(findings);
  return unknown.map(({ indicator: id, state, isHigh }) => ({
    id,
    title: titles.get(id) ?? '',
    href: hrefOf(id),
    state,
    isHigh,
    findings: countOfFindings.get(id) ?? 0,
  }));
}

/** Gap as its row shows it, with its findings and recommendations so far. */
export interface GapRow {
  readonly gap: RatedIndicatorGap;
  /** Where its question is. */
  readonly href: string;
  readonly findings: number;
  readonly recommendations: number;
  /** Concurrent values of two people for its target or priority. */
  readonly conflicts: number;
}

/** The rows of the table of gaps. */
export function gapRowsOf(
  { ranked }: RankedGaps,
  document: Document,
  hrefOf: (question: string) => string,
): readonly GapRow[] {
  const findings = countByIndicator(readFindings(document));
  const recommendations = countByIndicator(readRecommendations(document));
  const contested = groupByKey(
    conflictPathsOf(document).filter((path) => /^(?:targets\/[^/]+$|priorities\/[^/]+\/)/.test(path)),
    (path) => path.split('/')[1] ?? '',
  );
  return ranked.map((indicatorGap) => {
    const { id } = indicatorGap.indicator;
    return {
      gap: indicatorGap,
      href: hrefOf(id),
      findings: findings.get(id) ?? 0,
      recommendations: recommendations.get(id) ?? 0,
      conflicts: contested.get(id)?.length ?? 0,
    };
  });
}
