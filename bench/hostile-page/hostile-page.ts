/** Interface of the page for `npm run bench -- hostile`. */
export interface HostilePage {
  /** Make a laptop with a store of one document of so many registers. */
  open(registers: number): Promise<void>;
  /**
   * Take so many packs of a colleague, of `opsInHostilePack` ops each. Throws when one of them is not taken
   * whole.
   */
  receive(packs: number): Promise<void>;
  /**
   * Save so many answers of the person, each in a write of its own. Returns the bytes of encrypted rows that
   * were put.
   */
  save(answers: number): Promise<number>;
}

/** As many as the small document has registers, so that an op changes one register in both. */
export const opsInHostilePack = 100;

declare global {
  interface Window {
    hostileBench?: HostilePage;
  }
}
