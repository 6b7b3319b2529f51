import path from 'node:path';
import { type DocumentSource, documentSourceOf } from '#domain/document/document-draft.ts';
import { pathOf } from '#domain/document/op.ts';
import { DeviceId } from '#domain/ids.ts';
import { readSealingKeys } from '#server/db/encryption/sealing-keys.ts';
import { openServerStore, type ServerStore, type StoreLocation } from '#server/db/open-store.ts';
import { receivePack } from '#server/log/receive-pack.ts';
import { chainStartHash } from '#sync/protocol/hash.ts';
import { decodePayload, encodePayload } from '#sync/protocol/pack-codec.ts';
import { judgePackOps, noTextAuthorship } from '#sync/server/judge-pack.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { startPostgres } from '#tests/support/server/postgres-process.ts';
import { makeFolderUntilExit } from '#tests/support/temporary/make-folder.ts';
import { type BenchFigure, quantileOf } from '../rig/figure-table.ts';
import { readCpuSeconds } from '../rig/processor-time.ts';
import { fillServerStore, type LoadDevice } from '../server/load-device.ts';
import { medianOf } from '../sync/sync-figures.ts';
import { documentWithRegisters, RegisterRewrites, seedDevice } from './many-registers.ts';

/** Registers of the small document and, at scale 1, of the large one. */
const [small, large] = [100, 100_000];

/** Number at a scale, and at least this one. */
export const atScale = (scale: number, count: number, least: number): number =>
  Math.max(least, Math.round(count * scale));

const maximumOpsInPack = 2_000;
const opsInCostPack = 50;
/** Ticks of the processor's clock are 10 ms: a round has to take many. */
const packsInCostRound = 60;
const costRounds = 9;
const maximumCostRatio = 1.2;

/** Registers of the large document, as a row names them. */
export const registerCount = (scale: number): string => atScale(scale, large, small).toLocaleString('en');

/** Processor time of an op in a document of 10^5 registers against one of 10^2, on both engines. */
export async function measureOpCost(scale: number): Promise<readonly BenchFigure[]> {
  const { folder, remove } = makeFolderUntilExit('op-cost');
  const postgresProcess = await startPostgres(false);
  try {
    return [
      await measureOpCostOn(
        'embedded',
        scale,
        { kind: 'embedded', folder },
        path.join(folder, 'sealing.key'),
      ),
      await measureOpCostOn(
        'PostgreSQL',
        scale,
        { kind: 'postgres', url: postgresProcess.url },
        postgresProcess.sealingFile,
      ),
    ];
  } finally {
    await postgresProcess.stop();
    await remove();
  }
}

