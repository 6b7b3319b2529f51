import type { ChoiceSource } from '../model/instrument.ts';
import { parseSoleReference } from './name-references.ts';
import { choiceFilePattern } from './select-question.ts';
import type { DraftContainer, DraftNameIndex, DraftQuestion } from './survey-context.ts';

type SelectRequest = Extract<DraftQuestion['asks'], { kind: 'select' }>;

/** Name of a list on the external_choices sheet. The same name may mean another list on the choices sheet. */
export const externalListNameOf = (list: string, isTaken: boolean): string =>
  isTaken ? `external_choices.${list}` : list;

/** Source of a select's choices in the instrument. */
export function choiceSourceOf(
  asks: SelectRequest,
  filter: string | undefined,
  parameters: Readonly<Record<string, string>>,
  index: DraftNameIndex,
  isListTaken: (list: string) => boolean,
): ChoiceSource {
  const randomize = parameters['randomize'] === 'true';
  const seed = parameters['seed'];
  const drawn = (nodes: string): string =>
    !randomize ? nodes : `randomize(${nodes}${seed === undefined ? '' : `, ${seed}`})`;

  if (asks.list.startsWith('${')) return choiceSourceOfRepeat(asks.list, filter, index, drawn);
  const file = choiceFilePattern.exec(asks.list);
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
    stem ?? (asks.from === 'external' ? externalListNameOf(asks.list, isListTaken(asks.list)) : asks.list);
  return {
    list,
    ...(filter !== undefined && { filter }),
    ...(randomize && { randomize: seed === undefined ? {} : { seed } }),
  };
}

/**
 * Choices that are answers of a repeat: `select_one ${name}` offers the answers to `name` in all rows. References in
 * the filter to questions of the same repeat mean the offered row.
 */
function choiceSourceOfRepeat(
  list: string,
  filter: string | undefined,
  index: DraftNameIndex,
  drawn: (nodes: string) => string,
): ChoiceSource {
  const name = parseSoleReference(list);
  const foundDraft = name === null ? undefined : index.find(name);
  const at = foundDraft?.around.findLastIndex(({ kind }) => kind === 'repeat') ?? -1;
  const repeat = foundDraft?.around[at];
  if (!foundDraft || !repeat) return { nodeset: list, value: '.', label: '.' };
  const path = relativePathBelow(foundDraft.around, repeat, foundDraft.draft.name);
  const condition = filter === undefined ? '' : ` and (${relativizeReferences(filter, repeat, index)})`;
  return { nodeset: drawn(`\${${repeat.name}}[./${path} != ''${condition}]`), value: path, label: path };
}

function relativePathBelow(
  draftContainers: readonly DraftContainer[],
  repeat: DraftContainer,
  name: string,
): string {
  const from = draftContainers.indexOf(repeat) + 1;
  return [...draftContainers.slice(from).map((container) => container.name), name].join('/');
}

function relativizeReferences(filter: string, repeat: DraftContainer, index: DraftNameIndex): string {
  return filter.replace(/\$\{\s*([^{}\s]+)\s*\}/g, (reference, name: string) => {
    const foundDraft = index.find(name);
    const innermost = foundDraft?.around.findLast(({ kind }) => kind === 'repeat');
    return foundDraft && innermost === repeat
      ? `./${relativePathBelow(foundDraft.around, repeat, name)}`
      : reference;
  });
}
