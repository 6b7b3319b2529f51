import { useEffect, useRef } from 'react';
import { useField } from './field-context.tsx';
import type { Route } from './route.ts';
import { useKeys } from '#renderer/ui/use-keys.ts';

interface AppActs {
  readonly goAnywhere: () => void;
  readonly showKeys: () => void;
  readonly lock: () => void;
  /** Asks once more before it does. */
  readonly askErase: () => void;
}

const placesAfterG: Readonly<Record<string, Route>> = {
  m: { screen: 'missions' },
  c: { screen: 'conflicts' },
  w: { screen: 'whereabouts' },
  s: { screen: 'settings' },
};

/** The keys and menu entries that work everywhere: Ctrl K, Ctrl L, `?`, and G followed by a place. */
export function useAppKeys({ goAnywhere, showKeys, lock, askErase }: AppActs): void {
  const { host, store, navigate } = useField();
  const isAfterG = useRef(false);

  useKeys(
    (key) => {
      const place = isAfterG.current ? placesAfterG[key] : undefined;
      isAfterG.current = key === 'g';
      if (place) navigate(place);
      else if (key === 'Ctrl+k') goAnywhere();
      else if (key === 'Ctrl+l') lock();
      else if (key === 'Ctrl+Shift+Delete') askErase();
      else if (key === '?') showKeys();
      else return key === 'g';
      return true;
    },
    { whileTyping: ['Ctrl+k', 'Ctrl+l', 'Ctrl+Shift+Delete'] },
  );

  useEffect(
    () =>
      host.on('menu.chosen', ({ command }) => {
        switch (command) {
          case 'search':
            return goAnywhere();
          case 'shortcuts':
            return showKeys();
          case 'settings':
            return navigate({ screen: 'settings' });
          case 'sync':
            return store.syncNow();
        }
      }),
    [host, store, navigate, goAnywhere, showKeys],
  );
}
