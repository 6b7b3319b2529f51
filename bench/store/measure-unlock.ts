import path from 'node:path';
import { deriveInWorker } from '#electron/vault/derive-in-worker.ts';
import { deriveHere } from '#electron/vault/kdf-work.ts';
import { readHeader } from '#electron/vault/header-file.ts';
import { makeVault, passphrase, startVaultsIn } from '#tests/electron/vaults-in.ts';
import { makeFolderUntilExit } from '#tests/temporary/make-folder.ts';
import { type Figure, ms, quantile } from '../scale/figures.ts';

/**
 * From the passphrase to the open vault, by the shell's own doors over real files, with Argon2id as strong as this machine
 * was found to bear. Floor: Argon2id of the same strength alone. What a screen then needs is in `bench -- launch` and
 * `bench -- scale`.
 */
export async function measureUnlock(rounds: number): Promise<Figure> {
  const derive = deriveInWorker(path.resolve('dist/electron/kdf-worker.js'));
  const { folder, remove } = makeFolderUntilExit('unlock');
  const laptop = startVaultsIn(folder, { derive, nowMs: Date.now, tickMs: () => performance.now() });
  const id = await makeVault(laptop);
  const read = readHeader(laptop.folderOf(id));
  if (read.kind !== 'header') throw new Error('The vault that was just made has no header');
  const { kdf } = read.header;
  const unlockMs: number[] = [];
  const aloneMs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    aloneMs.push(await timed(() => deriveHere(passphrase, kdf)));
    unlockMs.push(
      await timed(async () => {
        const opened = await laptop.doors.unlock({ id, passphrase });
        if (opened.kind !== 'open') throw new Error(`Not opened: ${opened.kind}`);
      }),
    );
    await laptop.holder.letGo();
  }
  await remove();
  const [ours, floor] = [quantile(unlockMs, 0.5), quantile(aloneMs, 0.5)];
  return {
    name: `unlock (${kdf.memoryKiB / 1_024} MiB, ${kdf.passes} passes)`,
    value: `${ms(ours)} (x ${(ours / floor).toFixed(2)})`,
    floor: ms(floor),
  };
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await act();
  return performance.now() - startedMs;
}
