import type { Document } from '#domain/document/document.ts';
import { Path } from '#domain/document/path.ts';
import { missionKind } from '#domain/mission/mission.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

/** Words stand here; what steers a record is not erased alone. */
const mayGo = (path: string): boolean => !/(?:^|\/)(?:status|removed|level|minutes)$|^removals\//.test(path);

/**
 * Headquarters erases what was written in single fields (domain.md E, rule 8), whatever else goes wrong. Not where it may go
 * back to its backup: that brings back what was erased since, which has to be erased again (docs/retention.md).
 */
export function valuesAreErased(world: World): void {
  const { erases } = world;
  if (erases === null || world.fate === 'headquarters') return;
  eraseNow(world, erases);
}

function eraseNow(world: World, erases: Random): void {
  const { time } = world;
  time.after(erases.between(8_000, 40_000), () => {
    if (world.isQuiet) return;
    eraseSomething(world, erases).catch((error: unknown) => world.breaks('headquarters', error));
    eraseNow(world, erases);
  });
}

async function eraseSomething(world: World, erases: Random): Promise<void> {
  const { headquarters, oracle, time } = world;
  const fields = (await headquarters.documents()).flatMap(fieldsOf);
  if (fields.length === 0) return;
  const { doc, path } = erases.pick(fields);
  const part = erases.chance(0.6) ? 'all' : 'past';
  const ops = await headquarters.erase(doc, path, part);
  time.say('headquarters', `erases ${part} of ${path}: ${ops.length} changes`);
  oracle.erase(ops, part);
}

/** The mission's name stands in other places too, as in the list of what a laptop does not carry any more. */
const fieldsOf = ({ doc, kind, registers }: Document) =>
  Object.keys(registers)
    .filter((path) => mayGo(path) && !(kind === missionKind && path === 'title'))
    .map((path) => ({ doc, path: Path.parse(path) }));
