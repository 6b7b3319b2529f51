/** Prints the steps of the demonstration, each with its figures and duration. */
export class Narrator {
  #step = 0;
  readonly #startedMs = performance.now();

  /** Do one step and print its result, such as `3. Answer offline ... 24 answers (4.1 s)`. */
  async tell<T>(
    title: string,
    act: () => Promise<{ readonly figures: string; readonly value: T }>,
  ): Promise<T> {
    this.#step += 1;
    const beganMs = performance.now();
    const { figures, value } = await act();
    const seconds = ((performance.now() - beganMs) / 1_000).toFixed(1);
    console.log(`${String(this.#step).padStart(2)}. ${title}: ${figures} (${seconds} s)`);
    return value;
  }

  /** Print the last line. */
  end(verdict: string): void {
    console.log(`\n${verdict} (${((performance.now() - this.#startedMs) / 1_000).toFixed(0)} s in all)`);
  }
}

/** `12.3 KB`; people read the figures of the demonstration. */
export const kilobytes = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} KB`;
