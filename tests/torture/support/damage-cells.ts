import fs from 'node:fs';
import path from 'node:path';
import type { DatabaseEngine } from '#electron/database-engine.ts';
import { changeEngine } from '#tests/support/app/change-engine.ts';
import { type Damage, damageFile, damages } from '#tests/support/disk/damage.ts';
import { filesBelow } from '#tests/support/disk/search-folder.ts';
import { randomFrom } from '#tests/support/random/seeded-numbers.ts';

/**
 * Promise about the next start. `kept`: everything called saved is there, from the journal, the database and
 * headquarters together, and work goes on. `stopped`: the app refuses to open with one sentence and changes nothing.
 * All is there again once the file is put back. Nobody could do better, for the content is in this file alone.
 */
export type Expectation = 'kept' | 'stopped';

/** A file that the vault needs. */
export interface Target {
  readonly name: string;
  /** Purpose of the file. Files for different purposes never replace each other. */
  readonly holds: 'work' | 'keys' | 'place';
  /** Present name of the file; null while there is none. */
  readonly find: (profile: string) => string | null;
  readonly expected: (damage: Damage) => Expectation;
}

const inVault = (profile: string, name: RegExp): string | null =>
  filesBelow(path.join(profile, 'vaults')).find((file) => name.test(path.basename(file))) ?? null;
/** @param profile the folder that `IndexedDB` lies in */
const inDatabase = (profile: string, name: RegExp): string | null =>
  filesBelow(path.join(profile, 'IndexedDB'))
    .filter((file) => name.test(path.basename(file)) && fs.statSync(file).size > 0)
    .toSorted()
    .at(-1) ?? null;

const always = (expectedExpectation: Expectation) => (): Expectation => expectedExpectation;

/** Nobody can put back a folder. */
const keptUnlessAllIsGone = (damage: Damage): Expectation =>
  damage === 'its folder is missing' ? 'stopped' : 'kept';

const stoppedUnlessTheSame = (damage: Damage): Expectation =>
  damage === 'an older copy stands in its place' ? 'kept' : 'stopped';

/** The files of a database, by the engine that keeps it. */
export const databaseTargets: Readonly<Record<DatabaseEngine, readonly Target[]>> = {
  leveldb: [
    {
      name: 'database log',
      holds: 'work',
      find: (profile) => inDatabase(profile, /^\d+\.log$/),
      expected: always('kept'),
    },
    {
      name: 'database table',
      holds: 'work',
      find: (profile) => inDatabase(profile, /^\d+\.ldb$/),
      expected: always('kept'),
    },
    {
      name: 'database manifest',
      holds: 'work',
      find: (profile) => inDatabase(profile, /^MANIFEST-/),
      expected: always('kept'),
    },
    {
      name: 'database CURRENT',
      holds: 'work',
      find: (profile) => inDatabase(profile, /^CURRENT$/),
      expected: always('kept'),
    },
  ],
  sqlite: [
    {
      name: 'database file',
      holds: 'work',
      find: (profile) => inDatabase(profile, /^[A-Z2-7]{52}$/),
      expected: always('kept'),
    },
    {
      // There only after a kill: a regular end of Chromium leaves all of it in the file.
      name: 'database WAL',
      holds: 'work',
      find: (profile) => inDatabase(profile, /-wal$/),
      expected: always('kept'),
    },
  ],
};

