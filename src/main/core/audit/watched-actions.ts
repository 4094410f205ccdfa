import type { WatchedAction } from '#shared/domain/audit/watched-actions.ts';

/** Which recorded actions count as what; a dispense counts by its kind. */
export const WATCHED: readonly {
  readonly action: string;
  readonly kind: string | null;
  readonly counts: WatchedAction;
}[] = [
  { action: 'cardKeys.reveal', kind: null, counts: 'reveal' },
  { action: 'deliveries.show', kind: null, counts: 'reveal' },
  { action: 'cardKeys.copy', kind: null, counts: 'copy' },
  { action: 'deliveries.copy', kind: null, counts: 'copy' },
  { action: 'cardKeys.export', kind: null, counts: 'export' },
  { action: 'deliveries.export', kind: null, counts: 'export' },
  { action: 'imports.exportRefused', kind: null, counts: 'export' },
  { action: 'deliveries.dispense', kind: 'gift', counts: 'gift' },
  { action: 'deliveries.dispense', kind: 'unpaid-sale', counts: 'gift' },
  { action: 'deliveries.dispense', kind: 'nominal-sale', counts: 'gift' },
  { action: 'deliveries.dispense', kind: 'test', counts: 'test' },
  { action: 'deliveries.dispense', kind: 'reissue', counts: 'reissue' },
  { action: 'deliveries.dispense', kind: 'replacement', counts: 'reissue' },
  { action: 'inventory.write-off', kind: null, counts: 'write-off' },
  { action: 'inventory.release-exposed', kind: null, counts: 'rerelease' },
];
