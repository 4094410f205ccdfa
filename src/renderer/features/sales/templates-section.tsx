import { useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { FormScope } from '#renderer/components/form-scope.tsx';
import { SkuSelect } from '#renderer/components/sku-select.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { DeliveryTemplateRow } from '#shared/contract/sales.contract.ts';
import type { ShopId, SkuId } from '#shared/domain/ids.ts';
import { DEFAULT_TEMPLATE } from '#shared/domain/sales/delivery-template.ts';
import styles from './sales.module.css';
import { ShopSelect } from './shop-select.tsx';

/** The texts per shop and product; the most particular one is used. */
export function TemplatesSection() {
  const { t } = useTranslation('sales');
  const mayEdit = useCan('settings.edit');
  const query = useQuery(api.shops.templates.queryOptions());
  const [isAdding, setAdding] = useState(false);
  return (
    <div className={styles.lines}>
      <p className="kc-soft">{t('shops.templateHint')}</p>
      <QueryView query={query}>
        {(templates) => (
          <>
            {templates.map((template) => (
              <TemplateEditor
                key={`${template.shopId}/${template.skuId}`}
                template={template}
                templates={templates}
                isReadOnly={!mayEdit}
              />
            ))}
          </>
        )}
      </QueryView>
      {isAdding ? (
        <TemplateEditor
          template={null}
          templates={query.data ?? []}
          isReadOnly={false}
          onDone={() => setAdding(false)}
        />
      ) : null}
      {mayEdit && !isAdding ? (
        <div className={styles.actions}>
          <Button onClick={() => setAdding(true)}>{t('shops.newTemplate')}</Button>
        </div>
      ) : null}
    </div>
  );
}

interface TemplateEditorProps {
  template: DeliveryTemplateRow | null;
  /** All that there are: a place has one text. */
  templates: readonly DeliveryTemplateRow[];
  isReadOnly: boolean;
  onDone?: () => void;
}

function TemplateEditor({ template, templates, isReadOnly, onDone }: TemplateEditorProps) {
  const { t } = useTranslation('sales');
  const { message } = App.useApp();
  const [shopId, setShopId] = useState<ShopId | null>(template?.shopId ?? null);
  const [skuId, setSkuId] = useState<SkuId | null>(template?.skuId ?? null);
  const [text, setText] = useState(template?.text ?? DEFAULT_TEMPLATE);
  const standing = template?.text ?? null;
  const [known, setKnown] = useState(standing);
  const [saved, setSaved] = useState<string | null>(null);
  const [isOutdated, setOutdated] = useState(false);
  // What another window saved comes into a text that nobody has touched here, and is shown beside one that somebody has.
  if (standing !== known) {
    setKnown(standing);
    if (text === known && standing !== null) setText(standing);
    else if (standing !== saved) setOutdated(standing !== text);
  }
  const isTaken = template === null && templates.some((row) => row.shopId === shopId && row.skuId === skuId);
  const save = useCommand(client.shops.setTemplate, {
    onSuccess() {
      setSaved(text);
      setOutdated(false);
      message.success(t('shops.saved'));
      onDone?.();
    },
  });
  const preview = useQuery(api.shops.previewTemplate.queryOptions({ input: { text } }));
  const place = template
    ? `${template.shopName || t('shops.anyShop')} · ${template.skuName || t('shops.anySku')}`
    : t('shops.newTemplate');
  return (
    <FormScope>
      <div className={styles.twoColumns}>
        <div className={styles.lines}>
          {template ? (
            <strong>{place}</strong>
          ) : (
            <div className={styles.pair}>
              <ShopSelect
                value={shopId}
                onChange={setShopId}
                placeholder={t('shops.anyShop')}
                aria-label={t('form.shop')}
              />
              <SkuSelect
                value={skuId}
                isClearable
                placeholder={t('shops.anySku')}
                aria-label={t('form.sku')}
                onChange={(id) => setSkuId(id as SkuId | null)}
              />
            </div>
          )}
          <Input.TextArea
            value={text}
            rows={6}
            maxLength={8000}
            readOnly={isReadOnly}
            aria-label={`${t('shops.template')} ${place}`}
            onChange={(event) => setText(event.target.value)}
          />
          {isTaken ? <Alert type="warning" title={t('shops.templateTaken')} /> : null}
          {isOutdated && standing !== null ? (
            <Alert
              type="warning"
              title={t('shops.templateChanged')}
              description={<pre className={styles.text}>{standing}</pre>}
              action={
                <Button
                  size="small"
                  onClick={() => {
                    setText(standing);
                    setOutdated(false);
                  }}
                >
                  {t('shops.takeStanding')}
                </Button>
              }
            />
          ) : null}
          {isReadOnly ? null : (
            <div className={styles.actions}>
              <Button
                type="primary"
                loading={save.isPending}
                disabled={isTaken || text.trim() === '' || text === template?.text}
                onClick={() => void save.run({ shopId, skuId, text, seen: standing })}
              >
                {t('shops.save')}
              </Button>
              {template ? (
                <Button type="text" onClick={() => void save.run({ shopId, skuId, text: '', seen: standing })}>
                  {t('shops.remove')}
                </Button>
              ) : null}
            </div>
          )}
        </div>
        <div className={styles.field}>
          <span className={styles.label}>{t('shops.preview')}</span>
          <pre className={styles.text}>{preview.data?.messages.join('\n\n') ?? ''}</pre>
        </div>
      </div>
    </FormScope>
  );
}
