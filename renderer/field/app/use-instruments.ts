import { useEffect, useState } from 'react';
import { useField } from '#renderer/field/app/field-context.tsx';
import type { InstrumentAnswer } from '#renderer/store/store-api.ts';

/** Which questions are these, now? By what assessments name (`id@version`); what was not answered yet is left out. */
export function useInstruments(refs: readonly string[]): ReadonlyMap<string, InstrumentAnswer> {
  const { store } = useField();
  const [found, setFound] = useState<ReadonlyMap<string, InstrumentAnswer>>(new Map());
  const asked = JSON.stringify([...new Set(refs)].sort());

  useEffect(() => {
    let isCurrent = true;
    const same: readonly string[] = JSON.parse(asked); // made from it a few lines above, so of its type
    const watching = same.map((ref) =>
      store.watch('instrument', { ref }, (answer) => {
        if (isCurrent) setFound((before) => new Map(before).set(ref, answer));
      }),
    );
    return () => {
      isCurrent = false;
      for (const one of watching) one.then((stop) => stop(), reportError);
    };
  }, [store, asked]);

  return found;
}
