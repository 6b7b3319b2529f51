import { type InterviewNote, InterviewNoteId } from '#domain/interview/interview-note.ts';
import type { DeviceRecord, DeviceRecordId } from '#domain/workshop/device-record.ts';
import { deviceOnlyTable } from '#renderer/store/db/device-only-tables.ts';
import { seededUuid } from '#tests/support/random/seeded-ids.ts';
import { isDiskRefusal, presentClient } from '../laptop/client-code.ts';
import type { Laptop } from '../laptop/laptop.ts';
import type { Violation } from '../verdict/verdict.ts';
import { wordsAnywhere } from '../verdict/words-anywhere.ts';
import type { World } from './world.ts';

type RowTable = 'notes' | 'deviceRecords';

/** A row of one laptop alone, as its person knows it. */
interface KnownRow {
  readonly laptop: Laptop;
  readonly table: RowTable;
  readonly id: string;
  /** Word of the last write that the screen called saved. */
  saved: string | null;
  /** Words written since, which may be there or not. */
  readonly since: Set<string>;
  readonly words: string[];
  erased: 'no' | 'asked' | 'done';
  /** A write or an erasure of it is under way. */
  isBusy: boolean;
}

/**
 * People keep interview notes and the personal rows of a register, which stay on their laptop. Judged afterwards: each
 * saved row is there with its last content, an erased one is nowhere, and no word of any has left its laptop.
 */
export async function keepDeviceRows(world: World): Promise<void> {
  const { growth, laptops, headquarters, promises } = world;
  if (!growth.kinds.has('deviceRows')) return;
  // Only trainers keep the register of a workshop.
  for (const { person } of laptops) await headquarters.give(person, 'trainer');
  const knownRows: KnownRow[] = [];
  keep(world, knownRows);
  promises.push(() => judgeRows(world, knownRows));
}

function keep(world: World, knownRows: KnownRow[]): void {
  const { time, growth, laptops } = world;
  time.after(growth.random.between(1_000, 14_000), () => {
    if (world.isQuiet) return;
    const laptop = growth.random.pick(laptops);
    // An earlier version has no register.
    if (laptop.isUp && laptop.client === presentClient)
      changeOne(world, laptop, knownRows).catch((error: unknown) => {
        if (!isDiskRefusal(error)) world.breaks(laptop.name, error);
      });
    keep(world, knownRows);
  });
}

async function changeOne(world: World, laptop: Laptop, knownRows: KnownRow[]): Promise<void> {
  const { growth, newWord, time } = world;
  const ownRows = knownRows.filter(
    ({ laptop: of, erased, isBusy, saved }) => of === laptop && erased === 'no' && !isBusy && saved !== null,
  );
  const knownRow = ownRows.length > 0 && growth.random.chance(0.6) ? growth.random.pick(ownRows) : null;
  const row = knownRow ?? newRow(laptop, growth.random.pick(['notes', 'deviceRecords'] as const), world);
  if (knownRow === null) knownRows.push(row);
  row.isBusy = true;
  const isErased = knownRow !== null && growth.random.chance(0.3);
  if (isErased) row.erased = 'asked';
  const word = newWord();
  if (!isErased) {
    row.since.add(word);
    row.words.push(word);
  }
  const what = `${row.table === 'notes' ? 'a note' : 'a participant'} ${row.id.slice(0, 6)}`;
  time.say(laptop.name, isErased ? `erases ${what}` : `keeps ${what}: ${word}`);
  // A laptop that dies meanwhile never answers: the row stays as it was tried, and nobody touches it again.
  const result = isErased ? await erase(row) : await save(world, row, word);
  row.isBusy = false;
  if (result !== 'done') return;
  if (isErased) row.erased = 'done';
  else {
    row.saved = word;
    row.since.clear();
  }
}

const newRow = (laptop: Laptop, table: RowTable, { growth }: World): KnownRow => ({
  laptop,
  table,
  id: seededUuid(growth.random),
  saved: null,
  since: new Set(),
  words: [],
  erased: 'no',
  isBusy: false,
});

async function erase({ laptop, table, id }: KnownRow): Promise<'done'> {
  await laptop.act((storeApi) =>
    table === 'notes'
      ? storeApi.eraseNote(InterviewNoteId.parse(id))
      : storeApi.eraseDeviceRecords([id as DeviceRecordId]),
  );
  return 'done';
}

