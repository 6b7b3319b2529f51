import path from 'node:path';
import { pathOf } from '#domain/document/path.ts';
import { receivePack } from '#server/log/receive-pack.ts';
import { readSealingKeys } from '#server/sealed/sealing-keys.ts';
import { openStore, type Store, type StorePlace } from '#server/store/open-store.ts';
import { startPostgres } from '#tests/server/postgres-process.ts';
import { makeFolderUntilExit } from '#tests/temporary/make-folder.ts';
import { median } from '../sync/figures.ts';
import type { Figure } from '../scale/figures.ts';
import { readCpuSeconds } from '../server/cpu-time.ts';
import type { LoadDevice } from '../server/device.ts';
import { fillStore } from '../server/fill-store.ts';

const [small, large] = [100, 100_000];
const mostOps = 2_000;
const opsInPack = 50;
/** Ticks of the processor's clock are 10 ms: a round has to take many. */
const packsInRound = 60;
const rounds = 9;
const mostRatio = 1.2;

/** Processor time of an op in a document of 10^5 registers against one of 10^2, on both engines. */
export async function measureOpCost(): Promise<readonly Figure[]> {
  const { folder, remove } = makeFolderUntilExit('op-cost');
  const postgres = await startPostgres(false);
  try {
    return [
      await measureOn('embedded', { kind: 'embedded', folder }, path.join(folder, 'sealing.key')),
      await measureOn('PostgreSQL', { kind: 'postgres', url: postgres.url }, postgres.sealingFile),
    ];
  } finally {
    await postgres.stop();
    await remove();
  }
}

async function measureOn(name: string, place: StorePlace, sealingFile: string): Promise<Figure> {
  const store = await openStore(place, readSealingKeys(sealingFile));
  try {
    const writers = (await fillStore(store, 2, 2)).map((device) => new NewRegisters(store, device));
    const [few, many] = writers;
    if (few === undefined || many === undefined) throw new Error('There are two devices');
    await few.write(small, mostOps);
    await many.write(large, mostOps);
    const costs: { few: number; many: number }[] = [];
    for (let round = 0; round < rounds; round += 1)
      costs.push({ few: await few.costOfRound(), many: await many.costOfRound() });
    const micros = (part: 'few' | 'many'): number =>
      (median(costs.map((cost) => cost[part])) * 1_000_000) / (packsInRound * opsInPack);
    const ratio = median(costs.map((cost) => cost.many / cost.few));
    return {
      name: `an op into 10^5 registers against 10^2 (${name})`,
      value: `x ${ratio.toFixed(2)} (${micros('many').toFixed(0)} to ${micros('few').toFixed(0)} us of a processor)`,
      target: `<= x ${mostRatio}`,
      isMet: ratio <= mostRatio,
    };
  } finally {
    await store.destroy();
  }
}

/** A device that writes new registers into its one document. */
class NewRegisters {
  readonly #store: Store;
  readonly #device: LoadDevice;
  #count = 0;

  constructor(store: Store, device: LoadDevice) {
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

  /** Seconds of a processor that so many packs take, those of PostgreSQL's processes included. */
  async costOfRound(): Promise<number> {
    const before = readCpuSeconds(process.pid);
    await this.write(packsInRound * opsInPack, opsInPack);
    const after = readCpuSeconds(process.pid);
    return after.server - before.server + (after.postgres - before.postgres);
  }
}
