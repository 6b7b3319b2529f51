/** Events of a world, in order. Only a hash is kept unless somebody wants to read them. */
export class Trace {
  readonly lines: string[] = [];
  readonly #isKept: boolean;
  #hash = 0x811c9dc5;

  constructor(isKept: boolean) {
    this.#isKept = isKept;
  }

  say(line: string): void {
    for (let at = 0; at < line.length; at += 1)
      this.#hash = Math.imul(this.#hash ^ line.charCodeAt(at), 0x01000193) >>> 0;
    if (this.#isKept) this.lines.push(line);
  }

  /** Two runs of one seed that differ anywhere differ here. */
  get hash(): string {
    return this.#hash.toString(16).padStart(8, '0');
  }
}
