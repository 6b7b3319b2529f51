import type { QuestionType } from '../instrument.ts';
import type { Bind } from './binds.ts';
import type { Control } from './body.ts';
import { attributeOf } from './xml-parts.ts';

/** What is asked: the control decides, and for a plain input the type of its bind. */
export function typeOf(control: Control | undefined, bindType: string): QuestionType {
  switch (control?.name) {
    case undefined:
      return 'calculate';
    case 'select1':
      return 'select_one';
    case 'select':
      return 'select_multiple';
    case 'rank':
      return 'rank';
    case 'range':
      return 'range';
    case 'trigger':
      return 'acknowledge';
    case 'upload':
      return fileType(attributeOf(control.element, 'mediatype') ?? '');
    case 'input':
    case 'secret':
      return inputType(bindType);
  }
}

function inputType(bindType: string): QuestionType {
  switch (bindType) {
    case 'int':
    case 'integer':
      return 'integer';
    case 'decimal':
    case 'date':
    case 'time':
    case 'dateTime':
    case 'geopoint':
    case 'geotrace':
    case 'geoshape':
    case 'barcode':
      return bindType;
    case 'binary':
      return 'file';
    default:
      return 'text';
  }
}

function fileType(media: string): QuestionType {
  const kind = /^(image|audio|video)\//.exec(media)?.[1];
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'file';
}

/** What the form says about how the answer is given, by the names of XLSForm's `parameters`. */
export function parametersOf(
  control: Control | undefined,
  bind: Bind | undefined,
): Record<string, string> | undefined {
  const names =
    control?.name === 'range'
      ? ['start', 'end', 'step', 'ticks', 'placeholder']
      : ['rows', 'query', 'mediatype', 'accuracyThreshold', 'unacceptableAccuracyThreshold'];
  const found: Record<string, string> = {};
  for (const name of control === undefined ? [] : names) {
    const value = control && attributeOf(control.element, name);
    if (value !== undefined) found[name] = value;
  }
  for (const name of ['max-pixels', 'quality']) {
    const value = bind && attributeOf(bind.element, name);
    if (value !== undefined) found[name] = value;
  }
  return Object.keys(found).length === 0 ? undefined : found;
}

/** Columns that are kept; among them the type of a calculated value, which its question does not tell. */
export function extraOf(bind: Bind | undefined, type: QuestionType): Record<string, string> | undefined {
  if (bind === undefined) return undefined;
  const extra = {
    ...bind.extra,
    ...((type === 'calculate' || type === 'range') && { 'bind::type': bind.type }),
  };
  return Object.keys(extra).length === 0 ? undefined : extra;
}
