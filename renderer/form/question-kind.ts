import type { FormQuestion } from '#domain/instrument/form/form.ts';
import type { QuestionType } from '#domain/instrument/instrument.ts';

/** How a question is answered on the screen. */
export type AnswerWay =
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

/** From so many choices on a person looks for one rather than reading them all. */
const mostRows = 20;

/** The way to answer a question: by its type and the words of its `appearance`. `choices`: how many there are. */
export function answerWay({ definition }: Pick<FormQuestion, 'definition'>, choices: number): AnswerWay {
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
      // What the form does not say is as pyxform has it.
      return { kind: 'range', from: number('start', 1), to: number('end', 10), step: number('step', 1) || 1 };
    }
    case 'select_one':
    case 'select_multiple':
      return { kind: type === 'select_one' ? 'one' : 'several', looks: looksOf(looks, choices) };
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
      return { kind: 'file', accepts: acceptsOf[type] };
    case 'calculate':
      return { kind: 'none' };
  }
}

const acceptsOf: Readonly<Record<Extract<QuestionType, 'image' | 'audio' | 'video' | 'file'>, string>> = {
  image: 'image/*',
  audio: 'audio/*',
  video: 'video/*',
  file: '',
};

const searched = ['minimal', 'autocomplete', 'search', 'autocomplete_chars', 'autocomplete_noedit'];
const sideBySide = ['horizontal', 'horizontal-compact', 'compact', 'quickcompact', 'columns', 'columns-pack'];

function looksOf(words: ReadonlySet<string>, choices: number): 'rows' | 'compact' | 'likert' | 'long' {
  if (choices > mostRows || searched.some((word) => words.has(word))) return 'long';
  if (words.has('likert') || words.has('label') || words.has('list-nolabel')) return 'likert';
  const isCompact = [...words].some(
    (word) => sideBySide.includes(word) || /^(compact|columns|quickcompact)-\d+$/.test(word),
  );
  return isCompact ? 'compact' : 'rows';
}

/** Nothing is asked: a value that only other questions use. */
export const isAsked = ({ definition }: Pick<FormQuestion, 'definition'>): boolean =>
  definition.type !== 'calculate' && !(definition.appearance ?? []).includes('hidden');

/** It heads the lines below it, which share its choices; there is nothing to answer. */
export const isHeading = ({ definition }: Pick<FormQuestion, 'definition'>): boolean =>
  (definition.appearance ?? []).includes('label');

/** A value that the person sees and cannot change. */
export const isDerived = ({ definition }: Pick<FormQuestion, 'definition'>): boolean =>
  definition.calculation !== undefined && definition.type !== 'calculate';
