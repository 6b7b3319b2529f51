import type { Json } from '#domain/base/json.ts';
import type { Document } from '#domain/document/document.ts';
import { dotOf } from '#domain/document/dot.ts';
import { Kind } from '#domain/document/op.ts';
import { type Path, pathOf } from '#domain/document/path.ts';
import type { Register } from '#domain/document/register.ts';
import { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { between, prose, seededRandom } from '../workload/random.ts';
import type { HowMany } from './scale-page.ts';

const epochMs = Date.UTC(2026, 0, 5, 8);
const colleagues = [1, 2, 3, 4, 5].map((at) => DeviceId.parse(`${at}`.repeat(32)));
const registersPer = (answers: number): number => 4 + 3 * answers;

export const logOf = (mission: number): LogId => LogId.parse(uuid('a', mission, 0));
export const assessmentOf = (mission: number, at: number): DocumentId =>
  DocumentId.parse(uuid('c', mission, at));

/** The version vector of a mission's log. */
export const haveOf = ({ assessmentsPerMission, answers }: HowMany): Readonly<Record<DeviceId, number>> =>
  Object.fromEntries(
    colleagues.map((device) => [
      device,
      (Math.floor(assessmentsPerMission / colleagues.length) + 1) * registersPer(answers),
    ]),
  );

/** A document of a mission as headquarters has it: number 0 is the mission itself, the others are assessments. */
export function documentOf(mission: number, at: number, { answers }: HowMany): Document {
  const random = seededRandom(mission * 100_003 + at);
  const device = colleagues[at % colleagues.length] as DeviceId; // there are five
  let n = Math.floor(at / colleagues.length) * registersPer(answers);
  let atMs = epochMs + mission * 86_400_000 + at * 60_000;
  const registers: Record<Path, Register> = {};
  const put = (path: string, value: Json): void => {
    n += 1;
    atMs += between(random, 500, 5_000);
    registers[pathOf(...path.split('/'))] = {
      heads: [{ dot: dotOf(device, n), stamp: [atMs, 0], value }],
    };
  };

  if (at === 0) {
    put('title', `Mission ${mission} ${prose(random, 20)}`);
    put('from', '2026-01-05');
    return { doc: DocumentId.parse(logOf(mission)), kind: Kind.parse('mission'), registers };
  }
  put('title', prose(random, 30));
  put('mission', logOf(mission));
  put('instrument', 'fnai');
  put('institution/name', prose(random, 24));
  for (let number = 0; number < answers; number++) {
    const question = `D${Math.floor(number / 10) + 1}.${(number % 10) + 1}`;
    put(`answers/${question}/level`, between(random, 1, 5));
    put(`answers/${question}/rationale`, prose(random, between(random, 40, 200)));
    put(`comments/${question}/text`, prose(random, between(random, 0, 400)));
  }
  return { doc: assessmentOf(mission, at), kind: Kind.parse('assessment'), registers };
}

const uuid = (letter: string, mission: number, at: number): string =>
  `0197b1a0-${mission.toString(16).padStart(4, '0')}-7${letter}00-8000-${at.toString(16).padStart(12, '0')}`;
