import { assessmentKind } from '#domain/assessment/assessment.ts';
import { decideMoveAssessment } from '#domain/assessment/move-assessment.ts';
import { type Document, dotsAt } from '#domain/document/document.ts';
import { type Path, pathOf } from '#domain/document/op.ts';
import { DocumentId } from '#domain/ids.ts';
import type { RegisterWrite } from '#renderer/store/api/store-api.ts';
import { seededUuid } from '#tests/support/random/seeded-ids.ts';
import type { Laptop } from '../laptop/laptop.ts';
import type { RealHeadquarters } from '../network/headquarters.ts';
import { contentOfHead } from '../verdict/oracle.ts';
import type { Violation } from '../verdict/verdict.ts';
import { wordsAnywhere } from '../verdict/words-anywhere.ts';
import { lookAndWrite } from './look-and-write.ts';
import type { PaperOnDesk } from './people.ts';
import type { World } from './world.ts';

/** A move that the screen called done: the record as its person saw it, and the one that took its place. */
interface DoneMove {
  readonly mover: string;
  readonly source: Document;
  readonly copy: DocumentId;
}

/**
 * People move assessments from the first mission into the second, as the screen does: a whole copy there, then the
 * former record leaves. Judged afterwards: a moved record is in the other mission with all its words, and its former
 * one names it. Where the mover's role there ended before headquarters had the copy, the log of the former one has the
 * words: people write on in it, and that is judged as in all records.
 */
export function moveAssessments(world: World): void {
  const { growth, missions, promises } = world;
  const [from, to] = missions;
  if (!growth.kinds.has('movedAssessments') || from === undefined || to === undefined) return;
  const paperOnDesks = [1, 2].map(
    (): PaperOnDesk => ({
      doc: DocumentId.parse(seededUuid(growth.random)),
      kind: assessmentKind,
      isWhole: true,
    }),
  );
  const doneMoves: DoneMove[] = [];
  work(world, paperOnDesks);
  for (const { doc } of paperOnDesks) plan(world, doc, { from, to }, doneMoves);
  // Another fate of the mover's laptop may take the move with it, as the verdict on all writes knows.
  if (world.fate === 'none' || world.fate === 'headquarters')
    promises.push(() => judgeMoves(world, { from, to }, doneMoves));
}

interface Missions {
  readonly from: RealHeadquarters;
  readonly to: RealHeadquarters;
}

function work(world: World, paperOnDesks: readonly PaperOnDesk[]): void {
  const { time, growth, laptops, headquarters } = world;
  time.after(growth.random.between(500, 8_000), () => {
    if (world.isQuiet) return;
    const laptop = growth.random.pick(laptops);
    if (laptop.isUp)
      lookAndWrite(world, laptop, {
        mission: headquarters,
        papers: paperOnDesks,
        random: growth.random,
      }).catch((error: unknown) => world.breaks(laptop.name, error));
    work(world, paperOnDesks);
  });
}

function plan(world: World, documentId: DocumentId, missions: Missions, doneMoves: DoneMove[]): void {
  const { time, growth, laptops, withoutRole } = world;
  time.after(growth.random.between(25_000, 90_000), () => {
    const laptop = growth.random.pick(laptops);
    if (world.isQuiet || !laptop.isUp || withoutRole.has(laptop.name)) return;
    move(world, laptop, documentId, missions, doneMoves).catch((error: unknown) =>
      world.breaks(laptop.name, error),
    );
  });
}

async function move(
  world: World,
  laptop: Laptop,
  documentId: DocumentId,
  { from, to }: Missions,
  doneMoves: DoneMove[],
): Promise<void> {
  const source = await laptop.look(from.log, documentId);
  if (source === undefined) return;
  const copy = DocumentId.parse(seededUuid(world.growth.random));
  const decided = decideMoveAssessment(source, { doc: copy, mission: copy, from: from.log }, () => '');
  if (!decided.ok) return;
  world.putBeside(copy, to);
  world.time.say(laptop.name, `moves the assessment ${documentId}`);
  const copied = decided.value.map((value): RegisterWrite => ({ ...value, over: [] }));
  if ((await laptop.write(to.log, copied, new Map())) !== 'saved' || !laptop.isUp) return;
  const leaving = [leave(source, movedTo, { log: to.log, doc: copy }), leave(source, removed, true)];
  const saw = leaving.map(({ path }): [string, ReadonlySet<string>] => [
    `${documentId} ${path}`,
    new Set((source.registers[path]?.heads ?? []).map((head) => contentOfHead(documentId, path, head))),
  ]);
  if ((await laptop.write(from.log, leaving, new Map(saw))) === 'saved')
    doneMoves.push({ mover: laptop.name, source, copy });
}

const [movedTo, removed] = [pathOf('moved-to'), pathOf('removed')];

const leave = (source: Document, path: Path, value: true | { log: string; doc: string }): RegisterWrite => ({
  doc: source.doc,
  kind: assessmentKind,
  path,
  value,
  over: dotsAt(source, path),
});

async function judgeMoves(
  { oracle, withoutRole }: World,
  { from, to }: Missions,
  doneMoves: readonly DoneMove[],
): Promise<readonly Violation[]> {
  const [here, there] = [await from.documents(), await to.documents()];
  // Headquarters holds the name where the record became final meanwhile: a reviewer sees it and decides.
  const held = await from.heldNow();
  const said = [...(await from.opsNow()).values()];
  const isHeld = (documentId: DocumentId): boolean =>
    oracle.saved.some(({ op }) => op.doc === documentId && op.path === movedTo && held.has(op.dot));
  // A removal by hand, and decisions, are about the former record alone.
  return doneMoves.flatMap(({ mover, source, copy }): Violation[] => {
    const formerDocument = here.find(({ doc }) => doc === source.doc);
    const values = formerDocument?.registers[movedTo]?.heads.map(({ value }) => value) ?? [];
    const isNamed = values.some((value) => JSON.stringify(value).includes(copy));
    const taken = there.find(({ doc }) => doc === copy);
    const isRefused = taken === undefined && withoutRole.has(mover);
    const holder = isRefused ? said.filter(({ doc }) => doc === source.doc) : taken;
    const words = new Set(wordsAnywhere(holder ?? null));
    const lacking = movedWordsOf(source).filter((word) => !words.has(word) && !oracle.erasedWords.has(word));
    return [
      ...(isNamed || isHeld(source.doc) ? [] : [violation('in two places', source, `does not name ${copy}`)]),
      ...(lacking.length === 0 ? [] : [violation('lost', source, `${copy} lacks ${lacking.join(', ')}`)]),
    ];
  });
}

const violation = (invariant: Violation['invariant'], { doc }: Document, what: string): Violation => ({
  invariant,
  detail: `the moved assessment ${doc}: ${what}`,
});

/** Words of a record that its move takes along: all but the notes of the former one, and comments that were removed. */
const movedWordsOf = ({ registers }: Document): readonly string[] =>
  Object.entries(registers).flatMap(([path, { heads }]) =>
    path.startsWith('notes/') || path.startsWith('removals/')
      ? []
      : heads.flatMap(({ value }) => wordsAnywhere(value)),
  );
