import type { ChoiceList, Instrument, Node, Qid, Question, Repeat } from '../instrument.ts';
import { type DataColumn, ratingParts } from './data-table.ts';

export interface DataOptions {
  /** Columns with the words of choices beside their codes, one for each language. */
  readonly labels: boolean;
}

/** A table before it has rows. */
export interface TablePlan {
  readonly name: string;
  /** Null for the form itself. */
  readonly repeat: Repeat | null;
  readonly columns: readonly DataColumn[];
}

/** Where the place of a geopoint goes, as KoboToolbox names it. */
const placeParts = ['latitude', 'longitude', 'altitude', 'precision'] as const;

/**
 * The tables of a form by XLSForm's convention: one for the form, one for each repeat, whose rows name the row around
 * them by `_parent_index`. `facts` are what is known of each assessment besides its answers.
 */
export function planTables(
  instrument: Instrument,
  facts: readonly string[],
  options: DataOptions,
): readonly TablePlan[] {
  const tables: TablePlan[] = [];
  const names = new Set<string>();
  const lists = new Map(instrument.choiceLists.map((list) => [list.name, list]));

  const plan = (name: string, repeat: Repeat | null, nodes: readonly Node[]): void => {
    const table = unused(name, names);
    const index = repeat ? ['_index', '_parent_index', '_id'] : ['_index', '_id', ...facts];
    const columns: DataColumn[] = index.map((key) => ({ key, question: null, part: { kind: 'fact' } }));
    const repeats: Repeat[] = [];
    const walk = (some: readonly Node[], path: string): void => {
      for (const node of some) {
        const key = `${path}${node.name}`;
        if (node.kind === 'question')
          columns.push(...columnsOf(node, key, lists, writtenLanguages(instrument), options));
        if (node.kind === 'group') walk(node.nodes, `${key}/`);
        if (node.kind === 'repeat') repeats.push(node);
      }
    };
    walk(nodes, '');
    tables.push({ name: table, repeat, columns: withoutDuplicates(columns) });
    for (const one of repeats) plan(one.name, one, one.nodes);
  };
  plan(instrument.id, null, instrument.nodes);
  return tables;
}

function columnsOf(
  question: Question,
  key: string,
  lists: ReadonlyMap<string, ChoiceList>,
  languages: readonly string[],
  options: DataOptions,
): readonly DataColumn[] {
  const value: DataColumn = { key, question, part: { kind: 'value' } };
  const labels: readonly DataColumn[] =
    question.choices && options.labels
      ? languages.map((language) => ({
          key: `${key}::label${language === '' ? '' : `::${language}`}`,
          question,
          part: { kind: 'label', language },
        }))
      : [];
  switch (question.type) {
    case 'select_multiple':
      return [
        value,
        ...labels,
        ...optionsOf(question, lists).map(
          (code): DataColumn => ({ key: `${key}/${code}`, question, part: { kind: 'option', code } }),
        ),
      ];
    case 'geopoint':
      return [
        value,
        ...placeParts.map(
          (part, at): DataColumn => ({ key: `_${key}_${part}`, question, part: { kind: 'place', at } }),
        ),
      ];
    case 'indicator':
      return [
        value,
        ...ratingParts.map(
          (of): DataColumn => ({ key: `${key}/${of}`, question, part: { kind: 'rating', of } }),
        ),
      ];
    default:
      return [value, ...labels];
  }
}

/** The languages that columns are made for; a form that names none has words all the same. */
export const writtenLanguages = ({ languages, defaultLanguage }: Instrument): readonly string[] =>
  languages.length > 0 ? languages : [defaultLanguage];

/** More columns for one question than this nobody reads, and a workbook has room for 16,384 in all; the codes stand in one. */
const mostOptions = 500;

/** The codes of a list that get a column each. */
function optionsOf({ choices }: Question, lists: ReadonlyMap<string, ChoiceList>): readonly string[] {
  const list = choices && 'list' in choices ? lists.get(choices.list) : undefined;
  const codes = new Set(list?.choices.map(({ name }) => name));
  return codes.size > mostOptions ? [] : [...codes];
}

function unused(name: string, taken: Set<string>): string {
  let free = name;
  for (let at = 2; taken.has(free); at += 1) free = `${name}_${at}`;
  taken.add(free);
  return free;
}

function withoutDuplicates(columns: readonly DataColumn[]): readonly DataColumn[] {
  const taken = new Set<string>();
  return columns.map((column) => ({ ...column, key: unused(column.key, taken) }));
}

/** Questions by id with the column of their values, for rows. */
export const columnsByQid = (columns: readonly DataColumn[]): ReadonlyMap<Qid, readonly number[]> => {
  const found = new Map<Qid, number[]>();
  for (const [at, { question }] of columns.entries()) {
    if (!question) continue;
    const places = found.get(question.qid) ?? [];
    places.push(at);
    found.set(question.qid, places);
  }
  return found;
};
