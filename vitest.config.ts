// So that `npx vitest run tests/...` and editors find the configuration, which lives with the other tools.
export { default } from './build/vitest.config.ts';
