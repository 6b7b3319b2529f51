import type { LeftRouteApi, WaitingWork } from '#renderer/store/api/waiting-work-api.ts';

/** Part of the fake store that knows the last screen of the person and the work that waits. */
export interface FakeLeftRoute {
  setWaitingWork(part: Partial<WaitingWork>): void;
}

/** A vault without a route; kept routes are noted among the acts. */
export function makeFakeLeftRoute(acts: string[], answerAll: () => void) {
  let waitingWork: WaitingWork = {
    last: null,
    returned: [],
    questions: [],
    workshops: [],
    assessments: [],
    planItems: [],
    meetings: [],
  };
  const api: LeftRouteApi & FakeLeftRoute = {
    rememberRoute: async ({ address }) => void acts.push(`place ${address}`),
    setWaitingWork: (part) => {
      waitingWork = { ...waitingWork, ...part };
      answerAll();
    },
  };
  return { answers: { lastAddress: () => null, waitingWork: () => waitingWork }, api };
}
