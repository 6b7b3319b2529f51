import type { ReactElement } from 'react';
import { FieldDraftsProvider } from '#renderer/field/app/drafts/field-drafts-provider.tsx';
import { openTextDrafts } from '#renderer/field/app/drafts/text-drafts.ts';
import { FrameContext } from '#renderer/field/app/frame/frame-context.tsx';
import { FieldServicesProvider } from '#renderer/field/app/session/field-services.tsx';
import { createUnsavedInputTracker } from '#renderer/field/app/session/unsaved-input-tracker.ts';
import { RecordUndoProvider } from '#renderer/field/app/undo/record-undo.tsx';
import type { FieldRoute } from '#renderer/field/parts/field-route.ts';
import type { Host } from '#renderer/host/host-contract.ts';
import type { MissionSummary } from '#renderer/store/api/store-api.ts';
import type { FakeFieldStore } from './fake-field-store.ts';
import { fakeSession } from './fake-store-answers.ts';
import { mount } from './mount.tsx';

interface MountedField {
  /** As the shell does before the window hides or closes. */
  readonly flush: () => Promise<void>;
}

const silentHost: Host = {
  ask: () => Promise.reject(new Error('This screen asks the shell nothing')),
  on: () => () => undefined,
};

/** A screen of the field app over a fake store, without the router. */
export async function mountField(
  store: FakeFieldStore,
  screen: ReactElement,
  route: FieldRoute = { screen: 'missions' },
  host: Host = silentHost,
  missions: readonly MissionSummary[] = [],
): Promise<MountedField> {
  const flushes = new Set<() => Promise<void>>();
  const onFlush = (flush: () => Promise<void>) => {
    flushes.add(flush);
    return () => flushes.delete(flush);
  };
  const unsaved = createUnsavedInputTracker();
  const drafts = await openTextDrafts({ store, unsaved, onFlush, nowMs: () => Date.now() });
  await mount(
    <FieldServicesProvider
      field={{
        store,
        host,
        session: fakeSession,
        route,
        navigate: () => undefined,
        openKiosk: () => undefined,
        remember: () => undefined,
        onFlush,
        unsaved,
        drafts,
      }}
    >
      <FrameContext
        value={{
          conflicts: 0,
          heldTexts: [],
          newDevices: [],
          accessNotices: [],
          missions,
          onSimulate: null,
          onGoAnywhere: () => undefined,
          onKeys: () => undefined,
          onLock: () => undefined,
        }}
      >
        <RecordUndoProvider>
          <FieldDraftsProvider>{screen}</FieldDraftsProvider>
        </RecordUndoProvider>
      </FrameContext>
    </FieldServicesProvider>,
  );
  return {
    flush: async () => {
      await Promise.all([...flushes].map((flush) => flush()));
    },
  };
}
