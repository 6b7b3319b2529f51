import type { ElectronApplication } from '@playwright/test';
import { readPssMb } from '../rig/process-memory.ts';

/** Memory of the app at one moment, in megabytes. */
export interface AppMemory {
  /** Of all processes, each shared page counted once (PSS). Null where Linux does not tell. */
  readonly pssMb: number | null;
  readonly pageHeapMb: number;
  /** Of all workers of the page; the store's is the one that lives. */
  readonly workerHeapMb: number;
}

/** Sessions of the debugger with the workers, kept in the shell's process between two readings. */
declare global {
  var workerSessions: string[] | undefined;
}

/** Reader of the app's memory, through the debugger of its own window. */
export class MemoryProbe {
  readonly #app: ElectronApplication;

  private constructor(app: ElectronApplication) {
    this.#app = app;
  }

  static async attach(app: ElectronApplication): Promise<MemoryProbe> {
    await app.evaluate(async ({ BrowserWindow }) => {
      const sessions: string[] = [];
      globalThis.workerSessions = sessions;
      const bridge = BrowserWindow.getAllWindows()[0]?.webContents.debugger;
      bridge?.attach('1.3');
      bridge?.on('message', (_event, method: string, { sessionId }: { readonly sessionId: string }) => {
        if (method === 'Target.attachedToTarget') sessions.push(sessionId);
      });
      const options = { autoAttach: true, waitForDebuggerOnStart: false, flatten: true };
      await bridge?.sendCommand('Target.setAutoAttach', options);
    });
    return new MemoryProbe(app);
  }

  /** Collect all garbage of the page and its workers, and read the memory that is left. */
  async read(): Promise<AppMemory> {
    const [pageHeap = Number.NaN, ...workerHeaps] = await this.#app.evaluate(async ({ BrowserWindow }) => {
      const bridge = BrowserWindow.getAllWindows()[0]?.webContents.debugger;
      const used: number[] = [];
      for (const session of [undefined, ...(globalThis.workerSessions ?? [])]) {
        await bridge?.sendCommand('HeapProfiler.collectGarbage', {}, session);
        const usage = (await bridge?.sendCommand('Runtime.getHeapUsage', {}, session)) as {
          readonly usedSize: number;
        };
        used.push(usage.usedSize);
      }
      return used;
    });
    const pids = await this.#app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid));
    return {
      pssMb: readPssMb(pids),
      pageHeapMb: pageHeap / 2 ** 20,
      workerHeapMb: workerHeaps.reduce((sum, heap) => sum + heap, 0) / 2 ** 20,
    };
  }
}
