import type { QuestionType } from '../model/instrument.ts';
import { toSnakeCase } from './table.ts';

export type ContainerKind = 'group' | 'repeat' | 'loop';
export type SelectKind = 'select_one' | 'select_multiple' | 'rank';

/** Meaning of a cell in the `type` column. */
export type TypeCell =
  | { readonly kind: 'begin'; readonly container: ContainerKind; readonly list: string | null }
  | { readonly kind: 'end'; readonly container: ContainerKind }
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

const containerByWord: Readonly<Record<string, ContainerKind>> = {
  group: 'group',
  lgroup: 'repeat',
  repeat: 'repeat',
  loop: 'loop',
  'looped group': 'repeat',
  looped_group: 'repeat',
};

const selectPatterns: readonly (readonly [RegExp, SelectKind, 'choices' | 'file' | 'external'])[] = [
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

const settingKeyByType: Readonly<Record<string, 'title' | 'id_string'>> = {
  form_title: 'title',
  set_form_title: 'title',
  form_id: 'id_string',
  set_form_id: 'id_string',
};

/** Parse a type as pyxform does, in any case and spacing; null for an unknown one. */
export function parseTypeCell(text: string): TypeCell | null {
  const words = text.trim().replace(/\s+/g, ' ');
  const lower = words.toLowerCase();
  const begun = /^begin[ _](group|lgroup|repeat|loop|looped[ _]group)(?: (?:over )?(\S+))?$/.exec(lower);
  const containerKind = containerByWord[begun?.[1] ?? ''];
  // The list comes from the text itself, since its case counts.
  if (begun && containerKind)
    return {
      kind: 'begin',
      container: containerKind,
      list: begun[2] === undefined ? null : words.slice(-begun[2].length),
    };
  const ended =
    containerByWord[/^end[ _](group|lgroup|repeat|loop|looped[ _]group)\b/.exec(lower)?.[1] ?? ''];
  if (ended) return { kind: 'end', container: ended };

  const select = parseSelectCell(words);
  if (select) return select;
  const osm = /^osm(?: (\S+))?$/.exec(words);
  if (osm) return { kind: 'osm', tags: osm[1] ?? null };

  const snake = toSnakeCase(words);
  const setting = Object.hasOwn(settingKeyByType, snake) ? settingKeyByType[snake] : undefined;
  if (setting) return { kind: 'setting', key: setting };
  const typeMeaning = findTypeMeaning(snake);
  return typeMeaning ? { kind: 'plain', word: snake, meaning: typeMeaning } : null;
}

function parseSelectCell(words: string): TypeCell | null {
  for (const [pattern, select, from] of selectPatterns) {
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

/** Meaning of a word in the `type` column. */
export interface TypeMeaning {
  readonly type: QuestionType | 'note' | 'external';
  /** A fact of the device, never asked. */
  readonly preload?: string;
  readonly constraint?: string;
  readonly hint?: string;
  /** Only Android has it: imported with a warning that names the substitute. */
  readonly android?: string;
}

const keptForExport = 'is kept for export and is not asked on a laptop';

const askedTypeByWord: Readonly<Record<string, TypeMeaning>> = {
  text: { type: 'text' },
  string: { type: 'text' },
  integer: { type: 'integer' },
  int: { type: 'integer' },
  decimal: { type: 'decimal' },
  date: { type: 'date' },
  time: { type: 'time' },
  datetime: { type: 'dateTime' },
  date_time: { type: 'dateTime' },
  note: { type: 'note' },
  acknowledge: { type: 'acknowledge' },
  trigger: { type: 'acknowledge' },
  geopoint: { type: 'geopoint' },
  location: { type: 'geopoint' },
  gps: { type: 'geopoint' },
  geotrace: { type: 'geotrace' },
  geoshape: { type: 'geoshape' },
  barcode: { type: 'barcode' },
  image: { type: 'image' },
  photo: { type: 'image' },
  picture: { type: 'image' },
  audio: { type: 'audio' },
  video: { type: 'video' },
  file: { type: 'file' },
  range: { type: 'range' },
  calculate: { type: 'calculate' },
  hidden: { type: 'calculate' },
  percentage: { type: 'integer', constraint: '0 <= . and . <= 100' },
  phone_number: { type: 'text', constraint: "regex(., '^\\d*$')", hint: 'Enter numbers only.' },
  number_of_days_in_last_month: {
    type: 'integer',
    constraint: '0 <= . and . <= 31',
    hint: 'Enter a number 0-31.',
  },
  number_of_days_in_last_six_months: {
    type: 'integer',
    constraint: '0 <= . and . <= 183',
    hint: 'Enter a number 0-183.',
  },
  number_of_days_in_last_year: {
    type: 'integer',
    constraint: '0 <= . and . <= 365',
    hint: 'Enter a number 0-365.',
  },
  'xml-external': { type: 'external' },
  'csv-external': { type: 'external' },
};

const preloadTypeByWord: Readonly<Record<string, TypeMeaning>> = {
  start: { type: 'calculate', preload: 'start' },
  end: { type: 'calculate', preload: 'end' },
  today: { type: 'calculate', preload: 'today' },
  deviceid: { type: 'calculate', preload: 'deviceid' },
  username: { type: 'calculate', preload: 'username' },
  phonenumber: { type: 'calculate', preload: 'phonenumber' },
  email: { type: 'calculate', preload: 'email' },
  subscriberid: { type: 'calculate', preload: 'subscriberid', android: keptForExport },
  simserial: { type: 'calculate', preload: 'simserial', android: keptForExport },
  'start-geopoint': { type: 'calculate', preload: 'start-geopoint', android: keptForExport },
  'background-geopoint': { type: 'calculate', preload: 'background-geopoint', android: keptForExport },
  'background-audio': { type: 'calculate', preload: 'background-audio', android: keptForExport },
  audit: {
    type: 'calculate',
    preload: 'audit',
    android: 'is kept for export; Fieldbook records changes by itself',
  },
};

/** Old names of facts of the device: `get start time`, `start time`, `imei`, `uri:deviceid`. */
const preloadWordByOldName: Readonly<Record<string, string>> = {
  start_time: 'start',
  end_time: 'end',
  device_id: 'deviceid',
  imei: 'deviceid',
  subscriber_id: 'subscriberid',
  sim_id: 'simserial',
};

/** Meaning of a type outside selects and the begin or end of groups; null when there is none. */
export function findTypeMeaning(snake: string): TypeMeaning | null {
  const direct = ownEntry(askedTypeByWord, snake) ?? ownEntry(preloadTypeByWord, snake);
  if (direct) return direct;
  const uri = /^uri:(deviceid|subscriberid|simserial|username|phonenumber|email)$/.exec(snake)?.[1];
  if (uri !== undefined) return { ...preloadTypeByWord[uri], type: 'calculate', preload: `uri:${uri}` };
  const preloaded = snake.replace(/^get_/, '');
  const canonical = ownEntry(preloadWordByOldName, preloaded) ?? preloaded;
  if (snake.startsWith('get_') && preloaded === 'phone_number')
    return preloadTypeByWord['phonenumber'] ?? null;
  if ((preloaded !== snake || canonical !== preloaded) && ownEntry(preloadTypeByWord, canonical))
    return preloadTypeByWord[canonical] ?? null;
  const prompted = /^add_(.+)_prompt$/.exec(snake)?.[1] ?? /^q_(.+)$/.exec(snake)?.[1];
  return prompted === undefined ? null : (ownEntry(askedTypeByWord, prompted) ?? null);
}

const ownEntry = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;
