import type { Choices } from '../instrument.ts';
import type { DraftContainer, DraftQuestion } from './draft.ts';
import type { NameIndex } from './name-index.ts';
import { soleReference } from './names.ts';
import { choiceFile } from './select-question.ts';

type SelectAsks = Extract<DraftQuestion['asks'], { kind: 'select' }>;

/** Lists of the external_choices sheet, where the same name may mean another list than on the choices sheet. */
export const externalListName = (list: string, isTaken: boolean): string =>
  isTaken ? `external_choices.${list}` : list;

/** Where the choices of a select come from, as the instrument says it. */
export function choicesOf(
  asks: SelectAsks,
  filter: string | undefined,
  parameters: Readonly<Record<string, string>>,
  index: NameIndex,
  isListTaken: (list: string) => boolean,
): Choices {
  const randomize = parameters['randomize'] === 'true';
  const seed = parameters['seed'];
  const drawn = (nodes: string): string =>
    !randomize ? nodes : `randomize(${nodes}${seed === undefined ? '' : `, ${seed}`})`;

  if (asks.list.startsWith('${')) return fromRepeat(asks.list, filter, index, drawn);
  const file = choiceFile.exec(asks.list);
  const stem = asks.from !== 'external' && file?.[1] !== undefined ? file[1] : null;
  const value = parameters['value'];
  const label = parameters['label'];
  const isGeo = /^geojson$/i.test(file?.[2] ?? '');
  const isTable = /^csv$/i.test(file?.[2] ?? '');
  if (stem !== null && (value !== undefined || label !== undefined || !isTable))
    return {
      nodeset: drawn(`instance('${stem}')/root/item${filter === undefined ? '' : `[${filter}]`}`),
      value: value ?? (isGeo ? 'id' : 'name'),
      label: label ?? (isGeo ? 'title' : 'label'),
    };
  const list =
    stem ?? (asks.from === 'external' ? externalListName(asks.list, isListTaken(asks.list)) : asks.list);
  return {
    list,
    ...(filter !== undefined && { filter }),
    ...(randomize && { randomize: seed === undefined ? {} : { seed } }),
  };
}

/**
 * Choices that are answers of a repeat: `select_one ${name}` offers what was answered to `name` in all rows. References
 * in the filter to questions of the same repeat mean the row that is offered.
 */
function fromRepeat(
  list: string,
  filter: string | undefined,
  index: NameIndex,
  drawn: (nodes: string) => string,
): Choices {
  const name = soleReference(list);
  const found = name === null ? undefined : index.find(name);
  const at = found?.around.findLastIndex(({ kind }) => kind === 'repeat') ?? -1;
  const repeat = found?.around[at];
  if (!found || !repeat) return { nodeset: list, value: '.', label: '.' };
  const path = stepsBelow(found.around, repeat, found.draft.name);
  const condition = filter === undefined ? '' : ` and (${withinRow(filter, repeat, index)})`;
  return { nodeset: drawn(`\${${repeat.name}}[./${path} != ''${condition}]`), value: path, label: path };
}

function stepsBelow(around: readonly DraftContainer[], repeat: DraftContainer, name: string): string {
  const from = around.indexOf(repeat) + 1;
  return [...around.slice(from).map((container) => container.name), name].join('/');
}

function withinRow(filter: string, repeat: DraftContainer, index: NameIndex): string {
  return filter.replace(/\$\{\s*([^{}\s]+)\s*\}/g, (reference, name: string) => {
    const found = index.find(name);
    const innermost = found?.around.findLast(({ kind }) => kind === 'repeat');
    return found && innermost === repeat ? `./${stepsBelow(found.around, repeat, name)}` : reference;
  });
}
