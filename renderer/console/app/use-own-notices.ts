import type { Notice } from '#renderer/console/api/answers.ts';
import type { ConsoleClient } from '#renderer/console/api/console-client.ts';
import { useConsole } from './console-context.ts';
import type { Loaded, Resource } from './resource.ts';
import type { Resources } from './resources.ts';
import { useResource } from './use-resource.ts';

/** What is this person still to be told of their access? For the banner of every screen, and for the list. */
export function useOwnNotices(): Loaded<readonly Notice[]> {
  const { client, resources } = useConsole();
  return useResource(ownNoticesOf(resources, client));
}

export const ownNoticesOf = (resources: Resources, client: ConsoleClient): Resource<readonly Notice[]> =>
  resources.get('own notices', client.ways.notices);
