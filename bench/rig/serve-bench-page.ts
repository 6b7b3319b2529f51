import type * as z from 'zod';

/** Functions of a measured page by their names: list of arguments, and answer. */
export type PageContract<Name extends PropertyKey = string> = {
  readonly [N in Name]: { readonly ask: z.ZodType<readonly unknown[]>; readonly response: z.ZodType };
};

export type PageArguments<C extends PageContract<keyof C>, N extends keyof C> = z.infer<C[N]['ask']>;
export type PageResponse<C extends PageContract<keyof C>, N extends keyof C> = z.infer<C[N]['response']>;

/** Implementation of a contract in its page. */
export type PageFunctions<C extends PageContract<keyof C>> = {
  readonly [N in keyof C]: (
    ...asked: PageArguments<C, N>
  ) => PageResponse<C, N> | Promise<PageResponse<C, N>>;
};

declare global {
  interface Window {
    /** Call a function of the page. Only a measured page has it. */
    callBenchPage?: (name: string, asked: readonly unknown[]) => unknown;
  }
}

/** Offer the functions of this page to the program that measures it. Arguments are parsed. */
export function serveBenchPage<C extends PageContract<keyof C>>(
  contract: C,
  functions: PageFunctions<C>,
): void {
  const call = <N extends keyof C>(name: N, asked: readonly unknown[]): unknown => {
    const parsed = contract[name].ask.parse(asked) as PageArguments<C, N>; // the schema of this very function
    return functions[name](...parsed);
  };
  window.callBenchPage = (name, asked) => {
    if (!Object.hasOwn(contract, name)) throw new Error(`The page has no function "${name}"`);
    return call(name as keyof C, asked); // it is one: see the line before
  };
}
