import type { ReactElement } from 'react';
import type { RestoreReport } from '#renderer/store/api/status-api.ts';
import { galleryNowMs } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import type { SyncProgress } from '#sync/client/estimate-sync.ts';
import { SampleFrame, savedStatusFacts } from './sample-frame.tsx';

export const about: StoriesAbout = { title: 'Field frame, saving and sending', layout: 'page' };

/** 180 of 412 changes have gone. */
const halfWay: SyncProgress = {
  sentBytes: 31_000,
  receivedBytes: 9_400,
  sentChanges: 180,
  receivedChanges: 22,
  leftChanges: 232,
  leftBytes: 38_000,
  leftMs: 95_000,
};

export function Sending(): ReactElement {
  return (
    <SampleFrame
      facts={{
        ...savedStatusFacts,
        saved: { kind: 'saving' },
        waiting: { changes: 232, records: 3, bytes: 38_000 },
        network: { kind: 'sending', progress: halfWay, pauses: false },
      }}
    />
  );
}

export function Receiving(): ReactElement {
  const progress: SyncProgress = { ...halfWay, sentChanges: 412, leftChanges: 0, leftBytes: 0, leftMs: null };
  return (
    <SampleFrame facts={{ ...savedStatusFacts, network: { kind: 'sending', progress, pauses: false } }} />
  );
}

export function ReceivingALot(): ReactElement {
  const progress: SyncProgress = {
    ...halfWay,
    sentChanges: 0,
    receivedChanges: 18_400,
    receivedBytes: 1_920_000,
    leftChanges: 0,
    leftBytes: 0,
    leftMs: null,
  };
  return (
    <SampleFrame facts={{ ...savedStatusFacts, network: { kind: 'sending', progress, pauses: false } }} />
  );
}

export function Pausing(): ReactElement {
  return (
    <SampleFrame
      facts={{
        ...savedStatusFacts,
        waiting: { changes: 232, records: 3, bytes: 38_000 },
        network: { kind: 'sending', progress: halfWay, pauses: true },
      }}
    />
  );
}

export function Paused(): ReactElement {
  return (
    <SampleFrame
      facts={{
        ...savedStatusFacts,
        waiting: { changes: 12, records: 3, bytes: 3_100 },
        network: { kind: 'paused' },
      }}
    />
  );
}

export function NotSaved(): ReactElement {
  return <SampleFrame facts={{ ...savedStatusFacts, saved: { kind: 'failed', code: 'failed' } }} />;
}

export function NotSavedDiskFull(): ReactElement {
  return (
    <SampleFrame
      facts={{ ...savedStatusFacts, isInLastRoom: true, saved: { kind: 'failed', code: 'full' } }}
    />
  );
}

export function NotSavedInTheDatabase(): ReactElement {
  return <SampleFrame facts={{ ...savedStatusFacts, saved: { kind: 'failed', code: 'database' } }} />;
}

export function SavedInTheLastRoom(): ReactElement {
  return (
    <SampleFrame
      facts={{
        ...savedStatusFacts,
        isInLastRoom: true,
        saved: { kind: 'saved', atMs: galleryNowMs, how: 'lastRoom' },
        waiting: { changes: 12, records: 3, bytes: 3_100 },
        network: { kind: 'none' },
      }}
    />
  );
}

export function SavedWithoutAJournal(): ReactElement {
  return (
    <SampleFrame
      facts={{ ...savedStatusFacts, saved: { kind: 'saved', atMs: galleryNowMs, how: 'noJournal' } }}
    />
  );
}

const restored: RestoreReport = {
  atMs: galleryNowMs - 60_000,
  changes: 17,
  packs: 2,
  damaged: 0,
  database: 'kept',
};

export function RestoredFromTheJournal(): ReactElement {
  return <SampleFrame facts={{ ...savedStatusFacts, restored }} />;
}

export function RestoredAfterTheDatabaseWasLost(): ReactElement {
  return (
    <SampleFrame
      facts={{
        ...savedStatusFacts,
        restored: { ...restored, changes: 412, damaged: 2, database: 'rebuilt' },
      }}
    />
  );
}

export function RestoredAfterTheEngineChanged(): ReactElement {
  return (
    <SampleFrame
      facts={{ ...savedStatusFacts, restored: { ...restored, changes: 412, database: 'engineChanged' } }}
    />
  );
}

export function RestoredFromABackup(): ReactElement {
  return (
    <SampleFrame
      facts={{
        ...savedStatusFacts,
        restored: { ...restored, changes: 149, database: 'fromBackup', backupAtMs: galleryNowMs - 1_080_000 },
      }}
    />
  );
}

export function PartOfTheJournalDamaged(): ReactElement {
  return <SampleFrame facts={{ ...savedStatusFacts, restored: { ...restored, changes: 0, damaged: 1 } }} />;
}

export function JournalBegunAnew(): ReactElement {
  return (
    <SampleFrame
      facts={{ ...savedStatusFacts, restored: { ...restored, changes: 0, journal: 'begunAnew' } }}
    />
  );
}

export function RenewedAfterARestore(): ReactElement {
  return (
    <SampleFrame
      facts={{ ...savedStatusFacts, renewed: { atMs: galleryNowMs, why: 'restored', changes: 3 } }}
    />
  );
}

export function RenewedAfterAFork(): ReactElement {
  return (
    <SampleFrame facts={{ ...savedStatusFacts, renewed: { atMs: galleryNowMs, why: 'fork', changes: 1 } }} />
  );
}

export function RenewedAndRefused(): ReactElement {
  return (
    <SampleFrame
      facts={{
        ...savedStatusFacts,
        network: { kind: 'refused', code: 'device' },
        renewed: { atMs: galleryNowMs, why: 'lost', changes: 0 },
      }}
    />
  );
}
