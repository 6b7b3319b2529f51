import { useMemo, useSyncExternalStore } from 'react';
import { consoleAddressOf, type ConsoleRoute, parseConsoleAddress } from './console-route.ts';

/** Current route. Updates when the address changes. */
export function useConsoleRoute(): ConsoleRoute {
  const address = useSyncExternalStore(subscribeToAddress, readRouteAddress);
  return useMemo(() => parseConsoleAddress(address), [address]);
}

/** Go to a route. `replace` leaves no step for "back": for filters and orders of a list. */
export function navigateTo(route: ConsoleRoute, how: 'push' | 'replace' = 'push'): void {
  const address = consoleAddressOf(route);
  if (address === location.hash) return;
  if (how === 'push') {
    location.hash = address;
    return;
  }
  history.replaceState(null, '', address);
  dispatchEvent(new HashChangeEvent('hashchange'));
}

// "Skip to the content" is a plain link to `#fb-main`: the focus follows it, the route stays.
function subscribeToAddress(changed: () => void): () => void {
  const look = (event: HashChangeEvent): void => {
    if (isRouteAddress(location.hash)) changed();
    else history.replaceState(null, '', new URL(event.oldURL).hash);
  };
  addEventListener('hashchange', look);
  return () => removeEventListener('hashchange', look);
}

const isRouteAddress = (hash: string): boolean => hash === '' || hash.startsWith('#/');
const readRouteAddress = (): string => (isRouteAddress(location.hash) ? location.hash : '');
