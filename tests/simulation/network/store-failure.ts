import type { KyselyPlugin } from 'kysely';

/** Every statement from this one on fails, as where the store or its disk has lost its power. */
export class StoreFailure extends Error implements KyselyPlugin {
  #statementsLeft: number;

  constructor(statements: number) {
    super('The store is gone');
    this.#statementsLeft = statements;
  }

  readonly transformQuery: KyselyPlugin['transformQuery'] = ({ node }) => {
    this.#statementsLeft -= 1;
    if (this.#statementsLeft < 0) throw this;
    return node;
  };

  readonly transformResult: KyselyPlugin['transformResult'] = async ({ result }) => result;
}