async function measureOpCostOn(
  name: string,
  scale: number,
  storeLocation: StoreLocation,
  sealingFile: string,
): Promise<BenchFigure> {
  const store = await openServerStore(storeLocation, readSealingKeys(sealingFile));
  try {
    const newRegisterWriters = (await fillServerStore(store, 2, 2)).map(
      (device) => new NewRegisterWriter(store, device),
    );
    const [few, many] = newRegisterWriters;
    if (few === undefined || many === undefined) throw new Error('There are two devices');
    await few.write(small, maximumOpsInPack);
    await many.write(atScale(scale, large, small), maximumOpsInPack);
    const costs: { few: number; many: number }[] = [];
    for (let round = 0; round < atScale(scale, costRounds, 1); round += 1)
      costs.push({ few: await few.costOfRound(), many: await many.costOfRound() });
    const micros = (part: 'few' | 'many'): number =>
      (medianOf(costs.map((cost) => cost[part])) * 1_000_000) / (packsInCostRound * opsInCostPack);
    const ratio = medianOf(costs.map((cost) => cost.many / cost.few));
    return {
      name: `an op into ${registerCount(scale)} registers against ${small} (${name})`,
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

  constructor(store: ServerStore, loadDevice: LoadDevice) {
    this.#store = store;
    this.#device = loadDevice;
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
      const { verdict, held } = (await receivePack(this.#store, sender, pack, Date.now())).verdict;
      if (verdict !== 'accepted' || held !== undefined) throw new Error(`A pack was ${verdict}`);
    }
  }

  /** Processor time of so many packs in seconds, with that of PostgreSQL's processes. */
  async costOfRound(): Promise<number> {
    const previousCpuSeconds = readCpuSeconds(process.pid);
    await this.write(packsInCostRound * opsInCostPack, opsInCostPack);
    const after = readCpuSeconds(process.pid);
    return after.server - previousCpuSeconds.server + (after.postgres - previousCpuSeconds.postgres);
  }
}

/** Two measurements of one task, in alternating rounds: in a small document and in a large one. */
export interface RoundTimes {
  readonly small: number[];
  readonly large: number[];
}

/** Processor time of this process for a task, in microseconds. */
async function measureProcessorMicros(task: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await task();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** Run both so many times, each first in every other round. */
export async function measureInTurns(
  rounds: number,
  small: (round: number) => Promise<number>,
  large: (round: number) => Promise<number>,
): Promise<RoundTimes> {
  const roundTimes: RoundTimes = { small: [], large: [] };
  for (let round = 0; round < rounds; round += 1)
    for (const isSmall of round % 2 === 0 ? [true, false] : [false, true])
      if (isSmall) roundTimes.small.push(await small(round));
      else roundTimes.large.push(await large(round));
  return roundTimes;
}

/**
 * Row of the table.
 * @param floor The small document's figure.
 * @param isMean Mean of all rounds, since some of them do deferred work.
 */
export function ratioFigure(
  name: string,
  { small, large }: RoundTimes,
  most: number,
  isMean = false,
): BenchFigure {
  const middle = (times: readonly number[]): number =>
    isMean ? times.reduce((sum, one) => sum + one, 0) / times.length : quantileOf(times, 0.5);
  const ratio = middle(large) / middle(small);
  return {
    name,
    value: `${middle(large).toFixed(1)} us (x ${ratio.toFixed(2)})`,
    floor: `${middle(small).toFixed(1)} us`,
    target: `<= ${most} x`,
    isMet: ratio <= most,
  };
}

const foldRounds = 501;
/** As many as the small document has registers, so that both change as many. */
const opsInFold = 100;

/**
 * Cost of reading, judging and applying an op of a pack in a document of 10^5 registers, beside one in a
 * document of 10^2.
 */
export async function measureFold(scale: number): Promise<readonly BenchFigure[]> {
  const rewrites = [measureFoldMicros(small), measureFoldMicros(atScale(scale, large, small))] as const;
  const roundTimes = await measureInTurns(atScale(scale, foldRounds, 3), ...rewrites);
  return [
    ratioFigure(`read, judge and fold: an op among ${registerCount(scale)} registers`, roundTimes, 1.2),
  ];
}

function measureFoldMicros(registers: number): () => Promise<number> {
  const [logId, documentId] = [aLog(), aDoc()];
  const documentSource: DocumentSource = documentSourceOf(documentWithRegisters(documentId, registers));
  const deviceId = DeviceId.parse('a'.repeat(32));
  return async () => {
    const ops = new RegisterRewrites(documentId, registers, deviceId).next(opsInFold);
    const payload = encodePayload(logId, chainStartHash, ops);
    const taken = { have: { [seedDevice]: registers }, held: new Set<never>() };
    const documents = new Map([[documentId, documentSource]]);
    const micros = await measureProcessorMicros(() => {
      const opened = decodePayload(payload);
      const { held } = judgePackOps(
        opened.ok ? opened.value.ops : [],
        ['assessor'],
        taken,
        documents,
        noTextAuthorship,
      );
      if (!opened.ok || held.length > 0) throw new Error('Not all of the ops were applied');
    });
    return micros / opsInFold;
  };
}
