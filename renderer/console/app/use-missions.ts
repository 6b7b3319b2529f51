import type { MissionRow } from '#renderer/console/api/answers.ts';
import type { ConsoleClient } from '#renderer/console/api/console-client.ts';
import { useConsole } from './console-context.ts';
import type { Loaded, Resource } from './resource.ts';
import type { Resources } from './resources.ts';
import { useResource } from './use-resource.ts';

/** Which missions may this person see, now? For the list, and for the rail of every screen. */
export function useMissions(): Loaded<readonly MissionRow[]> {
  const { client, resources } = useConsole();
  return useResource(missionsOf(resources, client));
}

export const missionsOf = (resources: Resources, client: ConsoleClient): Resource<readonly MissionRow[]> =>
  resources.get('missions', client.missions);
