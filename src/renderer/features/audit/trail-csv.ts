import type { TFunction } from 'i18next';
import { formatInstantFull } from '#renderer/i18n/format.ts';
import { client } from '#renderer/lib/client.ts';
import type { AuditEventView } from '#shared/contract/audit.contract.ts';
import { actionText, detailLine, subjectKindText } from './audit-text.ts';

type TrailInput = Omit<Parameters<typeof client.audit.list>[0], 'cursor' | 'limit'>;

const PAGE_ROWS = 500;

/** Every row of these filters, page by page. */
export async function readTrail(input: TrailInput): Promise<readonly AuditEventView[]> {
  const events: AuditEventView[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.audit.list({ ...input, cursor, limit: PAGE_ROWS });
    events.push(...page.rows);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return events;
}

/** The rows as csv that Excel opens: with a byte order mark, and nothing in it that Excel would take for a formula. */
export function trailCsv(events: readonly AuditEventView[], t: TFunction<'audit'>): string {
  const head = ['sequence', 'at', 'person', 'action', 'subject', 'quantity', 'details'] as const;
  const lines = events.map((event) => [
    String(event.sequence),
    formatInstantFull(event.happenedAt),
    event.userName || t('system'),
    actionText(event.action),
    subjectKindText(event.subjectKind),
    String(event.quantity),
    detailLine(event.details),
  ]);
  const rows = [head.map((key) => t(`columns.${key}`)), ...lines];
  return `\uFEFF${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

export function csvCell(text: string): string {
  const marked = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(marked) ? `"${marked.replaceAll('"', '""')}"` : marked;
}
