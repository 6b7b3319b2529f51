import { useSyncExternalStore } from 'react';
import type { Loaded, Resource } from './resource.ts';

/** What is known of this, now? Asks while it is on the screen, and answers again with each news. */
export function useResource<T>(resource: Resource<T>): Loaded<T> {
  return useSyncExternalStore(resource.subscribe, resource.read);
}
