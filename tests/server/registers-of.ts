export * from '#tests/support/server/registers-of.ts';
