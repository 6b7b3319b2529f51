export * from '#tests/support/random/random.ts';
