import type { Json } from '#domain/base/json.ts';
import { type Document, valueAt } from '#domain/document/document.ts';
import { placeOfPath } from '#domain/instrument/form/answer-registers.ts';
import type { FormShape } from '#domain/instrument/form/form-shape.ts';
import type { KeptAnswer } from './form-overview-view.tsx';

/** Answers whose question this version of the instrument does not have: kept, shown, exported, in no count. */
export function parkedAnswers(document: Document, { nodes }: FormShape): readonly KeptAnswer[] {
  return Object.keys(document.registers).flatMap((path): readonly KeptAnswer[] => {
    const place = path.startsWith('answers/') ? placeOfPath(path) : null;
    if (place?.kind !== 'value' || nodes.get(place.at.qid)?.kind === 'question') return [];
    const value = valueAt(document, path) ?? null;
    return value === null ? [] : [{ key: path, name: path.slice('answers/'.length), value: plain(value) }];
  });
}

/** All answers of a document as they are, for an instrument that is not on this device. */
export const allAnswers = (document: Document): readonly KeptAnswer[] =>
  Object.keys(document.registers)
    .filter((path) => path.startsWith('answers/') || path.startsWith('screening/'))
    .flatMap((path): readonly KeptAnswer[] => {
      const value = valueAt(document, path) ?? null;
      return value === null ? [] : [{ key: path, name: path, value: plain(value) }];
    });

const plain = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));
