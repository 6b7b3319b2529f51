import type { QuestionType } from '../instrument.ts';
import { type CellRow, hasHint, hasLabel } from './cells.ts';
import type { DraftQuestion } from './draft.ts';
import { conditionOf } from './names.ts';
import { isDerived } from './plain-question.ts';

/** What kind of question a row asks: what is never shown is calculated, and a note with a value is a text. */
export function questionType({ asks, row }: DraftQuestion): QuestionType {
  if (asks.kind === 'select') return asks.select;
  const isHidden = isDerived(row) && !hasLabel(row) && !hasHint(row);
  const { type } = asks.meaning;
  if (isHidden || type === 'external') return 'calculate';
  return type === 'note' ? 'text' : type;
}

/** A note that is required and cannot be answered keeps a form from being finished: authors do that on purpose. */
export function isOnlyShown(row: CellRow): boolean {
  const isRequired = condition(row.cells.get('bind::required')?.text) !== undefined;
  return !isRequired && !isDerived(row) && !row.cells.has('default') && !row.cells.has('bind::constraint');
}

/** The author's own word for a type that the instrument does not have, for export. */
export function authorType({ asks, row }: DraftQuestion, type: string): string | undefined {
  if (asks.kind === 'select') return undefined;
  if (asks.word === 'osm') return row.cells.get('type')?.text;
  if (asks.word === 'hidden' || asks.meaning.preload?.startsWith('uri:')) return asks.word;
  return type === 'calculate' && asks.word !== 'calculate' && asks.meaning.preload === undefined
    ? asks.meaning.type
    : undefined;
}

/** A condition as an expression; one that never holds is none, unless it says when a question is asked. */
export function condition(text: string | undefined, dropFalse = true): string | undefined {
  const expression = text === undefined ? undefined : conditionOf(text);
  return dropFalse && expression === 'false()' ? undefined : expression;
}
