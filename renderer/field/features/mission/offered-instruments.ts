import { compareVersions } from '#domain/instrument/published/compare-versions.ts';
import type { InstrumentEdition } from '#domain/instrument/published/instrument-edition.ts';
import type { Say } from '#renderer/i18n/use-say.ts';
import type { SelectOption } from '#renderer/ui/select.tsx';

/** What a new assessment can be made with: of each published instrument the newest version that is not retired. */
export function offeredInstruments(
  editions: readonly InstrumentEdition[],
  builtIn: string,
  say: Say,
): readonly SelectOption<string>[] {
  const newestById = new Map<string, InstrumentEdition>();
  for (const edition of editions) {
    if (edition.status !== 'published' || edition.ref === builtIn) continue;
    const newest = newestById.get(edition.id);
    if (!newest || compareVersions(edition.version, newest.version) > 0) newestById.set(edition.id, edition);
  }
  return [...newestById.values()].map(({ ref, title, version, questions }) => ({
    id: ref,
    label: title,
    description: say('mission.create.instrument.about', { version, count: questions }),
  }));
}
