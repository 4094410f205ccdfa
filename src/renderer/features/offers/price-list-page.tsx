import { App, Button, Checkbox, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { CountInput } from '#renderer/components/count-input.tsx';
import { DayInput } from '#renderer/components/day-input.tsx';
import { FileDrop } from '#renderer/components/file-drop.tsx';
import { Page } from '#renderer/components/page.tsx';
import { PasteDialog } from '#renderer/components/paste-dialog.tsx';
import { LoadingState } from '#renderer/components/states/loading-state.tsx';
import { SupplierSelect } from '#renderer/components/supplier-select.tsx';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { downloadFile } from '#renderer/lib/download.ts';
import { errorCode } from '#renderer/lib/error-text.ts';
import { stageFile } from '#renderer/lib/upload.ts';
import { useTypedInput } from '#renderer/lib/use-typed-input.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { PRICE_LIST_ROLES } from '#shared/domain/spreadsheets/column-vocabulary.ts';
import styles from './offers.module.css';
import { PriceListDiff } from './price-list-diff.tsx';
import { usePriceList } from './use-price-list.ts';

const ENDINGS = ['.xlsx', '.xlsm', '.xls', '.xlsb', '.et', '.ods', '.csv', '.tsv', '.txt', '.zip'];

/** From a supplier's price list to new prices: columns, differences, then posting exactly these. */
export default function PriceListPage() {
  const { t } = useTranslation('offers');
  const { message } = App.useApp();
  const navigate = useNavigate();
  const list = usePriceList();
  const [isPasting, setPasting] = useState(false);
  const post = useCommand(client.priceLists.post, {
    onError(error) {
      if (errorCode(error) === 'PRICES_CHANGED_MEANWHILE') list.compareAgain();
      return false;
    },
  });
  const { supplierId, staged, preview, settings } = list;
  const isSaved = useTypedInput(staged !== null);
  const counts = preview?.counts;
  const changeCount = counts ? counts.new + counts.up + counts.down + counts.terms : 0;
  const run = async (): Promise<void> => {
    if (!settings || !preview) return;
    const posted = await post.run({ settings, digest: preview.digest });
    if (!posted) return;
    message.success(t('importing.posted', { number: posted.number, ...posted.counts }));
    // Whoever comes back at once, before the next page is there, must not meet what is posted already.
    list.clear();
    isSaved();
    await navigate(`/offers/lists?list=${posted.id}`);
  };
  const exportRefused = async (): Promise<void> => {
    if (!settings) return;
    const { fileId, name } = await client.priceLists.exportRefused(settings);
    await downloadFile(fileId, name);
  };
  return (
    <Page
      title={t('importing.title')}
      detail={staged?.fileName}
      layout={staged ? 'fill' : 'scroll'}
      actions={
        staged ? (
          <>
            {counts && counts.refused + counts.unknown > 0 ? (
              <Button onClick={() => void list.telling(exportRefused)}>{t('importing.export')}</Button>
            ) : null}
            <Button type="primary" disabled={changeCount === 0} loading={post.isPending} onClick={() => void run()}>
              {changeCount === 0 ? t('importing.nothing') : t('importing.post', { count: changeCount })}
            </Button>
          </>
        ) : (
          <Button disabled={supplierId === null} onClick={() => setPasting(true)}>
            {t('importing.paste')}
          </Button>
        )
      }
    >
      <div className={`${styles.head} ${staged ? '' : styles.flush}`}>
        <span style={{ width: 220 }}>
          <SupplierSelect
            value={supplierId}
            onChange={(id) => list.choose({ supplierId: id as SupplierId | null })}
            canCreate
            placeholder={t('importing.supplier')}
            aria-label={t('importing.supplier')}
          />
        </span>
        <span className="kc-soft">{t('importing.effectiveOn')}</span>
        <span style={{ width: 140 }}>
          <DayInput
            value={list.effectiveOn}
            onChange={(day) => day && list.choose({ effectiveOn: day })}
            aria-label={t('importing.effectiveOn')}
          />
        </span>
        {staged ? (
          <span className={styles.end}>
            <Button type="text" onClick={list.clear}>
              {t('importing.otherFile')}
            </Button>
          </span>
        ) : null}
      </div>
      {staged ? (
        <>
          <Columns list={list} />
          {list.isComparing && !preview ? <LoadingState /> : null}
          {preview ? (
            <PriceListDiff
              preview={preview}
              smallPrices={list.smallPrices}
              onSmallPrices={(smallPrices) => list.choose({ smallPrices })}
              onAssign={list.assign}
            />
          ) : null}
        </>
      ) : (
        <FileDrop
          isMultiple={false}
          endings={ENDINGS}
          isDisabled={supplierId === null}
          hint={supplierId === null ? t('importing.chooseSupplier') : t('importing.hint')}
          onFiles={([file]) => file && list.stage(async () => (await stageFile(file)).id)}
        />
      )}
      {list.isReading ? <LoadingState /> : null}
      {isPasting ? (
        <PasteDialog
          title={t('importing.pasteTitle')}
          placeholder={t('importing.pastePlaceholder')}
          action={t('importing.pasteAction')}
          onClose={() => setPasting(false)}
          onPaste={(text) => {
            setPasting(false);
            list.stage(
              async () => (await client.priceLists.stageText({ name: t('importing.pasteName'), text })).fileId,
            );
          }}
        />
      ) : null}
    </Page>
  );
}

/** Which row names the columns; a person may say another one, or none. */
function HeaderRow({ row, onChange }: { row: number | null; onChange: (row: number | null) => void }) {
  const { t } = useTranslation('offers');
  return (
    <span className={styles.headerRow}>
      <span className="kc-soft">{row === null ? t('importing.noHeader') : t('importing.header')}</span>
      {row === null ? null : (
        <CountInput
          size="small"
          min={1}
          max={200}
          value={row}
          aria-label={t('importing.header')}
          style={{ width: 64 }}
          onChange={(value) => {
            if (typeof value === 'number') onChange(value);
          }}
        />
      )}
      <Button type="text" size="small" onClick={() => onChange(row === null ? 1 : null)}>
        {row === null ? t('importing.chooseHeader') : t('importing.dropHeader')}
      </Button>
    </span>
  );
}

function Columns({ list }: { list: ReturnType<typeof usePriceList> }) {
  const { t } = useTranslation('offers');
  const { sheet, staged, columns } = list;
  if (!sheet || !staged) return null;
  const roles = PRICE_LIST_ROLES.map((role) => ({ value: role, label: t(`importing.roles.${role}`) }));
  const sheets = staged.sketch.sheets.filter(({ visibility }) => visibility === 'visible');
  const [earlier] = staged.sketch.earlierLists;
  return (
    <>
      <div className={styles.head}>
        {sheets.length > 1 ? (
          <Select
            value={sheet.name}
            aria-label={t('importing.sheet')}
            options={sheets.map(({ name }) => ({ value: name, label: name }))}
            onChange={list.chooseSheet}
            style={{ minWidth: 140 }}
          />
        ) : null}
        <HeaderRow row={sheet.headerRowNumber} onChange={list.chooseHeader} />
        <span className="kc-soft">
          {[
            ...(sheet.isRemembered ? [t('importing.remembered')] : []),
            ...(earlier ? [t('importing.earlier', { number: earlier.number })] : []),
          ].join(' · ')}
        </span>
        {sheet.hiddenRowCount > 0 ? (
          <Checkbox
            checked={list.includesHiddenRows}
            onChange={(event) => list.choose({ includesHiddenRows: event.target.checked })}
          >
            {t('importing.hidden')}
          </Checkbox>
        ) : null}
      </div>
      <section className={styles.columns} aria-label={t('importing.columns')}>
        {sheet.columns.map(({ index, name, examples }) => (
          <div key={index} className={styles.column}>
            <span className={styles.name} title={examples.join(t('importing.comma'))}>
              <strong>{name || index + 1}</strong> <span className="kc-faint">{examples[0]}</span>
            </span>
            <Select
              size="small"
              value={columns[index]}
              options={roles}
              aria-label={`${name || index + 1}`}
              onChange={(role) => list.setRole(index, role)}
            />
          </div>
        ))}
      </section>
    </>
  );
}