async function save(
  world: World,
  { laptop, table, id }: KnownRow,
  word: string,
): Promise<'done' | 'refused'> {
  const { log } = world.headquarters;
  const workshop = world.papers.find(({ kind }) => kind === 'workshop');
  if (workshop === undefined) return 'refused';
  const result = await laptop.act(async (storeApi) => {
    if (table === 'notes')
      return storeApi.saveNote({
        id: InterviewNoteId.parse(id),
        log,
        institution: 'Ministry',
        function: 'Director',
        date: null,
        text: word,
        links: [],
      });
    const previousRow = await deviceOnlyTable(laptop.db, table).get(id);
    return storeApi.saveDeviceRecords([
      {
        kind: 'participant',
        id,
        log,
        doc: workshop.doc,
        name: word,
        email: '',
        needs: '',
        sex: 'not-stated',
        seniority: 'not-stated',
        ...(previousRow !== undefined && { revision: previousRow.revision }),
      },
    ]);
  });
  return result.kind === 'saved' ? 'done' : 'refused';
}

async function judgeRows(world: World, knownRows: readonly KnownRow[]): Promise<readonly Violation[]> {
  const { laptops, headquarters } = world;
  const foundViolations: Violation[] = [];
  const wordsOf = new Map<string, ReadonlySet<string>>();
  for (const laptop of laptops.filter(({ isUp }) => isUp)) wordsOf.set(laptop.name, await wordsOn(laptop));
  const atHeadquarters = new Set(
    (await Promise.all(world.missions.map((mission) => mission.entries())))
      .flat()
      .flatMap((entry) => wordsAnywhere(entry)),
  );
  for (const row of await headquarters.parked())
    for (const word of wordsAnywhere(row)) atHeadquarters.add(word);
  // A copy, and a laptop from a backup, have the rows of another time.
  const isOneLaptopEach = world.fate !== 'copied' && world.fate !== 'restored';
  for (const knownRow of knownRows) {
    const { laptop, words, id } = knownRow;
    for (const word of words) {
      if (atHeadquarters.has(word))
        foundViolations.push({
          invariant: 'left the laptop',
          detail: `${word} of ${laptop.name} is at headquarters`,
        });
      for (const [name, there] of wordsOf)
        if (isOneLaptopEach && name !== laptop.name && there.has(word))
          foundViolations.push({
            invariant: 'left the laptop',
            detail: `${word} of ${laptop.name} is on ${name}`,
          });
    }
    if (!isOneLaptopEach || !laptops.includes(laptop) || laptop.diskFaults.wereBothHurt) continue;
    if (!laptop.isUp) continue;
    const now = await contentNow(knownRow);
    const here = wordsOf.get(laptop.name) ?? new Set<string>();
    if (knownRow.erased === 'done') {
      const left = words.filter((word) => here.has(word));
      if (now !== null || left.length > 0)
        foundViolations.push({
          invariant: 'came back',
          detail: `${laptop.name}: row ${id}, ${left.join(', ')}`,
        });
    } else if (
      knownRow.erased === 'no' &&
      knownRow.saved !== null &&
      now !== knownRow.saved &&
      !knownRow.since.has(now ?? '')
    )
      foundViolations.push({
        invariant: 'lost',
        detail: `${laptop.name}: row ${id} says ${now ?? 'nothing'}, saved was ${knownRow.saved}`,
      });
  }
  return foundViolations;
}

async function contentNow({ laptop, table, id }: KnownRow): Promise<string | null> {
  const row = await deviceOnlyTable(laptop.db, table).get(id);
  if (row === undefined) return null;
  // The table tells which of the two it is.
  return table === 'notes'
    ? (row as InterviewNote).text
    : (row as Extract<DeviceRecord, { kind: 'participant' }>).name;
}

/** All words in the tables and in the journal of a laptop. */
async function wordsOn(laptop: Laptop): Promise<ReadonlySet<string>> {
  const words = new Set<string>();
  for (const name of ['notes', 'deviceRecords'] as const)
    for (const row of await deviceOnlyTable(laptop.db, name).toArray())
      for (const word of wordsAnywhere(row)) words.add(word);
  // Changes of records are no rows; their words are others.
  for await (const { entries } of laptop.journal.read())
    for (const journalEntry of entries)
      if (journalEntry.kind !== 'ops' && journalEntry.kind !== 'pack')
        for (const word of wordsAnywhere(journalEntry)) words.add(word);
  return words;
}
