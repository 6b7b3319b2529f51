export interface Measured<T> {
  readonly value: T;
  readonly processorMs: number;
}

/** Processor time of a task in this process alone. Other work on the machine does not count, as it would by a clock. */
export function measured<T>(task: () => T): Measured<T> {
  const before = process.cpuUsage();
  const value = task();
  return { value, processorMs: process.cpuUsage(before).user / 1_000 };
}
