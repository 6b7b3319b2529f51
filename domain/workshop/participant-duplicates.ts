import { comparableText } from '../privacy/personal-data-hit.ts';

/** A person for the search of duplicates. Two are the same by name and institution, or by code. */
interface ComparedParticipant {
  readonly name: string;
  readonly institution: string;
  readonly code: string;
}

/** Index of participants; it finds the one that is the same person as another. */
export class DuplicateIndex<T extends ComparedParticipant> {
  readonly #byName = new Map<string, T>();
  readonly #byCode = new Map<string, T>();

  constructor(participants: readonly T[] = []) {
    for (const participant of participants) this.add(participant);
  }

  add(participant: T): void {
    const name = nameKeyOf(participant);
    if (name !== null && !this.#byName.has(name)) this.#byName.set(name, participant);
    if (participant.code !== '' && !this.#byCode.has(participant.code))
      this.#byCode.set(participant.code, participant);
  }

  find(comparedParticipant: ComparedParticipant): T | null {
    const name = nameKeyOf(comparedParticipant);
    const byName = name === null ? undefined : this.#byName.get(name);
    const byCode = comparedParticipant.code === '' ? undefined : this.#byCode.get(comparedParticipant.code);
    return byName ?? byCode ?? null;
  }
}

/** Names in any order of their words, without case, accents, vowel marks and signs. Without a name there is no key. */
function nameKeyOf({ name, institution }: ComparedParticipant): string | null {
  const words = comparableWordsOf(name).toSorted();
  return words.length === 0 ? null : `${words.join(' ')}|${comparableWordsOf(institution).join(' ')}`;
}

/** Words of a text for comparison. Forms of one Arabic letter are written alike, as people do. */
export const comparableWordsOf = (text: string): readonly string[] =>
  comparableText(text)
    .replaceAll('\u0640', '')
    .replaceAll('\u0649', '\u064a')
    .replaceAll('\u0629', '\u0647')
    .match(/[\p{L}\p{N}]+/gu) ?? [];
