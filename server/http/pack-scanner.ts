const quote = 0x22;
const backslash = 0x5c;
const opens = new Set([0x7b, 0x5b]);
const closes = new Set([0x7d, 0x5d]);
const comma = 0x2c;

/**
 * Finds the packs in the text of a sync request while it is still coming in: the objects of the top-level list `packs`.
 * Reads bytes of UTF-8, which never look like JSON's own signs where they are part of a letter. Text that is no JSON
 * gives nothing or nonsense; whoever uses what is found parses it.
 */
export class PackScanner {
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  /** Of the string at the top level that was read last, until its value ends. */
  #key: number[] = [];
  #isKeyOpen = false;
  #item: Buffer[] | null = null;

  /** The texts of the packs that end in this piece, in order. */
  push(piece: Buffer): readonly string[] {
    const found: string[] = [];
    let from = 0;
    for (let at = 0; at < piece.length; at++) {
      const byte = piece[at] ?? 0;
      if (this.#isInString) this.#readString(byte);
      else if (byte === quote) this.#openString();
      else if (opens.has(byte)) {
        this.#depth += 1;
        if (this.#depth === itemDepth && this.#isOfPacks()) {
          this.#item = [];
          from = at;
        }
      } else if (closes.has(byte)) {
        if (this.#depth === itemDepth && this.#item !== null) {
          found.push(Buffer.concat([...this.#item, piece.subarray(from, at + 1)]).toString('utf8'));
          this.#item = null;
        }
        this.#depth -= 1;
      } else if (byte === comma && this.#depth === 1) this.#key = [];
    }
    this.#item?.push(piece.subarray(from));
    return found;
  }

  #openString(): void {
    this.#isInString = true;
    this.#isKeyOpen = this.#depth === 1 && this.#key.length === 0;
  }

  #readString(byte: number): void {
    if (byte === quote && !this.#isEscaped) {
      this.#isInString = false;
      this.#isKeyOpen = false;
      return;
    }
    if (this.#isKeyOpen && this.#key.length < longestKey) this.#key.push(byte);
    this.#isEscaped = byte === backslash && !this.#isEscaped;
  }

  #isOfPacks(): boolean {
    return Buffer.from(this.#key).toString('latin1') === 'packs';
  }
}

/** Within the request and its list. */
const itemDepth = 3;
const longestKey = 16;
