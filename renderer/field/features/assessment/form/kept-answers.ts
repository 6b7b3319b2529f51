import { parkedAnswers } from '#domain/assessment/parked-answers.ts';
import type { Json } from '#domain/base/json.ts';
import { type Document, valueAt } from '#domain/document/document.ts';
import type { Instrument } from '#domain/instrument/instrument.ts';
import type { KeptAnswer } from './form-overview-view.tsx';

/** Answers whose question this version of the instrument does not have: kept, shown, exported, in no count. */
export const parkedIn = (document: Document, instrument: Instrument): readonly KeptAnswer[] =>
  parkedAnswers(document, instrument, null).map(({ path, value }) => ({
    key: path,
    name: path.slice('answers/'.length),
    value: plain(value),
  }));

/** All answers of a document as they are, for an instrument that is not on this device. */
export const allAnswers = (document: Document): readonly KeptAnswer[] =>
  Object.keys(document.registers)
    .filter((path) => path.startsWith('answers/') || path.startsWith('screening/'))
    .flatMap((path): readonly KeptAnswer[] => {
      const value = valueAt(document, path) ?? null;
      return value === null ? [] : [{ key: path, name: path, value: plain(value) }];
    });

const plain = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));
