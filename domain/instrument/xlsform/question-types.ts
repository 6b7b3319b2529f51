import type { QuestionType } from '../instrument.ts';

/** What a word of the `type` column means. */
export interface TypeMeaning {
  readonly type: QuestionType | 'note' | 'external';
  /** Known to the device, never asked. */
  readonly preload?: string;
  readonly constraint?: string;
  readonly hint?: string;
  /** Only Android has it: imported with a warning that says what happens instead. */
  readonly android?: string;
}

const kept = 'is kept for export and is not asked on a laptop';

const asked: Readonly<Record<string, TypeMeaning>> = {
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

const known: Readonly<Record<string, TypeMeaning>> = {
  start: { type: 'calculate', preload: 'start' },
  end: { type: 'calculate', preload: 'end' },
  today: { type: 'calculate', preload: 'today' },
  deviceid: { type: 'calculate', preload: 'deviceid' },
  username: { type: 'calculate', preload: 'username' },
  phonenumber: { type: 'calculate', preload: 'phonenumber' },
  email: { type: 'calculate', preload: 'email' },
  subscriberid: { type: 'calculate', preload: 'subscriberid', android: kept },
  simserial: { type: 'calculate', preload: 'simserial', android: kept },
  'start-geopoint': { type: 'calculate', preload: 'start-geopoint', android: kept },
  'background-geopoint': { type: 'calculate', preload: 'background-geopoint', android: kept },
  'background-audio': { type: 'calculate', preload: 'background-audio', android: kept },
  audit: {
    type: 'calculate',
    preload: 'audit',
    android: 'is kept for export; Fieldbook records changes by itself',
  },
};

/** Old names of what the device knows: `get start time`, `start time`, `imei`, `uri:deviceid`. */
const oldNames: Readonly<Record<string, string>> = {
  start_time: 'start',
  end_time: 'end',
  device_id: 'deviceid',
  imei: 'deviceid',
  subscriber_id: 'subscriberid',
  sim_id: 'simserial',
};

/** The meaning of a type that is neither a select nor the begin or end of a group; null when there is none. */
export function typeMeaning(snake: string): TypeMeaning | null {
  const direct = own(asked, snake) ?? own(known, snake);
  if (direct) return direct;
  const uri = /^uri:(deviceid|subscriberid|simserial|username|phonenumber|email)$/.exec(snake)?.[1];
  if (uri !== undefined) return { ...known[uri], type: 'calculate', preload: `uri:${uri}` };
  const preloaded = snake.replace(/^get_/, '');
  const canonical = own(oldNames, preloaded) ?? preloaded;
  if (snake.startsWith('get_') && preloaded === 'phone_number') return known['phonenumber'] ?? null;
  if ((preloaded !== snake || canonical !== preloaded) && own(known, canonical))
    return known[canonical] ?? null;
  const prompted = /^add_(.+)_prompt$/.exec(snake)?.[1] ?? /^q_(.+)$/.exec(snake)?.[1];
  return prompted === undefined ? null : (own(asked, prompted) ?? null);
}

const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;
