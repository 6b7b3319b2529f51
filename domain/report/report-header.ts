import { confidenceOf } from '../assessment/assessment.ts';
import type { Mark } from '../assessment/finding.ts';
import { readEvidence } from '../assessment/read-answer.ts';
import { readFindings } from '../assessment/read-findings.ts';
import { type Document, idsBelow, valueAt } from '../document/document.ts';
import type { Answers, Screening } from '../instrument/applicability.ts';
import { countedAnswer } from '../instrument/applicability.ts';
import { instrumentRef, type MaturityModel } from '../instrument/maturity-model.ts';
import { isApplicable } from '../instrument/score.ts';
import { Role } from '../people/role.ts';
import type { ReportCode, ReportHeader } from './report.ts';
import { coverageOf, indicatorsOf, type Reading, type ReportSources } from './report-sources.ts';
import type { ReportWord } from './words.ts';

export const reportTitles: { readonly [C in ReportCode]: ReportWord } = {
  R1: 'report.r1.title',
  R2: 'report.r2.title',
  R3: 'report.r3.title',
  R4: 'report.r4.title',
  R5: 'report.r5.title',
};

/** What a report is about, and what of it counts for coverage and confidence. */
export interface HeaderParts {
  readonly code: ReportCode;
  readonly sources: ReportSources;
  readonly readings: readonly Reading[];
  readonly institution?: string;
  /** Null where the report states no levels. */
  readonly rated: {
    readonly model: MaturityModel;
    readonly screening: Screening;
    readonly answers: Answers;
  } | null;
  /** Other records that are in the figures. */
  readonly beside?: readonly Document[];
}

/** The common header of a report (domain.md D). */
export function headerOf(parts: HeaderParts): ReportHeader {
  const { code, sources, readings, institution, rated, beside = [] } = parts;
  const { mission, facts } = sources;
  const isFinal =
    readings.length > 0 && readings.every(({ status }) => status === 'final' || status === 'superseded');
  const documents = [mission, ...readings.map(({ document }) => document), ...beside];
  return {
    code,
    title: reportTitles[code],
    country: facts.country,
    mission: facts.title,
    ...(institution !== undefined && { institution }),
    from: facts.from,
    to: facts.to,
    instruments: [...new Set(readings.map(({ model }) => instrumentRef(model)))].sort(),
    languages: [...new Set(readings.flatMap(({ languages }) => languages))].sort(),
    cutOffMs: newestMs(documents),
    mark: markOf(readings),
    state: isFinal ? 'final' : 'draft',
    coverage: rated && coverageOf(rated.model, rated.screening, rated.answers),
    confidence: confidenceCounts(readings),
    roles: rolesOf(sources),
    institutions: new Set(readings.map((one) => one.institution)).size,
    scale: readings[0]?.model.scale.map(({ label }) => label) ?? [],
  };
}

/** When the newest change of these records was written; null when there is none. */
export function newestMs(documents: readonly Document[]): number | null {
  // Not Math.max(...): a plan of years has more writes than a call may have arguments.
  return documents.reduce<number | null>((newest, { registers }) => {
    // That a copy was taken, or something erased, changes no figure.
    for (const [path, { heads }] of Object.entries(registers))
      if (!/^(?:exports|erased)\//.test(path))
        for (const { stamp } of heads) if (newest === null || stamp[0] > newest) newest = stamp[0];
    return newest;
  }, null);
}

/** The highest mark of what is in it. Results of institutions are confidential, whatever their findings are (domain.md E). */
export const markOf = (readings: readonly Reading[]): Mark =>
  readings.some(
    ({ document, model }) =>
      readFindings(document).some(({ mark }) => mark === 'SC') ||
      indicatorsOf(model).some(({ id }) => readEvidence(document, id).some(({ mark }) => mark === 'SC')),
  )
    ? 'SC'
    : 'C';

function confidenceCounts(readings: readonly Reading[]): ReportHeader['confidence'] {
  const all = readings.flatMap(({ model, screening, answers }) =>
    indicatorsOf(model)
      .filter((one) => isApplicable(one, screening, answers))
      .map((one) => countedAnswer(one, screening, answers))
      .flatMap((answer) => (answer?.state === 'rated' ? [confidenceOf(answer.evidence)] : [])),
  );
  const of = (confidence: string): number => all.filter((one) => one === confidence).length;
  return { low: of('low'), medium: of('medium'), high: of('high') };
}

/** The functions of the mission's team and of whoever makes the report: roles, never names. */
function rolesOf({ mission, roles }: ReportSources): readonly Role[] {
  const team = idsBelow(mission, 'team').map((id) => valueAt(mission, `team/${id}/function`));
  const known = new Set([...team, ...roles]);
  return Role.options.filter((role) => known.has(role));
}
