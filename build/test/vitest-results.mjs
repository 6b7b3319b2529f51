import fs from 'node:fs';
import { JsonReporter } from 'vitest/node';

/** JSON results of vitest, with `unhandledErrors`: errors outside of any test, which its own reporter leaves out. */
export default class VitestResults extends JsonReporter {
  /**
   * @override
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly any[]} [errors] outside of any test
   * @returns {Promise<void>}
   */
  async onTestRunEnd(modules, errors = []) {
    await super.onTestRunEnd([...modules]);
    const { outputFile } = this.ctx.config;
    if (typeof outputFile !== 'object' || outputFile.json === undefined)
      throw new Error('This reporter needs --outputFile.json');
    const results = JSON.parse(fs.readFileSync(outputFile.json, 'utf8'));
    const unhandledErrors = errors.map(({ VITEST_TEST_PATH: file = null, message, stack }) => ({
      file,
      message: stack ?? message,
    }));
    fs.writeFileSync(outputFile.json, JSON.stringify({ ...results, unhandledErrors }));
  }
}
