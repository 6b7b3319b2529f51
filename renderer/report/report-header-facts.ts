import { MaturityLevel } from '#domain/assessment/assessment.ts';
import { valueLabelKeys } from '#domain/kinds/enumerations.ts';
import type { Report } from '#domain/report/report.ts';
import { builtInVersionOf } from '#domain/scoring/maturity-model.ts';
import { stateNameIn } from '#domain/states/state-names.ts';
import type { ReportLabels } from './report-labels.ts';

interface ReportHeaderFact {
  readonly term: string;
  readonly value: string;
}

/**
 * Common header in words, in the order of every report (docs/requirements.md D). Inapplicable facts are left
 * out.
 */
export function reportHeaderFacts(
  { header, audience, sharing }: Report,
  labels: ReportLabels,
): readonly ReportHeaderFact[] {
  const { translate, word } = labels;
  const { confidence, institution, workshop } = header;
  const missing = translate('report.doc.notSet');
  const nameOf = (ref: string): string => {
    const version = builtInVersionOf(ref);
    const title = translate('value.instrument.builtIn');
    return version === null ? ref : translate('value.instrument.version', { title, version });
  };
  const facts: readonly (ReportHeaderFact | null)[] = [
    {
      term: translate('path.country'),
      value: header.country === '' ? missing : stateNameIn(header.country, labels.language),
    },
    { term: translate('path.mission'), value: header.mission || missing },
    workshop === undefined ? null : { term: translate('report.doc.workshop'), value: workshop || missing },
    institution ? { term: translate('path.institution.name'), value: institution } : null,
    { term: translate('report.doc.period'), value: formatReportPeriod(header.from, header.to, labels) },
    header.instruments.length === 0
      ? null
      : {
          term: translate('report.doc.instrument'),
          value: header.instruments.map((ref) => nameOf(ref)).join(', '),
        },
    questionsFact(header.languages, labels),
    {
      term: translate('report.doc.cutOff'),
      value: header.cutOffMs === null ? missing : labels.moment(header.cutOffMs),
    },
    { term: translate('path.confidentiality'), value: word(valueLabelKeys.confidentiality[header.mark]) },
    { term: translate('report.doc.stand'), value: reportStatusText({ header, audience }, labels) },
    header.coverage === null
      ? null
      : {
          term: translate('report.doc.coverage'),
          value: translate('report.doc.coverage.share', { share: labels.percent(header.coverage) }),
        },
    scaleFact(header, labels),
    confidence.high + confidence.medium + confidence.low === 0
      ? null
      : {
          term: translate('report.doc.confidence'),
          value: translate('report.doc.confidence.counts', {
            high: labels.number(confidence.high),
            medium: labels.number(confidence.medium),
            low: labels.number(confidence.low),
          }),
        },
    header.roles.length === 0
      ? null
      : {
          term: translate('report.doc.roles'),
          value: labels.listed(header.roles.map((role) => word(valueLabelKeys.role[role]))),
        },
  ];
  return [...facts.filter((fact) => fact !== null), ...sharingFacts(sharing, labels)];
}

/** Names of the levels, weakest first, where the report shows levels. */
const scaleFact = ({ code, scale }: Report['header'], labels: ReportLabels): ReportHeaderFact | null =>
  scale.length === 0 || !levelReports.has(code)
    ? null
    : {
        term: labels.translate('report.doc.scale'),
        value: labels.listed(
          MaturityLevel.options.map((level) => labels.cell({ kind: 'level', level: level.value })),
        ),
      };

const levelReports: ReadonlySet<Report['header']['code']> = new Set(['R1', 'R2', 'R3', 'R4']);

/** Information-sharing note of a partner's copy (docs/requirements.md E, rule 5). */
function sharingFacts(
  sharingTerms: Report['sharing'],
  { translate, day }: ReportLabels,
): readonly ReportHeaderFact[] {
  if (sharingTerms === undefined) return [];
  const missing = translate('report.doc.notSet');
  return [
    { term: translate('report.doc.sharedWith'), value: sharingTerms.entity },
    { term: translate('report.doc.sharedFor'), value: sharingTerms.purpose || missing },
    {
      term: translate('report.doc.sharedUntil'),
      value: sharingTerms.until === null ? missing : day(sharingTerms.until),
    },
    { term: translate('report.doc.onward'), value: translate('report.doc.onward.no') },
  ];
}

/** Note where questions are not in the report's language: their instrument has no words in it, or not all. */
function questionsFact(
  spoken: readonly string[],
  { translate, language, languageName, listed }: ReportLabels,
): ReportHeaderFact | null {
  const codes = spoken.map((one) => /\(([\w-]+)\)$/.exec(one)?.[1] ?? one).filter((code) => code !== '');
  if (codes.every((code) => code === language)) return null;
  const names = listed(codes.map((code) => languageName(code) ?? code));
  return {
    term: translate('report.doc.questions'),
    value: translate('report.doc.questions.notIn', { names, language: languageName(language) ?? language }),
  };
}

/** Status of its records, and the reader of a copy. */
const reportStatusText = (
  { header, audience }: Pick<Report, 'header' | 'audience'>,
  { translate, word }: ReportLabels,
): string => {
  const status = header.statuses.map(word).join(' · ');
  if (audience === 'programme') return status;
  return `${status} (${translate(copyLabels[audience])})`;
};

const copyLabels = {
  state: 'report.doc.forState',
  donor: 'report.doc.donor',
  partner: 'report.doc.forPartner',
} as const;

export const reportRunningHead = (report: Report, labels: ReportLabels): string =>
  `${labels.word(valueLabelKeys.confidentiality[report.header.mark])} · ${reportStatusText(report, labels)}`;

/** Title of a report with its code: `R3 State synthesis`. */
export const reportTitleOf = ({ header }: Report, { word }: ReportLabels): string =>
  `${header.code} ${word(header.title)}`;

function formatReportPeriod(
  from: string | null,
  to: string | null,
  { day, translate }: ReportLabels,
): string {
  const [first, last] = [from ?? to, to ?? from];
  if (first === null || last === null) return translate('report.doc.notSet');
  return first === last ? day(first) : `${day(first)} – ${day(last)}`;
}
