import type { Document } from '#domain/document/document.ts';
import { Path } from '#domain/document/op.ts';
import { missionKind } from '#domain/mission/mission.ts';
import type { Random } from '#tests/support/random/random.ts';
import type { World } from '../world/world.ts';

/** Words are here; values that steer a record are not erased alone. */
const mayGo = (path: string): boolean =>
  !/(?:^|\/)(?:status|removed|level|minutes|taken-over-on|moved-to|moved-from)$|^removals\//.test(path);

/**
 * Headquarters erases the content of single fields (docs/requirements.md E8), among all other faults. Not where it may
 * go back to its backup: that brings erased values back, which have to be erased again (docs/retention.md).
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

/** The mission's name is in other places too, as in the list of missions removed from a laptop. */
const fieldsOf = ({ doc, kind, registers }: Document) =>
  Object.keys(registers)
    .filter((path) => mayGo(path) && !(kind === missionKind && path === 'title'))
    .map((path) => ({ doc, path: Path.parse(path) }));
