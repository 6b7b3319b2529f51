import { readLogRow } from '#renderer/store/db/meta.ts';
import type { Laptop } from '../laptop/laptop.ts';
import type { World } from '../world/world.ts';
import type { ErasureOracle } from './erasure-oracle.ts';
import { wordsOfUpdate } from './oracle.ts';
import { judgeWorld, type Violation } from './verdict.ts';

/** Checks after years: rightly erased data is gone and stays so, wherever it was erased; all else is as it was. */
export async function judgeErasures(world: World, erasures: ErasureOracle): Promise<readonly Violation[]> {
  const { laptops, broken } = world;
  const traces = await Promise.all(
    laptops.filter(({ isUp }) => isUp).map((laptop) => whatCameBack(world, laptop)),
  );
  const foundViolations = [...broken, ...erasures.violations, ...traces.flat()];
  if (await erasures.desk.isErased()) return foundViolations;
  // After a loss for good, nobody can say the right content of a laptop that still has some of it.
  const compared = erasures.isLossy ? [] : laptops.filter(({ disk }) => !disk.isErased);
  // A laptop erases parts with a short retention by its own clock, and headquarters by its own.
  return [...foundViolations, ...(await judgeWorld(world, compared, (kind, path) => !goesFirst(kind, path)))];
}

/** Is this due before the rest of its mission? */
const goesFirst = (kind: string, path: string): boolean =>
  (kind === 'mission' && path.startsWith('team/')) || path === 'sessions/one/notes';

/** Parts due before the rest of the mission are gone everywhere; the rest is as it was. */
export async function judgeParts(world: World): Promise<readonly Violation[]> {
  const { laptops, headquarters, broken } = world;
  const documents = await headquarters.documents();
  const keptViolations = documents.flatMap(({ kind, registers }) =>
    Object.entries(registers).flatMap(([path, { heads, text }]): Violation[] => {
      const isDue = goesFirst(kind, path);
      const says =
        heads.some(({ value }) => value !== null) || (text !== undefined && wordsOfUpdate(text).length > 0);
      return isDue && says ? [{ invariant: 'kept too long', detail: `headquarters still has ${path}` }] : [];
    }),
  );
  return [...broken, ...keptViolations, ...(await judgeWorld(world, laptops))];
}

/** All due data is gone, wherever headquarters was met and nothing hindered it. */
export async function findKept(world: World, erasures: ErasureOracle): Promise<readonly Violation[]> {
  // A mission without any write leaves nothing on a laptop.
  const has = world.oracle.made.length > 0 ? world.laptops : [];
  const kept = has.filter(({ disk }) => !disk.isErased).map(({ name }) => name);
  if (!(await erasures.desk.isErased())) kept.push('headquarters');
  return kept.map((who) => ({ invariant: 'kept too long', detail: `${who} still has the mission` }));
}

/** Remains of the mission on a laptop that has erased it. */
async function whatCameBack(world: World, laptop: Laptop): Promise<readonly Violation[]> {
  const { erased, waiting } = await readLogRow(laptop.db, world.headquarters.log);
  if (!laptop.disk.isErased) return [];
  const found: string[] = [];
  if (erased === undefined) found.push('its database does not know that it was erased');
  if (waiting.changes > 0) found.push(`${waiting.changes} changes wait`);
  const isTrace = traceOf(world);
  for (const table of laptop.db.tables)
    for (const row of await table.toArray()) if (isTrace(row)) found.push(`in ${table.name}`);
  for await (const { entries } of laptop.journal.read())
    for (const journalEntry of entries)
      if (isTrace(journalEntry)) found.push(`in the journal: ${journalEntry.kind}`);
  return found.map((what) => cameBack(laptop, what));
}

/** Does it contain a person's word, or the name of a document? The mission's name remains with the numbers. */
function traceOf({ papers }: World): (something: unknown) => boolean {
  const otherDocumentIds = papers.filter(({ kind }) => kind !== 'mission').map(({ doc }) => doc);
  return (something) => {
    const text = JSON.stringify(something);
    return otherDocumentIds.some((documentId) => text.includes(documentId)) || /"w\d+\\*"/.test(text);
  };
}

const cameBack = ({ name }: Laptop, what: string): Violation => ({
  invariant: 'came back',
  detail: `${name}: ${what}`,
});
