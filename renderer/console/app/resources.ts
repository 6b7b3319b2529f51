import type { Result } from '#domain/base/result.ts';
import type { ApiProblem } from '#renderer/console/api/api-problem.ts';
import { createResource, type Resource } from './resource.ts';
import type { Pace } from './pace.ts';

/** The resources of one sign-in by name, so that coming back to a screen shows at once what was there. */
export interface Resources {
  readonly get: <T>(name: string, load: () => Promise<Result<T, ApiProblem>>, pace?: Pace) => Resource<T>;
}

const mostKept = 40;

/** Dropped as a whole at sign-out, and with it everything that was read. */
export function createResources(pace: Pace, nowMs: () => number): Resources {
  const kept = new Map<string, Resource<unknown>>();
  return {
    get: <T>(name: string, load: () => Promise<Result<T, ApiProblem>>, own: Pace = pace): Resource<T> => {
      // A name stands for one type: its maker is the one screen or hook that uses it.
      const found = kept.get(name) as Resource<T> | undefined;
      const resource = found ?? createResource({ load, pace: own, nowMs });
      kept.delete(name);
      kept.set(name, resource);
      const [oldest] = kept.keys();
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
      return resource;
    },
  };
}
