import type { RankedGaps, RatedIndicatorGap } from '#domain/assessment/rank-gaps.ts';
import { type Finding, readFindings, readRecommendations } from '#domain/assessment/finding.ts';
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
  return unknown.map(({ indicator: id, state, isHigh }) => ({
    id,
    title: titles.get(id) ?? '',
    href: hrefOf(id),
    state,
    isHigh,
    findings: findings.filter(({ about }) => about.includes(id)).length,
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
  const findings = readFindings(document);
  const recommendations = readRecommendations(document);
  const contested = conflictPathsOf(document);
  return ranked.map((gap) => {
    const { id } = gap.indicator;
    const isAbout = ({ about }: { readonly about: readonly string[] }): boolean => about.includes(id);
    return {
      gap,
      href: hrefOf(id),
      findings: findings.filter(isAbout).length,
      recommendations: recommendations.filter(isAbout).length,
      conflicts: contested.filter((path) => path === `targets/${id}` || path.startsWith(`priorities/${id}/`))
        .length,
    };
  });
}
