import type { FormQuestion } from '#forms/engine/form.ts';
import type { QuestionType } from '#forms/model/instrument.ts';

/** Input of a question on the screen. */
export type AnswerInput =
  | { readonly kind: 'text'; readonly rows: 1 | 4 }
  | { readonly kind: 'number'; readonly isWhole: boolean }
  | { readonly kind: 'range'; readonly from: number; readonly to: number; readonly step: number }
  /** `long`: a field to search in. */
  | { readonly kind: 'one' | 'several'; readonly looks: 'rows' | 'compact' | 'likert' | 'long' }
  | { readonly kind: 'rank' }
  | { readonly kind: 'date'; readonly part: 'day' | 'month' | 'year' }
  | { readonly kind: 'time' }
  | { readonly kind: 'dateTime' }
  | { readonly kind: 'acknowledge' | 'geopoint' }
  | { readonly kind: 'points'; readonly isShape: boolean }
  | { readonly kind: 'file'; readonly accepts: string }
  /** Derived or given by the device: never asked. */
  | { readonly kind: 'none' }
  | { readonly kind: 'indicator' };

/** With more choices a person searches one rather than reading them all. */
const maximumChoiceRows = 20;

/**
 * Input of a question, by its type and the words of its `appearance`.
 * @param choices Number of choices.
 */
export function answerInputOf(
  { definition }: Pick<FormQuestion, 'definition'>,
  choices: number,
): AnswerInput {
  const { type, parameters = {}, appearance = [] } = definition;
  const looks = new Set(appearance.map((word) => word.toLowerCase()));
  switch (type) {
    case 'text':
    case 'barcode': {
      const rows = Number(parameters['rows']);
      return { kind: 'text', rows: looks.has('multiline') || rows > 1 ? 4 : 1 };
    }
    case 'integer':
    case 'decimal':
      return { kind: 'number', isWhole: type === 'integer' };
    case 'range': {
      const number = (name: string, otherwise: number): number => {
        const value = Number(parameters[name] ?? '');
        return Number.isFinite(value) && (parameters[name] ?? '') !== '' ? value : otherwise;
      };
      // Missing parameters have the defaults of pyxform.
      return { kind: 'range', from: number('start', 1), to: number('end', 10), step: number('step', 1) || 1 };
    }
    case 'select_one':
    case 'select_multiple':
      return { kind: type === 'select_one' ? 'one' : 'several', looks: choiceLayoutOf(looks, choices) };
    case 'rank':
    case 'time':
    case 'dateTime':
    case 'acknowledge':
    case 'geopoint':
    case 'indicator':
      return { kind: type };
    case 'date':
      return { kind: 'date', part: looks.has('year') ? 'year' : looks.has('month-year') ? 'month' : 'day' };
    case 'geotrace':
    case 'geoshape':
      return { kind: 'points', isShape: type === 'geoshape' };
    case 'image':
    case 'audio':
    case 'video':
    case 'file':
      return { kind: 'file', accepts: acceptedFilesByType[type] };
    case 'calculate':
      return { kind: 'none' };
  }
}

const acceptedFilesByType: Readonly<
  Record<Extract<QuestionType, 'image' | 'audio' | 'video' | 'file'>, string>
> = {
  image: 'image/*',
  audio: 'audio/*',
  video: 'video/*',
  file: '',
};

const searchAppearances = ['minimal', 'autocomplete', 'search', 'autocomplete_chars', 'autocomplete_noedit'];
const compactAppearances = [
  'horizontal',
  'horizontal-compact',
  'compact',
  'quickcompact',
  'columns',
  'columns-pack',
];

function choiceLayoutOf(words: ReadonlySet<string>, choices: number): 'rows' | 'compact' | 'likert' | 'long' {
  if (choices > maximumChoiceRows || searchAppearances.some((word) => words.has(word))) return 'long';
  if (words.has('likert') || words.has('label') || words.has('list-nolabel')) return 'likert';
  const isCompact = [...words].some(
    (word) => compactAppearances.includes(word) || /^(compact|columns|quickcompact)-\d+$/.test(word),
  );
  return isCompact ? 'compact' : 'rows';
}

/** Not asked: a value for other questions only. */
export const isQuestionAsked = ({ definition }: Pick<FormQuestion, 'definition'>): boolean =>
  definition.type !== 'calculate' && !(definition.appearance ?? []).includes('hidden');

/** Heading of the lines below it, which share its choices; it has no answer. */
export const isHeadingQuestion = ({ definition }: Pick<FormQuestion, 'definition'>): boolean =>
  (definition.appearance ?? []).includes('label');

/** Value that the person sees and cannot change. */
export const isDerivedQuestion = ({ definition }: Pick<FormQuestion, 'definition'>): boolean =>
  definition.calculation !== undefined && definition.type !== 'calculate';
