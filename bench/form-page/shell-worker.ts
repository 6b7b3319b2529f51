import { FakeSyncServer, serveFakeShell } from '../rig/fake-shell.ts';

// Shell and headquarters in a thread of their own: in the app they are not in the page either.

const size = { missions: 1, assessmentsPerMission: 40, answers: 20 };

addEventListener('message', ({ data }: MessageEvent<MessagePort>) =>
  serveFakeShell(data, new FakeSyncServer(size), false),
);
