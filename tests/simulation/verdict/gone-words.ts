import type { RealHeadquarters } from '../network/headquarters.ts';
import { wordsIn } from './oracle.ts';

/** The part of headquarters that knows the packs of a mission. */
export type MissionLog = Pick<RealHeadquarters, 'entries' | 'packOps'>;

/**
 * The words of these that no log of headquarters has any more. One is there where somebody wrote it again, or where a
 * moved record took it along. All missions count: a laptop has them in one database and one journal.
 */
export async function goneWords(
  erased: ReadonlySet<string>,
  missions: readonly MissionLog[],
): Promise<ReadonlySet<string>> {
  const said = new Set((await Promise.all(missions.map(wordsSaidIn))).flat());
  return new Set([...erased].filter((word) => !said.has(word)));
}

const wordsSaidIn = async (mission: MissionLog): Promise<readonly string[]> =>
  (await mission.entries()).flatMap(({ kind, payload }) =>
    kind === 'pack' ? mission.packOps(payload).flatMap(wordsIn) : [],
  );
