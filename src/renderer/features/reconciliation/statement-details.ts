import type { client } from '#renderer/lib/client.ts';

/** One statement with its figures and differences, as the core tells it. */
export type StatementDetails = Awaited<ReturnType<typeof client.statements.get>>;
export type FoundDifference = StatementDetails['found'][number];
export type RecordedDifference = StatementDetails['differences'][number];
