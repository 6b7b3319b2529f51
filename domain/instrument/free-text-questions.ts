import { placedNodes } from './difference/placed-nodes.ts';
import type { Instrument, Qid } from './instrument.ts';

/**
 * The questions of a form that people answer in their own words. Codes, days, places and figures have types of their
 * own; a text that asks for digits says so (`numbers`), and one that is calculated is nobody's words.
 */
export const freeTextQuestions = (instrument: Pick<Instrument, 'nodes'>): ReadonlySet<Qid> =>
  new Set(
    [...placedNodes(instrument).values()].flatMap(({ node }) =>
      node.kind === 'question' &&
      node.type === 'text' &&
      node.calculation === undefined &&
      !(node.appearance ?? []).includes('numbers')
        ? [node.qid]
        : [],
    ),
  );
