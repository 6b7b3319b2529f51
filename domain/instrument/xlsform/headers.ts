import type { SheetName } from './table.ts';

// Which column a header means. As pyxform reads them: case and spaces do not matter, old names are forgiven, groups of
// columns are written with `::` (or, when no header of the sheet has one, with `:`).

const shared: Readonly<Record<string, string>> = {
  caption: 'label',
  image: 'media::image',
  'big-image': 'media::big-image',
  big_image: 'media::big-image',
  audio: 'media::audio',
  video: 'media::video',
  value: 'name',
};

const aliases: Readonly<Record<SheetName, Readonly<Record<string, string>>>> = {
  survey: {
    ...shared,
    command: 'type',
    tag: 'name',
    read_only: 'bind::readonly',
    readonly: 'bind::readonly',
    relevant: 'bind::relevant',
    relevance: 'bind::relevant',
    required: 'bind::required',
    constraint: 'bind::constraint',
    constraining_message: 'bind::jr:constraintMsg',
    constraint_message: 'bind::jr:constraintMsg',
    calculation: 'bind::calculate',
    calculate: 'bind::calculate',
    noapperrorstring: 'bind::jr:noAppErrorString',
    no_app_error_string: 'bind::jr:noAppErrorString',
    requiredmsg: 'bind::jr:requiredMsg',
    required_message: 'bind::jr:requiredMsg',
    save_to: 'bind::entities:saveto',
    appearance: 'control::appearance',
    count: 'control::jr:count',
    repeat_count: 'control::jr:count',
    'jr:count': 'control::jr:count',
    autoplay: 'control::autoplay',
    rows: 'control::rows',
    body: 'control',
    compact_tag: 'instance::odk:tag',
  },
  choices: shared,
  external_choices: shared,
  osm: shared,
  settings: {
    form_title: 'title',
    set_form_title: 'title',
    form_id: 'id_string',
    set_form_id: 'id_string',
    prefix: 'compact_prefix',
    delimiter: 'compact_delimiter',
  },
  entities: { list_name: 'dataset' },
};

const known: Readonly<Record<SheetName, ReadonlySet<string>>> = {
  survey: new Set(
    'type name label hint guidance_hint default bind control media instance parameters choice_filter trigger intent disabled list_name fieldbook sms_field sms_option'.split(
      ' ',
    ),
  ),
  choices: new Set(['list_name', 'name', 'label', 'media', 'fieldbook']),
  external_choices: new Set(['list_name', 'name', 'label', 'media', 'fieldbook']),
  osm: new Set(['list_name', 'name', 'label']),
  settings: new Set(
    'title id_string name version default_language instance_name instance_id style public_key submission_url auto_send auto_delete allow_choice_duplicates clean_text_values client_editable omit_instanceid attribute namespaces instance_xmlns flat sms_keyword fieldbook'.split(
      ' ',
    ),
  ),
  entities: new Set(['dataset', 'label', 'entity_id', 'create_if', 'update_if', 'repeat', 'fieldbook']),
};

export interface HeaderMeaning {
  /** Canonical: `bind::relevant`, `label::French (fr)`; unknown columns keep their own name. */
  readonly key: string;
  readonly isKnown: boolean;
  /** Was it written under another name than the canonical one? */
  readonly isAlias: boolean;
}

/** Lower case, words joined by `_`: how columns and types are compared. */
export const snakeCase = (text: string): string => text.trim().split(/\s+/).join('_').toLowerCase();

/** What a header of a sheet means. `usesDoubleColon`: some header of the sheet has `::`. */
export function headerMeaning(header: string, sheet: SheetName, usesDoubleColon: boolean): HeaderMeaning {
  const plain = snakeCase(header);
  const whole = aliases[sheet][plain];
  if (whole === undefined && known[sheet].has(plain))
    return { key: plain, isKnown: true, isAlias: plain !== header };

  const tokens = splitHeader(header, usesDoubleColon);
  const first = snakeCase(tokens[0] ?? '');
  const alias = aliases[sheet][first];
  const rest = tokens.slice(1);
  if (alias !== undefined) return { key: [alias, ...rest].join('::'), isKnown: true, isAlias: true };
  if (known[sheet].has(first))
    return { key: [first, ...rest].join('::'), isKnown: true, isAlias: first !== tokens[0] };
  // Unknown columns keep their case: filters of choices ask for them by it.
  return { key: tokens.join('::'), isKnown: false, isAlias: false };
}

function splitHeader(header: string, usesDoubleColon: boolean): readonly string[] {
  if (usesDoubleColon || header.includes('::')) return header.split('::').map((token) => token.trim());
  const tokens = header.split(':').map((token) => token.trim());
  const at = tokens.indexOf('jr');
  // `jr:constraintMsg` is one name, whatever stands around it.
  return at >= 0 && at + 1 < tokens.length
    ? [...tokens.slice(0, at), `jr:${tokens[at + 1] ?? ''}`, ...tokens.slice(at + 2)]
    : tokens;
}
