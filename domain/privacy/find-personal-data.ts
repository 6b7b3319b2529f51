import { findPersonNames } from './find-person-names.ts';
import { findPersonalNumbers } from './find-personal-numbers.ts';
import type { PersonalDataHit, PersonalDataKind } from './personal-data-hit.ts';

/**
 * Find parts that a person should confirm or remove before a text goes anywhere, in six languages. Amounts, counts,
 * dates and the numbers of grants, projects, laws and resolutions are none. The time is linear in the text's length.
 * @returns hits in the order of the text; none overlaps another
 */
export function findPersonalData(text: string, roster: readonly string[] = []): readonly PersonalDataHit[] {
  const found = [
    ...findEmailAddresses(text),
    ...findPersonalNumbers(text),
    ...findPersonNames(text, roster),
  ].toSorted((a, b) => a.at - b.at || b.text.length - a.text.length);
  const hits: PersonalDataHit[] = [];
  for (const hit of found) {
    const last = hits.at(-1);
    if (last === undefined || last.at + last.text.length <= hit.at) hits.push(hit);
    else if (precedenceOf(hit) < precedenceOf(last)) hits[hits.length - 1] = hit;
  }
  return hits;
}

/** Of two hits in one place the surer kind counts. */
const precedenceOf = ({ kind }: PersonalDataHit): number => kindsByCertainty.indexOf(kind);
const kindsByCertainty: readonly PersonalDataKind[] = [
  'email',
  'account',
  'case',
  'identity',
  'phone',
  'name',
  'digits',
];

const emailPattern =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu;

function findEmailAddresses(text: string): readonly PersonalDataHit[] {
  // Without the sign there is no address; a long text is then not searched at all.
  if (!text.includes('@')) return [];
  return [...text.matchAll(emailPattern)].map((match) => ({
    kind: 'email',
    text: match[0],
    at: match.index,
  }));
}
