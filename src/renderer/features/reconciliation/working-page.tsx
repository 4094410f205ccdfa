import { useQuery } from '@tanstack/react-query';
import { App, Segmented } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import type { RowKey } from '#renderer/components/data-table/selection.ts';
import { CalendarDay } from '#renderer/components/day.tsx';
import { Page } from '#renderer/components/page.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { NotFoundState } from '#renderer/components/states/states.tsx';
import { formatQuantity } from '#renderer/i18n/format.ts';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { useShortcuts } from '#renderer/lib/shortcuts.ts';
import { choiceFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { StatementId, StatementLineId, SupplierEntryId } from '#shared/domain/ids.ts';
import type { CurrentRow } from './current-row.ts';
import { DifferencesDrawer } from './differences-drawer.tsx';
import { FiguresBar } from './figures-bar.tsx';
import { MatchStrip } from './match-strip.tsx';
import styles from './reconciliation.module.css';
import { EntriesTable, LinesTable } from './side-tables.tsx';
import { StatementActions } from './statement-actions.tsx';
import type { StatementDetails } from './statement-details.ts';
import { StatementState } from './statement-state.tsx';

const FILTERS = {
  filter: choiceFilter(['unmatched', 'proposed', 'confirmed', 'difference']),
  panel: choiceFilter(['differences']),
};
const SIDE_FILTERS = ['all', 'unmatched', 'proposed', 'confirmed', 'difference'] as const;

/** Both books side by side, and what still stands between them. */
export default function WorkingPage() {
  const { statementId = '' } = useParams();
  const id = Number(statementId);
  return Number.isSafeInteger(id) && id > 0 ? <Working id={id as StatementId} /> : <NotFoundState />;
}

function Working({ id }: { id: StatementId }) {
  const query = useQuery(api.statements.get.queryOptions({ input: { id } }));
  return <QueryView query={query}>{(statement) => <Workbench statement={statement} />}</QueryView>;
}

/** How many proposals and differences wait; the other filters need no count. */
function countText({ figures, differences }: StatementDetails, filter: (typeof SIDE_FILTERS)[number]): string {
  const count = filter === 'proposed' ? figures.proposedMatchCount : filter === 'difference' ? differences.length : 0;
  return count === 0 ? '' : ` ${formatQuantity(count)}`;
}

const NOTHING: ReadonlySet<RowKey> = new Set();

function Workbench({ statement }: { statement: StatementDetails }) {
  const { t } = useTranslation('reconciliation');
  const { message } = App.useApp();
  const { values, set } = useUrlFilters(FILTERS);
  const isOpen = useCan('reconciliation.work') && statement.state === 'open';
  const [lines, setLines] = useState(NOTHING);
  const [entries, setEntries] = useState(NOTHING);
  const [current, setCurrent] = useState<CurrentRow | null>(null);
  const filter = values.filter ?? 'all';
  const matchId = current?.row.matchId ?? null;
  const match = useQuery(
    api.statements.matchOf.queryOptions({
      input: { matchId: matchId ?? (1 as never) },
      enabled: matchId !== null,
      retry: false,
    }),
  );
  const shown = matchId !== null && match.data?.id === matchId ? match.data : null;

  const forget = useCallback(() => {
    setCurrent(null);
    setLines(NOTHING);
    setEntries(NOTHING);
  }, []);
  const confirm = useCommand(client.statements.confirmMatch, { onSuccess: () => setCurrent(null) });
  const undo = useCommand(client.statements.undoMatch, { onSuccess: () => setCurrent(null) });
  const byHand = useCommand(client.statements.matchByHand, { onSuccess: forget });

  /** The first Enter shows a row's match, the second one confirms it. */
  const choose = (next: CurrentRow): void => {
    const isAgain = current?.side === next.side && current.row.id === next.row.id;
    if (isAgain && isOpen && shown?.state === 'proposed') void confirm.run({ matchId: shown.id });
    else setCurrent(next);
  };
  const takeApart = (): void => {
    if (isOpen && shown) void undo.run({ matchId: shown.id });
  };
  const pair = (): void => {
    if (!isOpen || lines.size === 0 || entries.size === 0) {
      message.info(t('work.idle'));
      return;
    }
    const lineIds = [...lines] as StatementLineId[];
    const entryIds = [...entries] as SupplierEntryId[];
    void byHand.run({ id: statement.id, lineIds, entryIds });
  };
  useShortcuts([
    { keys: 'u', label: t('work.shortcuts.undo'), group: 'lists', run: takeApart },
    { keys: 'm', label: t('work.shortcuts.match'), group: 'lists', run: pair },
  ]);
  const counterparts = useMemo(
    () => ({ line: shown?.lineIds[0] ?? null, entry: shown?.parts[0]?.entryId ?? null }),
    [shown],
  );
  const openLine = current?.side === 'theirs' ? current.row.id : counterparts.line;
  const openEntry = current?.side === 'ours' ? current.row.id : counterparts.entry;
  return (
    <Page
      title={`${statement.number} · ${statement.supplierName}`}
      detail={
        <>
          <StatementState state={statement.state} />
          <span>
            <CalendarDay on={statement.from} /> – <CalendarDay on={statement.to} />
          </span>
        </>
      }
      actions={<StatementActions statement={statement} onDifferences={() => set({ panel: 'differences' })} />}
    >
      <FiguresBar
        statement={statement}
        tools={
          <Segmented
            size="small"
            value={filter}
            options={SIDE_FILTERS.map((value) => ({
              value,
              label: `${t(value === 'difference' ? 'work.differences' : `work.${value}`)}${countText(statement, value)}`,
            }))}
            onChange={(value) => set({ filter: FILTERS.filter.read(value) })}
            aria-label={t('work.state')}
          />
        }
      />
      <div className={styles.sides}>
        <LinesTable
          statement={statement}
          filter={filter}
          selection={isOpen ? { keys: lines, onChange: setLines } : undefined}
          openKey={openLine}
          onOpen={(row) => choose({ side: 'theirs', row })}
        />
        <EntriesTable
          statement={statement}
          filter={filter}
          selection={isOpen ? { keys: entries, onChange: setEntries } : undefined}
          openKey={openEntry}
          onOpen={(row) => choose({ side: 'ours', row })}
        />
      </div>
      <MatchStrip
        statement={statement}
        current={current}
        match={shown}
        selected={{ lines, entries }}
        isOpen={isOpen}
        isPending={confirm.isPending || undo.isPending || byHand.isPending}
        onConfirm={() => {
          if (shown) void confirm.run({ matchId: shown.id });
        }}
        onUndo={takeApart}
        onPair={pair}
      />
      <DifferencesDrawer
        statement={statement}
        isOpen={values.panel === 'differences'}
        onClose={() => set({ panel: null })}
      />
    </Page>
  );
}
