import { useCallback, useEffect, useState } from 'react';
import { addressOf, type Route, routeOf } from './route.ts';

interface Routing {
  readonly route: Route;
  readonly navigate: (route: Route) => void;
  readonly remember: (route: Route) => void;
}

/** Where is the person, and how do they go elsewhere? Follows the address, so that Back works. */
export function useRoute(): Routing {
  const [route, setRoute] = useState(() => routeOf(location.hash));

  useEffect(() => {
    const follow = (): void => {
      // The skip link leads to an element of this page, not to a screen.
      if (location.hash === '' || location.hash.startsWith('#/')) setRoute(routeOf(location.hash));
      else history.replaceState(null, '', addressOf(route));
    };
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, [route]);

  const navigate = useCallback((next: Route) => {
    location.hash = addressOf(next);
  }, []);
  const remember = useCallback((place: Route) => {
    history.replaceState(null, '', addressOf(place));
  }, []);
  return { route, navigate, remember };
}
