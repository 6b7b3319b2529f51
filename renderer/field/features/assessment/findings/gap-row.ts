import type { Gaps, RatedGap } from '#domain/assessment/ranked-gaps.ts';
import { readFindings, readRecommendations } from '#domain/assessment/read-findings.ts';
import { conflictsOf, type Document } from '#domain/document/document.ts';

/** A gap as its row shows it, with what was made of it so far. */
export interface GapRow {
  readonly gap: RatedGap;
  /** Where its question is. */
  readonly href: string;
  readonly findings: number;
  readonly recommendations: number;
  /** Values of its target or priority that two people wrote without seeing each other's. */
  readonly conflicts: number;
}

/** The rows of the table of gaps. */
export function gapRowsOf(
  { ranked }: Gaps,
  document: Document,
  hrefOf: (question: string) => string,
): readonly GapRow[] {
  const findings = readFindings(document);
  const recommendations = readRecommendations(document);
  const contested = conflictsOf(document);
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
