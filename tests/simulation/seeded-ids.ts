export * from '#tests/support/random/seeded-ids.ts';
