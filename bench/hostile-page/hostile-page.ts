/** What the page of `npm run bench -- hostile` does when the program asks. */
export interface HostilePage {
  /** Makes a laptop whose store has one document of so many registers. */
  open(registers: number): Promise<void>;
  /** Takes so many packs of a colleague, of `opsInHostilePack` ops each. Throws when one of them is not taken whole. */
  receive(packs: number): Promise<void>;
  /** Saves so many answers of the person, each by itself. Returns the bytes of sealed rows that were put. */
  save(answers: number): Promise<number>;
}

/** As many as the small document has registers, so that an op changes one register in both. */
export const opsInHostilePack = 100;

declare global {
  interface Window {
    hostileBench?: HostilePage;
  }
}
