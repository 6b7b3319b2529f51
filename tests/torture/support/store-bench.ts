import path from 'node:path';
import type { DatabaseEngine } from '#electron/database-engine.ts';
import { StoreLaptop, serveStorePage } from './store-laptop.ts';
import { StoreScene } from './store-scene.ts';

/** A scene with the one laptop in it, which may be started by either engine. */
export interface StoreBench {
  readonly scene: StoreScene;
  /** The folder that `IndexedDB` lies in. */
  readonly databases: string;
  start(databaseEngine: DatabaseEngine): Promise<StoreLaptop>;
  close(): void;
}

/** @param profile a folder for Chromium; made where it is missing */
export async function openStoreBench(profile: string): Promise<StoreBench> {
  const storeSite = await serveStorePage();
  const storeScene = await StoreScene.make();
  return {
    scene: storeScene,
    databases: path.join(profile, 'Default'),
    start: (engine) => StoreLaptop.start({ engine, profile, site: storeSite, host: storeScene.host }),
    close: () => storeSite.close(),
  };
}
