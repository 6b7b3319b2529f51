import { useMemo, useSyncExternalStore } from 'react';
import { addressOf, type Route, routeOf } from './route.ts';

/** Where are we, now? Answers again when the address changes. */
export function useRoute(): Route {
  const address = useSyncExternalStore(onAddressChange, readAddress);
  return useMemo(() => routeOf(address), [address]);
}

/** Goes to a place. `replace` leaves no step for "back": for filters and orders of a list. */
export function goTo(route: Route, how: 'push' | 'replace' = 'push'): void {
  const address = addressOf(route);
  if (address === location.hash) return;
  if (how === 'push') {
    location.hash = address;
    return;
  }
  history.replaceState(null, '', address);
  dispatchEvent(new HashChangeEvent('hashchange'));
}

// "Skip to the content" is a plain link to `#fb-main`: the focus follows it, the place stays.
function onAddressChange(changed: () => void): () => void {
  const look = (event: HashChangeEvent): void => {
    if (isPlace(location.hash)) changed();
    else history.replaceState(null, '', new URL(event.oldURL).hash);
  };
  addEventListener('hashchange', look);
  return () => removeEventListener('hashchange', look);
}

const isPlace = (hash: string): boolean => hash === '' || hash.startsWith('#/');
const readAddress = (): string => (isPlace(location.hash) ? location.hash : '');
