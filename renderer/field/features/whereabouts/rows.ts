import type { ParkedItem, SyncRun, Whereabouts } from '#renderer/store/store-api.ts';

/** What the views of this screen show, as the store says it; views themselves do not know the store. */
export type RecordRow = Whereabouts & { readonly href: string };
export type SyncRunRow = SyncRun;
export type ParkedRow = ParkedItem;
