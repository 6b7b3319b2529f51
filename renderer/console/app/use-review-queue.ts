import type { ReviewRow } from '#renderer/console/api/answers.ts';
import type { ConsoleClient } from '#renderer/console/api/console-client.ts';
import { useConsole } from './console-context.ts';
import type { Loaded, Resource } from './resource.ts';
import type { Resources } from './resources.ts';
import { useResource } from './use-resource.ts';

/** Which assessments are, or were, with headquarters? For the queue, and for its count in the rail. */
export function useReviewQueue(): Loaded<readonly ReviewRow[]> {
  const { client, resources } = useConsole();
  return useResource(reviewQueueOf(resources, client));
}

export const reviewQueueOf = (resources: Resources, client: ConsoleClient): Resource<readonly ReviewRow[]> =>
  resources.get('review', client.review);
