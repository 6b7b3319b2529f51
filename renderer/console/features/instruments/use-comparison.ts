import { useEffect, useMemo, useState } from 'react';
import { instrumentDifference } from '#domain/instrument/difference/difference.ts';
import type { Instrument } from '#domain/instrument/instrument.ts';
import { instrumentHash, parseInstrument } from '#domain/instrument/published/instrument-content.ts';
import { instrumentRefOf } from '#domain/instrument/published/instrument-edition.ts';
import { useConsole } from '#renderer/console/app/console-context.ts';
import type { LibraryRow } from './library.ts';
import type { Comparison, Publishable } from './workbench.ts';

/** How does this instrument stand to the newest version of it that is published? */
export function useComparison(instrument: Instrument | null, library: readonly LibraryRow[]): Comparison {
  const { client } = useConsole();
  // The library lists the newest version first.
  const newest = library.find(({ edition }) => edition.id === instrument?.id)?.edition;
  const ref = newest?.ref;
  const [loaded, setLoaded] = useState<{
    readonly ref: string;
    readonly published: Instrument | null;
  } | null>(null);

  useEffect(() => {
    if (ref === undefined) return undefined;
    let isCurrent = true;
    void client.instrument(ref).then((answer) => {
      if (isCurrent) setLoaded({ ref, published: answer.ok ? parseInstrument(answer.value.content) : null });
    });
    return () => {
      isCurrent = false;
    };
  }, [client, ref]);

  return useMemo(() => {
    if (newest === undefined || instrument === null) return { kind: 'first' };
    if (loaded?.ref !== newest.ref) return { kind: 'loading' };
    if (loaded.published === null) return { kind: 'failed' };
    const difference = instrumentDifference(loaded.published, instrument);
    return { kind: 'compared', version: newest.version, difference };
  }, [newest, instrument, loaded]);
}

/** May it be published beside what is there? Headquarters looks again. */
export function publishableAs(instrument: Instrument | null, library: readonly LibraryRow[]): Publishable {
  if (instrument === null) return 'errors';
  const there = library.find(({ edition }) => edition.ref === instrumentRefOf(instrument))?.edition;
  if (there === undefined) return 'yes';
  return there.hash === instrumentHash(instrument) ? 'same' : 'taken';
}