const vaultTargets: readonly Target[] = [
  {
    name: 'journal',
    holds: 'work',
    find: (profile) =>
      filesBelow(path.join(profile, 'vaults'))
        .filter((file) => file.endsWith('.journal') && fs.readFileSync(file).some((byte) => byte !== 0))
        .toSorted()
        .at(-1) ?? null,
    expected: always('kept'),
  },
  // Each of the two replaces the other.
  {
    name: 'vault header',
    holds: 'keys',
    find: (profile) => inVault(profile, /^vault\.json$/),
    expected: keptUnlessAllIsGone,
  },
  {
    name: 'copy of the vault header',
    holds: 'keys',
    find: (profile) => inVault(profile, /^vault\.copy\.json$/),
    expected: keptUnlessAllIsGone,
  },
  // The device's key and the enrolment are written once: an older copy is the same one.
  {
    name: 'device key',
    holds: 'keys',
    find: (profile) => inVault(profile, /^device\.json$/),
    expected: stoppedUnlessTheSame,
  },
  {
    name: 'enrolment',
    holds: 'keys',
    find: (profile) => inVault(profile, /^enrolment\.json$/),
    expected: stoppedUnlessTheSame,
  },
  {
    // It only tells whether the folder was moved: it keeps nobody out.
    name: 'home mark',
    holds: 'place',
    find: (profile) => inVault(profile, /^home\.json$/),
    expected: keptUnlessAllIsGone,
  },
];

/** Chromium keeps databases by another engine than at the last start, and has deleted the files of that one. */
const engineChange = 'another engine kept it';

export interface Cell {
  readonly name: string;
  readonly target: Target;
  readonly damage: Damage | typeof engineChange;
  readonly expected: Expectation;
}

/** The whole table of a laptop with databases of this engine. */
export const allCells = (databaseEngine: DatabaseEngine): readonly Cell[] => [
  ...cellsOf([...vaultTargets, ...databaseTargets[databaseEngine]]),
  { name: `database: ${engineChange}`, target: allDatabases, damage: engineChange, expected: 'kept' },
];

const allDatabases: Target = {
  name: 'database',
  holds: 'work',
  find: (profile) => path.join(profile, 'IndexedDB'),
  expected: always('kept'),
};

/** Every damage of these files, mixed in an order that is always the same. So the beginning of it is a sample. */
export function cellsOf(targets: readonly Target[]): readonly Cell[] {
  const random = randomFrom(1);
  return targets
    .flatMap((target) =>
      damages.map((damage) => ({
        name: `${target.name}: ${damage}`,
        target,
        damage,
        expected: target.expected(damage),
      })),
    )
    .map((cell) => ({ cell, place: random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ cell }) => cell);
}

/**
 * Cells that one start shows together: one of each kind of file, for two that replace each other must not be damaged at
 * once. The journal comes first, since damage to the database may only be met later. LevelDB goes on behind a record
 * that was cut off, and Chromium takes the database away when it is opened the next time.
 */
export function startsOf(cells: readonly Cell[]): readonly (readonly Cell[])[] {
  const isLater = ({ target }: Cell): number => Number(target.name !== 'journal');
  const kinds = (['work', 'keys', 'place'] as const).map((holds) =>
    cells
      .filter(({ target }) => target.holds === holds)
      .toSorted((cell, otherCell) => isLater(cell) - isLater(otherCell)),
  );
  const starts = Math.max(...kinds.map(({ length }) => length));
  return Array.from({ length: starts }, (_, at) => kinds.flatMap((ofKind) => ofKind[at] ?? []));
}

/** Do the damage; false when there is nothing to damage, such as no older copy. */
export function damageCell(
  { name, target, damage }: Cell,
  profile: string,
  random: number,
  before: ReadonlyMap<string, Buffer>,
): boolean {
  const file = target.find(profile);
  if (damage === engineChange) return changeEngine(profile);
  const older = (at: string): Buffer | null => before.get(at) ?? lastLike(at, before);
  if (file !== null && damageFile(file, damage, random, older)) return true;
  console.log(`${name}: nothing to damage`);
  return false;
}

/** LevelDB never writes into a table again: an older table is another one. */
function lastLike(file: string, before: ReadonlyMap<string, Buffer>): Buffer | null {
  const isLike = (other: string): boolean =>
    file.endsWith('.ldb') && other.endsWith('.ldb') && path.dirname(other) === path.dirname(file);
  const last = [...before.keys()].filter(isLike).toSorted().at(-1);
  return last === undefined ? null : (before.get(last) ?? null);
}
