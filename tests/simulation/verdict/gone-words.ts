import type { RealHeadquarters } from '../network/headquarters.ts';
import { wordsIn } from './oracle.ts';
import { wordsAnywhere } from './words-anywhere.ts';

/** The part of headquarters that knows the packs of a mission. */
export type MissionLog = Pick<RealHeadquarters, 'log' | 'entries' | 'packOps' | 'parked'>;

/**
 * The words of these that no log of headquarters has any more. One is there where somebody wrote it again, or where a
 * moved record took it along. All missions count: a laptop has them in one database and one journal. A moved record may
 * be in the quarantine of its new mission, since its mover's role ended.
 * @param missionLogs first the one in which values are erased
 */
export async function goneWords(
  erased: ReadonlySet<string>,
  missionLogs: readonly MissionLog[],
): Promise<ReadonlySet<string>> {
  const others = missionLogs.slice(1).map(wordsQuarantinedIn);
  const said = new Set((await Promise.all([...missionLogs.map(wordsSaidIn), ...others])).flat());
  return new Set([...erased].filter((word) => !said.has(word)));
}

const wordsSaidIn = async (missionLog: MissionLog): Promise<readonly string[]> =>
  (await missionLog.entries()).flatMap(({ kind, payload }) =>
    kind === 'pack' ? missionLog.packOps(payload).flatMap(wordsIn) : [],
  );

const wordsQuarantinedIn = async (missionLog: MissionLog): Promise<readonly string[]> =>
  (await missionLog.parked()).flatMap((row) => (row.log === missionLog.log ? wordsAnywhere(row) : []));
