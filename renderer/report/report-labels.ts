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
  readonly cell: (cell: ReportCell) => string;
  readonly columnTitle: (column: ReportColumn) => string;
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
  const word = (key: ReportTextKey): string => translate(messageKeyOf(key));
  const day = (text: string): string => format.date(Date.parse(text));
  const cell = (one: ReportCell): string => {
    switch (one.kind) {
      case 'text':
        return one.text;
      case 'word':
        return word(one.word);
      case 'number':
        return format.number(one.value, one.decimals);
      case 'share':
        return format.percent(one.value);
      case 'level':
        if (one.isBare === true) return String(one.level);
        return translate(one.isProposed === true ? 'report.doc.level.proposed' : 'report.doc.level', {
          level: one.level,
          label: levelLabel(one.level),
        });
      case 'day':
        return day(one.day);
      case 'language':
        return languageName(one.code) ?? one.code;
      case 'state':
        return stateNameIn(one.code, language);
      case 'reviewerReason':
        return translate('report.doc.reviewerReason', { reason: one.text });
      case 'recommendation':
        return recommendationSentence(
          { say: translate, list: (parts) => parts.join(signs.comma) },
          one.words,
        );
      case 'missing':
        return translate(one.isField === true ? 'report.doc.notSet' : 'report.doc.missing');
      case 'none':
        return translate('report.doc.none');
      case 'hidden':
        return translate(one.why === 'small' ? 'report.doc.hidden.small' : 'report.doc.hidden.withheld');
      case 'list':
        return areNumberCells(one.cells)
          ? one.cells.map(cell).join(' / ')
          : // Side by side, texts of two directions would run into each other.
            one.cells.map((part) => isolateDirection(cell(part), direction)).join(signs.semicolon);
    }
  };
  const levelLabel = (level: MaturityLevel): string => {
    const own = scale[level - 1];
    // The usual labels are translated; those of another instrument stay in its words.
    return own === undefined || own === defaultScaleLabels[level - 1]
      ? translate(levelMessageKeys[level])
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
      const known = enumerations.documentKind.find((one) => one === kind);
      return known === undefined ? kind : word(valueLabelKeys.documentKind[known]);
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

const areNumberCells = (cells: readonly ReportCell[]): boolean =>
  cells.every(({ kind }) => kind === 'number');

/** Separators between words: no letters, and still not the same in every script. */
function separatorsOf(language: ReportLanguage) {
  if (language === 'ar') return { comma: '، ', between: '، ', semicolon: '؛ ' };
  if (language === 'zh') return { comma: ' ', between: '、', semicolon: '；' };
  return { comma: ', ', between: ', ', semicolon: '; ' };
}
