import path from 'node:path';
import { pathOf } from '#domain/document/op.ts';
import { receivePack } from '#server/log/receive-pack.ts';
import { readSealingKeys } from '#server/encryption/sealing-keys.ts';
import { openServerStore, type ServerStore, type StoreLocation } from '#server/db/open-store.ts';
import { startPostgres } from '#tests/support/server/postgres-process.ts';
import { makeFolderUntilExit } from '#tests/support/temporary/make-folder.ts';
import { medianOf } from '../sync/sync-figures.ts';
import type { BenchFigure } from '../rig/figure-table.ts';
import { readCpuSeconds } from '../rig/processor-time.ts';
import { fillServerStore, type LoadDevice } from '../server/load-device.ts';

const [small, large] = [100, 100_000];
const maximumOpsInPack = 2_000;
const opsInCostPack = 50;
/** Ticks of the processor's clock are 10 ms: a round has to take many. */
const packsInCostRound = 60;
const costRounds = 9;
const maximumCostRatio = 1.2;

/** Processor time of an op in a document of 10^5 registers against one of 10^2, on both engines. */
export async function measureOpCost(): Promise<readonly BenchFigure[]> {
  const { folder, remove } = makeFolderUntilExit('op-cost');
  const postgres = await startPostgres(false);
  try {
    return [
      await measureOpCostOn('embedded', { kind: 'embedded', folder }, path.join(folder, 'sealing.key')),
      await measureOpCostOn('PostgreSQL', { kind: 'postgres', url: postgres.url }, postgres.sealingFile),
    ];
  } finally {
    await postgres.stop();
    await remove();
  }
}

async function measureOpCostOn(
  name: string,
  place: StoreLocation,
  sealingFile: string,
): Promise<BenchFigure> {
  const store = await openServerStore(place, readSealingKeys(sealingFile));
  try {
    const writers = (await fillServerStore(store, 2, 2)).map(
      (device) => new NewRegisterWriter(store, device),
    );
    const [few, many] = writers;
    if (few === undefined || many === undefined) throw new Error('There are two devices');
    await few.write(small, maximumOpsInPack);
    await many.write(large, maximumOpsInPack);
    const costs: { few: number; many: number }[] = [];
    for (let round = 0; round < costRounds; round += 1)
      costs.push({ few: await few.costOfRound(), many: await many.costOfRound() });
    const micros = (part: 'few' | 'many'): number =>
      (medianOf(costs.map((cost) => cost[part])) * 1_000_000) / (packsInCostRound * opsInCostPack);
    const ratio = medianOf(costs.map((cost) => cost.many / cost.few));
    return {
      name: `an op into 10^5 registers against 10^2 (${name})`,
      value: `x ${ratio.toFixed(2)} (${micros('many').toFixed(0)} to ${micros('few').toFixed(0)} us of a processor)`,
      target: `<= x ${maximumCostRatio}`,
      isMet: ratio <= maximumCostRatio,
    };
  } finally {
    await store.destroy();
  }
}

/** A device that writes new registers into its one document. */
class NewRegisterWriter {
  readonly #store: ServerStore;
  readonly #device: LoadDevice;
  #count = 0;

  constructor(store: ServerStore, device: LoadDevice) {
    this.#store = store;
    this.#device = device;
  }

  async write(count: number, inPack: number): Promise<void> {
    for (let left = count; left > 0; left -= inPack) {
      const pack = this.#device.writeNew(
        Array.from({ length: Math.min(left, inPack) }, () => ({
          path: pathOf('answers', `i${(this.#count += 1)}`, 'rationale'),
          value: 'seen',
        })),
      );
      const sender = { device: this.#device.id, logs: new Set([this.#device.log]) };
      const { verdict, held } = await receivePack(this.#store, sender, pack, Date.now());
      if (verdict !== 'accepted' || held !== undefined) throw new Error(`A pack was ${verdict}`);
    }
  }

  /** Processor time of so many packs in seconds, with that of PostgreSQL's processes. */
  async costOfRound(): Promise<number> {
    const before = readCpuSeconds(process.pid);
    await this.write(packsInCostRound * opsInCostPack, opsInCostPack);
    const after = readCpuSeconds(process.pid);
    return after.server - before.server + (after.postgres - before.postgres);
  }
}
