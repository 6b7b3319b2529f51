import { snakeCase } from './headers.ts';
import { typeMeaning, type TypeMeaning } from './question-types.ts';

export type Container = 'group' | 'repeat' | 'loop';
export type SelectKind = 'select_one' | 'select_multiple' | 'rank';

/** What a cell of the `type` column says. */
export type TypeCell =
  | { readonly kind: 'begin'; readonly container: Container; readonly list: string | null }
  | { readonly kind: 'end'; readonly container: Container }
  | {
      readonly kind: 'select';
      readonly select: SelectKind;
      readonly from: 'choices' | 'file' | 'external';
      readonly list: string;
      readonly orOther: boolean;
    }
  | { readonly kind: 'osm'; readonly tags: string | null }
  | { readonly kind: 'setting'; readonly key: 'title' | 'id_string' }
  | { readonly kind: 'plain'; readonly word: string; readonly meaning: TypeMeaning };

const containers: Readonly<Record<string, Container>> = {
  group: 'group',
  lgroup: 'repeat',
  repeat: 'repeat',
  loop: 'loop',
  'looped group': 'repeat',
  looped_group: 'repeat',
};

const selects: readonly (readonly [RegExp, SelectKind, 'choices' | 'file' | 'external'])[] = [
  [/^select[_ ]one[_ ]from[_ ]file /i, 'select_one', 'file'],
  [/^select[_ ]multiple[_ ]from[_ ]file /i, 'select_multiple', 'file'],
  [/^select[_ ]one[_ ]external /i, 'select_one', 'external'],
  [/^add select one prompt using /i, 'select_one', 'choices'],
  [/^add select multiple prompt using /i, 'select_multiple', 'choices'],
  [/^select all that apply (?:from )?/i, 'select_multiple', 'choices'],
  [/^select[_ ]multiple (?:from |using )?/i, 'select_multiple', 'choices'],
  [/^select[_ ]one (?:from |using )?/i, 'select_one', 'choices'],
  [/^select1 /i, 'select_one', 'choices'],
  [/^rank /i, 'rank', 'choices'],
];

const settingTypes: Readonly<Record<string, 'title' | 'id_string'>> = {
  form_title: 'title',
  set_form_title: 'title',
  form_id: 'id_string',
  set_form_id: 'id_string',
};

/** Understands a type as pyxform does, forgiving case and spaces; null for an unknown one. */
export function typeCell(text: string): TypeCell | null {
  const words = text.trim().replace(/\s+/g, ' ');
  const lower = words.toLowerCase();
  const begun = /^begin[ _](group|lgroup|repeat|loop|looped[ _]group)(?: (?:over )?(\S+))?$/.exec(lower);
  const container = containers[begun?.[1] ?? ''];
  // The list is taken from the text itself, whose case counts.
  if (begun && container)
    return { kind: 'begin', container, list: begun[2] === undefined ? null : words.slice(-begun[2].length) };
  const ended = containers[/^end[ _](group|lgroup|repeat|loop|looped[ _]group)\b/.exec(lower)?.[1] ?? ''];
  if (ended) return { kind: 'end', container: ended };

  const select = selectCell(words);
  if (select) return select;
  const osm = /^osm(?: (\S+))?$/.exec(words);
  if (osm) return { kind: 'osm', tags: osm[1] ?? null };

  const snake = snakeCase(words);
  const setting = Object.hasOwn(settingTypes, snake) ? settingTypes[snake] : undefined;
  if (setting) return { kind: 'setting', key: setting };
  const meaning = typeMeaning(snake);
  return meaning ? { kind: 'plain', word: snake, meaning } : null;
}

function selectCell(words: string): TypeCell | null {
  for (const [pattern, select, from] of selects) {
    const head = pattern.exec(words);
    if (!head) continue;
    const rest = words.slice(head[0].length);
    const other = /^(\S+(?: \S+)*?) (?:or specify other|or_other|or other)$/i.exec(rest);
    const list = other?.[1] ?? rest;
    if (list.includes(' ') && !list.startsWith('${')) continue;
    return { kind: 'select', select, from, list, orOther: other !== null };
  }
  return null;
}
