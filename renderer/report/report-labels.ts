import type { MaturityLevel } from '#domain/assessment/assessment.ts';
import { enumerations, valueLabelKeys } from '#domain/kinds/enumerations.ts';
import type { ReportCell, ReportColumn, ReportHeader } from '#domain/report/report.ts';
import type { ReportTextKey } from '#domain/report/report-text-key.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { stateNameIn } from '#domain/states/state-names.ts';
import {
  createLanguageFormat,
  createMessageTranslator,
  createTranslate,
  isolateDirection,
  languageFacts,
  type MessageKey,
  type ReportLanguage,
} from '#renderer/i18n';
import { reportCatalogueByLanguage } from '#renderer/i18n/report-catalogues.ts';
import type { ChartLabels } from './chart/chart-picture.ts';
import { recommendationSentence } from './recommendation-sentence.ts';

/** Labels and formats of a report, in its language: not always that of the screen. */
export interface ReportLabels extends ChartLabels {
  readonly language: ReportLanguage;
  readonly locale: string;
  readonly cell: (reportCell: ReportCell) => string;
  readonly columnTitle: (reportColumn: ReportColumn) => string;
  readonly moment: (atMs: number) => string;
  /** Names beside each other: `Assessor, Lead assessor`. */
  readonly listed: (parts: readonly string[]) => string;
  readonly percent: (share: number) => string;
  /** Kind of a record; one of a newer version stays as it is. */
  readonly recordKind: (kind: string) => string;
  /** Name of a language in the language of the report; undefined where it has none. */
  readonly languageName: (code: string) => string | undefined;
}

/**
 * Make the labels of a report in one language.
 * @param scale The instrument's names of the levels.
 */
export function createReportLabels(language: ReportLanguage, scale: ReportHeader['scale']): ReportLabels {
  const { direction, locale } = languageFacts[language];
  const messages = reportCatalogueByLanguage[language];
  const translate = createTranslate(
    createMessageTranslator({ language, messages, fallback: messages }),
    direction,
  );
  // Days have no hour, so no zone may move them. A time is the same on every machine, and names its zone.
  const format = createLanguageFormat(language, 'UTC');
  const signs = separatorsOf(language);
  const word = (reportTextKey: ReportTextKey): string => translate(messageKeyOf(reportTextKey));
  const day = (text: string): string => format.date(Date.parse(text));
  const cell = (reportCell: ReportCell): string => {
    switch (reportCell.kind) {
      case 'text':
        return reportCell.text;
      case 'word':
        return word(reportCell.word);
      case 'number':
        return format.number(reportCell.value, reportCell.decimals);
      case 'share':
        return format.percent(reportCell.value);
      case 'level':
        if (reportCell.isBare === true) return String(reportCell.level);
        return translate(reportCell.isProposed === true ? 'report.doc.level.proposed' : 'report.doc.level', {
          level: reportCell.level,
          label: levelLabel(reportCell.level),
        });
      case 'day':
        return day(reportCell.day);
      case 'language':
        return languageName(reportCell.code) ?? reportCell.code;
      case 'state':
        return stateNameIn(reportCell.code, language);
      case 'reviewerReason':
        return translate('report.doc.reviewerReason', { reason: reportCell.text });
      case 'recommendation':
        return recommendationSentence(
          { say: translate, list: (parts) => parts.join(signs.comma) },
          reportCell.words,
        );
      case 'missing':
        return translate(reportCell.isField === true ? 'report.doc.notSet' : 'report.doc.missing');
      case 'none':
        return translate('report.doc.none');
      case 'hidden':
        return translate(
          reportCell.why === 'small' ? 'report.doc.hidden.small' : 'report.doc.hidden.withheld',
        );
      case 'list':
        return areNumberCells(reportCell.cells)
          ? reportCell.cells.map(cell).join(' / ')
          : // Side by side, texts of two directions would run into each other.
            reportCell.cells.map((part) => isolateDirection(cell(part), direction)).join(signs.semicolon);
    }
  };
  const levelLabel = (maturityLevel: MaturityLevel): string => {
    const own = scale[maturityLevel - 1];
    // The usual labels are translated; those of another instrument stay in its words.
    return own === undefined || own === defaultScaleLabels[maturityLevel - 1]
      ? translate(levelMessageKeys[maturityLevel])
      : own;
  };
  const languageName = (code: string): string | undefined => {
    try {
      return new Intl.DisplayNames(locale, { type: 'language', fallback: 'none' }).of(code);
    } catch {
      return undefined; // a form may call its language anything
    }
  };
  return {
    language,
    locale,
    direction,
    translate: (key, values) => translate({ key, values }),
    word,
    number: format.number,
    percent: format.percent,
    day,
    cell,
    columnTitle: ({ title }) => (typeof title === 'string' ? word(title) : title.text),
    languageName,
    recordKind: (kind) => {
      const knownDocumentKind = enumerations.documentKind.find((documentKind) => documentKind === kind);
      return knownDocumentKind === undefined ? kind : word(valueLabelKeys.documentKind[knownDocumentKind]);
    },
    moment: (atMs) =>
      translate({
        key: 'report.doc.cutOff.moment',
        values: { day: format.date(atMs), time: format.time(atMs) },
      }),
    listed: (parts) => parts.join(signs.between),
  };
}

const defaultScaleLabels = defaultMaturityModel.scale.map(({ label }) => label);
const levelMessageKeys: { readonly [level in MaturityLevel]: MessageKey } = {
  1: 'report.doc.level.1',
  2: 'report.doc.level.2',
  3: 'report.doc.level.3',
  4: 'report.doc.level.4',
  5: 'report.doc.level.5',
};

/** A word of the domain is the key of its message; the compiler checks here that each has one. */
const messageKeyOf = (word: ReportTextKey): MessageKey => word;

const areNumberCells = (reportCells: readonly ReportCell[]): boolean =>
  reportCells.every(({ kind }) => kind === 'number');

/** Separators between words: no letters, and still not the same in every script. */
function separatorsOf(language: ReportLanguage) {
  if (language === 'ar') return { comma: '، ', between: '، ', semicolon: '؛ ' };
  if (language === 'zh') return { comma: ' ', between: '、', semicolon: '；' };
  return { comma: ', ', between: ', ', semicolon: '; ' };
}
