import type { PlaceApi, WaitingWork } from '#renderer/store/api/place-api.ts';

/** Part of the fake store that knows the place of the person and the work that waits. */
export interface FakePlace {
  setWaitingWork(part: Partial<WaitingWork>): void;
}

/** A vault without a place; kept places are noted among the acts. */
export function makeFakePlace(acts: string[], answerAll: () => void) {
  let waitingWork: WaitingWork = {
    last: null,
    returned: [],
    questions: [],
    workshops: [],
    assessments: [],
    planItems: [],
  };
  const api: PlaceApi & FakePlace = {
    rememberPlace: async ({ address }) => void acts.push(`place ${address}`),
    setWaitingWork: (part) => {
      waitingWork = { ...waitingWork, ...part };
      answerAll();
    },
  };
  return { answers: { lastAddress: () => null, waitingWork: () => waitingWork }, api };
}
