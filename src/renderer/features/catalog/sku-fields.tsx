import { AutoComplete, Checkbox, Form, Input, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '#renderer/components/amount-input.tsx';
import { CountInput } from '#renderer/components/count-input.tsx';
import { NoteInput } from '#renderer/components/note-input.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { KEY_FIELD_PRESETS, keyFieldPreset } from '#shared/domain/card-keys/key-field-presets.ts';
import { CARD_NUMBER_AND_SECRET, type KeyFieldDefinition } from '#shared/domain/card-keys/key-fields.ts';
import { DELIVERY_KINDS, type DeliveryKind } from '#shared/domain/catalog/sku-key-fields.ts';
import { KeyFieldsEditor } from './key-fields-editor.tsx';
import { BrandNameField, ProductNameField } from './product-fields.tsx';
import type { SkuDraft } from './sku-draft.ts';
import styles from './sku-fields.module.css';

const FACE_UNITS = ['CNY', 'USD', 'HKD', 'TWD', 'JPY', 'EUR', 'GBP', 'TRY', '点', 'Q币'].map((value) => ({ value }));
const REGIONS = ['国区', '港区', '台区', '美区', '日区', '韩区', '欧区', '英区', '土区', '全球'].map((value) => ({
  value,
}));
const PLATFORMS = ['PC', 'iOS', '安卓', 'Steam', 'PlayStation', 'Xbox', 'Switch'].map((value) => ({ value }));
const NO_WHITE_SPACE = /^\S*$/u;

function startsWith(typed: string, option: { value?: unknown } | undefined): boolean {
  return String(option?.value ?? '')
    .toLowerCase()
    .startsWith(typed.toLowerCase());
}

/** Fields beside each other, each as wide as what goes into it. */
function Row({ children }: { children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}

export function IdentityFields({ isNew, isLayoutFixed }: { isNew: boolean; isLayoutFixed: boolean }) {
  const { t } = useTranslation('catalog');
  const form = Form.useFormInstance<SkuDraft>();
  const brandName = Form.useWatch('brandName', form) ?? '';
  const faceCurrency = Form.useWatch('faceCurrency', form);
  const required = (field: string) => [{ required: true, whitespace: true, message: t('editor.required', { field }) }];
  return (
    <PageSection title={t('editor.identity')}>
      <Row>
        <Form.Item name="brandName" label={t('editor.brand')} rules={required(t('editor.brand'))}>
          <BrandNameField placeholder={t('editor.brandHint')} autoFocus={isNew} />
        </Form.Item>
        <Form.Item name="productName" label={t('editor.product')} rules={required(t('editor.product'))}>
          <ProductNameField placeholder={t('editor.productHint')} brandName={brandName} />
        </Form.Item>
      </Row>
      <Row>
        <Form.Item name="name" label={t('editor.name')} rules={required(t('editor.name'))}>
          <Input maxLength={80} placeholder={t('editor.nameHint')} />
        </Form.Item>
        <Form.Item
          name="code"
          label={t('editor.code')}
          rules={[
            { pattern: NO_WHITE_SPACE, message: t('editor.codeShape') },
            ...(isNew ? [] : required(t('editor.code'))),
          ]}
        >
          <Input
            className="kc-mono"
            maxLength={40}
            placeholder={isNew ? t('editor.codeHint') : undefined}
            spellCheck={false}
          />
        </Form.Item>
      </Row>
      <Row>
        <Form.Item name="faceValue" label={t('editor.faceValue')}>
          <AmountInput currency={faceCurrency} />
        </Form.Item>
        <Form.Item name="faceCurrency" label={t('editor.faceCurrency')} rules={required(t('editor.faceCurrency'))}>
          <AutoComplete options={FACE_UNITS} maxLength={40} />
        </Form.Item>
        <Form.Item name="region" label={t('editor.region')}>
          <AutoComplete options={REGIONS} showSearch={{ filterOption: startsWith }} maxLength={40} allowClear />
        </Form.Item>
      </Row>
      <Row>
        <Form.Item name="platform" label={t('editor.platform')}>
          <AutoComplete options={PLATFORMS} showSearch={{ filterOption: startsWith }} maxLength={40} allowClear />
        </Form.Item>
        <Form.Item name="gameServer" label={t('editor.gameServer')}>
          <Input maxLength={40} />
        </Form.Item>
      </Row>
      <Form.Item name="deliveryKind" label={t('editor.deliveryKind')}>
        <Segmented
          aria-label={t('editor.deliveryKind')}
          disabled={isLayoutFixed}
          options={DELIVERY_KINDS.map((kind) => ({ value: kind, label: t(`deliveryKinds.${kind}`) }))}
          onChange={(kind) => form.setFieldValue('keyFields', usualFields(kind, form.getFieldValue('keyFields')))}
        />
      </Form.Item>
    </PageSection>
  );
}

/** A new delivery kind brings its usual fields, as long as nobody has made their own. */
function usualFields(kind: DeliveryKind, current: readonly KeyFieldDefinition[]): readonly KeyFieldDefinition[] {
  const text = JSON.stringify(current);
  const isUntouched = current.length === 0 || KEY_FIELD_PRESETS.some(({ fields }) => JSON.stringify(fields) === text);
  if (!isUntouched) return current;
  if (kind === 'top-up') return [];
  return kind === 'redeem-link' ? (keyFieldPreset('redeem-link')?.fields ?? []) : CARD_NUMBER_AND_SECRET;
}

export function KeysSection({ isFixed }: { isFixed: boolean }) {
  const { t } = useTranslation('catalog');
  const form = Form.useFormInstance<SkuDraft>();
  const deliveryKind = Form.useWatch('deliveryKind', form) ?? 'card-key';
  return (
    <PageSection title={t('editor.keys')}>
      <Form.Item name="keyFields" noStyle>
        <KeyFieldsEditor deliveryKind={deliveryKind} isFixed={isFixed} />
      </Form.Item>
      {deliveryKind === 'card-key' ? (
        <Form.Item name="allowsShortPin" valuePropName="checked" className={styles.check}>
          <Checkbox>{t('editor.allowsShortPin')}</Checkbox>
        </Form.Item>
      ) : null}
    </PageSection>
  );
}

export function ValidityFields({ isLayoutFixed }: { isLayoutFixed: boolean }) {
  const { t } = useTranslation('catalog');
  const days = t('editor.dayUnit');
  return (
    <PageSection title={t('editor.validity')}>
      <Row>
        <Form.Item name="membershipDays" label={t('editor.membershipDays')} extra={t('editor.membershipHint')}>
          <CountInput min={1} max={36_500} suffix={days} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="shelfLifeDays" label={t('editor.shelfLifeDays')} extra={t('editor.shelfLifeHint')}>
          <CountInput min={1} max={36_500} suffix={days} style={{ width: '100%' }} />
        </Form.Item>
      </Row>
      <Row>
        <Form.Item name="minimumDaysLeft" label={t('editor.minimumDaysLeft')} extra={t('editor.minimumDaysHint')}>
          <CountInput min={0} max={36_500} suffix={days} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="usesPerKey" label={t('editor.usesPerKey')} extra={t('editor.usesHint')}>
          <CountInput
            min={1}
            max={1000}
            suffix={t('editor.timeUnit')}
            disabled={isLayoutFixed}
            style={{ width: '100%' }}
          />
        </Form.Item>
      </Row>
    </PageSection>
  );
}

export function SellingFields({ currency }: { currency: string }) {
  const { t } = useTranslation('catalog');
  return (
    <PageSection title={t('editor.selling')}>
      <Row>
        <Form.Item name="salePrice" label={t('editor.salePrice')}>
          <AmountInput currency={currency} />
        </Form.Item>
        <Form.Item name="minimumStock" label={t('editor.minimumStock')}>
          <CountInput min={0} max={100_000_000} suffix={t('editor.pieceUnit')} style={{ width: '100%' }} />
        </Form.Item>
      </Row>
      <Form.Item name="verifyFirst" valuePropName="checked" className={styles.check}>
        <Checkbox>{t('editor.verifyFirst')}</Checkbox>
      </Form.Item>
      <Form.Item name="notes" label={t('editor.notes')}>
        <NoteInput />
      </Form.Item>
    </PageSection>
  );
}
