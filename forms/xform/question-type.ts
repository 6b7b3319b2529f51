import type { QuestionType } from '../model/instrument.ts';
import type { BodyControl } from './body.ts';
import { localAttributeOf } from './elements.ts';

/** Type of the question: the control decides, and for a plain input the type of its bind. */
export function questionTypeOf(bodyControl: BodyControl | undefined, bindType: string): QuestionType {
  switch (bodyControl?.name) {
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
      return uploadQuestionType(localAttributeOf(bodyControl.element, 'mediatype') ?? '');
    case 'input':
    case 'secret':
      return inputQuestionType(bindType);
  }
}

function inputQuestionType(bindType: string): QuestionType {
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

function uploadQuestionType(media: string): QuestionType {
  const kind = /^(image|audio|video)\//.exec(media)?.[1];
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'file';
}
