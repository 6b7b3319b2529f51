import { randomBytes } from 'node:crypto';
import { type Needle, needlesOfText } from '#tests/support/disk/needles.ts';

/** Words that nobody else writes, one for each writable place. */
export class Canaries {
  readonly #words = new Map<string, string>();

  /** The word of this place, the same each time: 20 random letters and digits, which no compression shortens. */
  of(place: string): string {
    const word = this.#words.get(place) ?? wordByChance();
    this.#words.set(place, word);
    return word;
  }

  get count(): number {
    return this.#words.size;
  }

  needles(): readonly Needle[] {
    return [...this.#words].flatMap(([place, word]) => needlesOfText(place, word));
  }
}

function wordByChance(): string {
  const letters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  return Array.from(randomBytes(20), (byte) => letters[byte % letters.length]).join('');
}
