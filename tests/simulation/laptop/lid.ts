/** A laptop's lid: while it is shut its process does not run, and keeps its memory. */
export class Lid {
  #opening: { readonly opened: Promise<void>; readonly open: () => void; readonly atMs: number } | null =
    null;

  get isShut(): boolean {
    return this.#opening !== null;
  }

  /** Time since which it is shut; null while it is open. */
  get shutAtMs(): number | null {
    return this.#opening?.atMs ?? null;
  }

  shut(atMs: number): void {
    if (this.#opening !== null) return;
    let open: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    this.#opening = { opened, open, atMs };
  }

  open(): void {
    this.#opening?.open();
    this.#opening = null;
  }

  /** Resolves when it is open. */
  async whenOpen(): Promise<void> {
    while (this.#opening !== null) await this.#opening.opened;
  }
}
