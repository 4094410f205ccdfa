import { Alert, Button, Form, Input, Segmented, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ignoreComposingEnter } from '../../components/form-enter.ts';
import { currencyName } from '../../i18n/format.ts';
import { currentLanguage } from '../../i18n/language.ts';
import type { Language } from '../../i18n/resources.ts';
import { useErrorText } from '../../lib/error-text.ts';
import { PassphraseFields } from './passphrase-fields.tsx';
import { proposedCurrency } from './proposed-currency.ts';

export interface OwnerValues {
  ownerName: string;
  passphrase: string;
  repeated: string;
}

export interface BusinessValues {
  businessName: string;
  currency: string;
  timeZone: string;
  language: Language;
}

const CURRENCIES = [
  'CNY',
  'USD',
  'HKD',
  'TWD',
  'EUR',
  'GBP',
  'JPY',
  'KRW',
  'SGD',
  'MYR',
  'THB',
  'VND',
  'IDR',
  'PHP',
  'TRY',
  'BRL',
];
const LONGEST_NAME = 80;

export function OwnerStep({ initial, onDone }: { initial: OwnerValues | null; onDone: (values: OwnerValues) => void }) {
  const { t } = useTranslation('entry');
  const [form] = Form.useForm<OwnerValues>();
  const ownerName = Form.useWatch('ownerName', form) ?? '';
  return (
    <Form<OwnerValues>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={initial ?? {}}
      onFinish={onDone}
      onKeyDown={ignoreComposingEnter}
    >
      <Form.Item
        name="ownerName"
        label={t('fields.ownerName')}
        rules={[{ required: true, whitespace: true, max: LONGEST_NAME, message: t('owner.typeName') }]}
      >
        <Input size="large" autoFocus autoComplete="username" />
      </Form.Item>
      <PassphraseFields personal={[ownerName]} />
      <StepButtons action={t('firstStart.next')} />
    </Form>
  );
}

interface BusinessStepProps {
  initial: BusinessValues | null;
  onDone: (values: BusinessValues) => void;
  onBack: () => void;
}

export function BusinessStep({ initial, onDone, onBack }: BusinessStepProps) {
  const { t } = useTranslation('entry');
  const language = currentLanguage();
  const zones = Intl.supportedValuesOf('timeZone');
  const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const timeZone = zones.includes(ownZone) ? ownZone : 'Asia/Shanghai';
  const defaults: Partial<BusinessValues> = { currency: proposedCurrency(language, timeZone), timeZone, language };
  const [form] = Form.useForm<BusinessValues>();
  const propose = (changed: Partial<BusinessValues>): void => {
    const isAsked = changed.language !== undefined || changed.timeZone !== undefined;
    if (!isAsked || initial !== null || form.isFieldTouched('currency')) return;
    const values = form.getFieldsValue();
    form.setFieldValue('currency', proposedCurrency(values.language, values.timeZone));
  };
  return (
    <Form<BusinessValues>
      layout="vertical"
      requiredMark={false}
      form={form}
      initialValues={initial ?? defaults}
      onValuesChange={propose}
      onFinish={onDone}
      onKeyDown={ignoreComposingEnter}
    >
      <Form.Item
        name="businessName"
        label={t('fields.businessName')}
        rules={[{ required: true, whitespace: true, max: LONGEST_NAME, message: t('business.typeName') }]}
      >
        <Input size="large" autoFocus autoComplete="organization" />
      </Form.Item>
      <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 12 }}>
        <Form.Item name="currency" label={t('fields.currency')} rules={[{ required: true }]}>
          <Select
            size="large"
            showSearch={{ optionFilterProp: 'label' }}
            options={CURRENCIES.map((code) => ({ value: code, label: `${code} ${currencyName(code)}` }))}
          />
        </Form.Item>
        <Form.Item name="timeZone" label={t('fields.timeZone')} rules={[{ required: true }]}>
          <Select
            size="large"
            showSearch
            options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
          />
        </Form.Item>
      </div>
      <Form.Item name="language" label={t('fields.language')}>
        <Segmented
          aria-label={t('fields.language')}
          options={[
            { value: 'zh-CN', label: t('languages.zh-CN') },
            { value: 'en', label: t('languages.en') },
          ]}
        />
      </Form.Item>
      <Alert type="info" showIcon title={t('business.fixedLater')} />
      <StepButtons action={t('firstStart.next')} onBack={onBack} />
    </Form>
  );
}

interface BackupPlaceStepProps {
  error: unknown;
  isPending: boolean;
  onDone: (place: string | null) => void;
  onBack: () => void;
}

export function BackupPlaceStep({ error, isPending, onDone, onBack }: BackupPlaceStepProps) {
  const { t } = useTranslation('entry');
  const errorText = useErrorText();
  const [isEdited, setEdited] = useState(false);
  const refused = isEdited ? undefined : error;
  return (
    <Form<{ place?: string }>
      layout="vertical"
      requiredMark={false}
      onValuesChange={() => setEdited(true)}
      onFinish={({ place }) => {
        setEdited(false);
        onDone(place?.trim() ? place.trim() : null);
      }}
      onKeyDown={ignoreComposingEnter}
    >
      <Form.Item
        name="place"
        label={t('fields.backupPlace')}
        extra={t('backup.placeHint')}
        validateStatus={refused ? 'error' : undefined}
        help={refused ? errorText(refused) : undefined}
        rules={[{ required: true, whitespace: true, message: t('backup.typePlace') }]}
      >
        <Input className="kc-mono" size="large" autoFocus placeholder={t('backup.placeholder')} spellCheck={false} />
      </Form.Item>
      <StepButtons action={t('firstStart.create')} isPending={isPending} onBack={onBack}>
        <Button size="large" type="text" disabled={isPending} onClick={() => onDone(null)}>
          {t('backup.skip')}
        </Button>
      </StepButtons>
    </Form>
  );
}

interface StepButtonsProps {
  action: string;
  isPending?: boolean;
  onBack?: () => void;
  children?: ReactNode;
}

function StepButtons({ action, isPending = false, onBack, children }: StepButtonsProps) {
  const { t } = useTranslation('entry');
  return (
    <div style={{ display: 'flex', gap: 8, marginTop: 28 }}>
      <Button type="primary" size="large" htmlType="submit" loading={isPending}>
        {action}
      </Button>
      {onBack ? (
        <Button size="large" onClick={onBack} disabled={isPending}>
          {t('firstStart.back')}
        </Button>
      ) : null}
      {children}
    </div>
  );
}
