import { sql } from 'kysely';
import { openServerStore, type ServerStore } from '#server/db/open-store.ts';
import { testSealingKeys } from '#tests/support/server/test-sealing-keys.ts';
import type { Violation } from '../verdict/verdict.ts';
import { tellStory } from './story.ts';
import { Turns } from './turns.ts';
import { World, type WorldOptions } from './world.ts';

/** End of the world of one seed. */
export interface Outcome {
  readonly seed: number;
  readonly violations: readonly Violation[];
  readonly ops: number;
  readonly faults: number;
  readonly traceHash: string;
  readonly trace: readonly string[];
}

/** Run worlds one after the other in this process; headquarters' store is shared, its rows are not. */
export class Simulator {
  readonly #store: ServerStore;

  private constructor(store: ServerStore) {
    this.#store = store;
  }

  /** `folder` holds headquarters' store. Its power cuts and its files are not simulated: nothing waits for the disk. */
  static async open(folder: string): Promise<Simulator> {
    const store = await openServerStore({ kind: 'embedded', folder }, testSealingKeys);
    for (const setting of [
      // Not `journal_mode = memory`: a store whose write-ahead log is gone accepts nothing.
      'synchronous = off',
      'secure_delete = off',
      // No other process opens it: without this each query locks the file and looks for changes in it.
      'locking_mode = exclusive',
    ])
      await sql`pragma ${sql.raw(setting)}`.execute(store);
    return new Simulator(store);
  }

  /**
   * `tell`: events of the world, and the broken promises at its end. An exception of theirs is a violation too, so that
   * it has a seed, a trace and a replay.
   */
  async run(seed: number, worldOptions: WorldOptions = {}, tell = tellStory): Promise<Outcome> {
    const turns = Turns.install();
    try {
      const world = await World.make(seed, this.#store, turns, worldOptions);
      const violations = await tell(world).catch((error: unknown) => [exceptionOf(error)]);
      await worldOptions.ended?.(world);
      for (const laptop of world.laptops) laptop.crash('kill');
      const isAborted = violations.some(({ invariant }) => invariant === 'exception');
      await turns.untilRest().catch((error: unknown) => {
        // A world that goes round in circles was told already.
        if (!isAborted) throw error;
      });
      const { faults, oracle, trace } = world;
      const ops = oracle.saved.length;
      return { seed, violations, ops, faults, traceHash: trace.hash, trace: trace.lines };
    } finally {
      turns.uninstall();
    }
  }

  close(): Promise<void> {
    return this.#store.destroy();
  }
}

const exceptionOf = (error: unknown): Violation => ({
  invariant: 'exception',
  detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
});
