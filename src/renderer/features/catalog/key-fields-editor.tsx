import { ArrowUpOutlined, DeleteOutlined, DownOutlined, PlusOutlined, UpOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { catalog } from '#renderer/i18n/zh-CN/catalog.ts';
import { KEY_FIELD_PRESETS, keyFieldPreset } from '#shared/domain/card-keys/key-field-presets.ts';
import { KEY_FIELD_ROLES, type KeyFieldDefinition, type KeyFieldRole } from '#shared/domain/card-keys/key-fields.ts';
import { checkKeyFields, type DeliveryKind, MOST_KEY_FIELDS } from '#shared/domain/catalog/sku-key-fields.ts';
import styles from './key-fields-editor.module.css';
import { PatternFields } from './pattern-fields.tsx';

type PresetKey = keyof typeof catalog.keyFields.presets;
type RuleKey = keyof typeof catalog.keyFields.rules;

interface KeyFieldsEditorProps {
  value?: readonly KeyFieldDefinition[];
  onChange?: (fields: readonly KeyFieldDefinition[]) => void;
  deliveryKind: DeliveryKind;
  /** Keys exist: number, order, purpose and secrecy of the fields stand. */
  isFixed: boolean;
}

const SECRET_ROLES: ReadonlySet<KeyFieldRole> = new Set(['secret', 'password', 'redeemLink']);

/** The fields of one key, in the order of delivery, with a tester for each pattern. */
export function KeyFieldsEditor({ value = [], onChange, deliveryKind, isFixed }: KeyFieldsEditorProps) {
  const { t } = useTranslation('catalog');
  const problems = checkKeyFields(value, deliveryKind);
  const change = (index: number, patch: Partial<KeyFieldDefinition>): void =>
    onChange?.(value.map((field, place) => (place === index ? { ...field, ...patch } : field)));
  const general = problems.find(({ index }) => index === null);
  return (
    <div>
      {isFixed ? null : (
        <Select
          value={null}
          placeholder={t('keyFields.preset')}
          aria-label={t('keyFields.preset')}
          className={styles.preset}
          showSearch={{ optionFilterProp: 'label' }}
          options={KEY_FIELD_PRESETS.map(({ id }) => ({ value: id, label: t(`keyFields.presets.${id as PresetKey}`) }))}
          onChange={(id: string | null) => {
            const preset = id === null ? undefined : keyFieldPreset(id);
            if (preset) onChange?.(preset.fields);
          }}
        />
      )}
      {value.map((field, index) => (
        <KeyFieldRow
          // biome-ignore lint/suspicious/noArrayIndexKey: fields have no identity but their place
          key={index}
          field={field}
          index={index}
          isFixed={isFixed}
          problem={problems.find((candidate) => candidate.index === index)?.rule}
          onChange={(patch) => change(index, patch)}
          onRemove={() => onChange?.(value.filter((_, place) => place !== index))}
          onMoveUp={() => onChange?.(movedUp(value, index))}
        />
      ))}
      {value.length === 0 && deliveryKind === 'top-up' ? <p className="kc-faint">{t('keyFields.none')}</p> : null}
      {general ? <p className={styles.problem}>{t(`keyFields.rules.${general.rule as RuleKey}`)}</p> : null}
      {isFixed ? null : (
        <Button
          size="small"
          type="dashed"
          className={styles.add}
          icon={<PlusOutlined />}
          disabled={value.length >= MOST_KEY_FIELDS}
          onClick={() => onChange?.([...value, { name: '', role: 'other', isSecret: false }])}
        >
          {t('keyFields.add')}
        </Button>
      )}
    </div>
  );
}

function movedUp(fields: readonly KeyFieldDefinition[], index: number): readonly KeyFieldDefinition[] {
  const moved = [...fields];
  const [field] = moved.splice(index, 1);
  if (field) moved.splice(index - 1, 0, field);
  return moved;
}

interface KeyFieldRowProps {
  field: KeyFieldDefinition;
  index: number;
  isFixed: boolean;
  problem: string | undefined;
  onChange: (patch: Partial<KeyFieldDefinition>) => void;
  onRemove: () => void;
  onMoveUp: () => void;
}

function KeyFieldRow({ field, index, isFixed, problem, onChange, onRemove, onMoveUp }: KeyFieldRowProps) {
  const { t } = useTranslation('catalog');
  const [isOpen, setOpen] = useState(false);
  const name = field.name || String(index + 1);
  const hasShape =
    field.pattern !== undefined || field.minimumLength !== undefined || field.maximumLength !== undefined;
  return (
    <div className={styles.field}>
      <div className={styles.row}>
        <Input
          value={field.name}
          maxLength={30}
          placeholder={t('keyFields.name')}
          aria-label={`${t('keyFields.name')} ${index + 1}`}
          status={problem ? 'error' : undefined}
          onChange={(event) => onChange({ name: event.target.value })}
        />
        <Select
          value={field.role}
          disabled={isFixed}
          aria-label={`${t('keyFields.role')} ${index + 1}`}
          options={KEY_FIELD_ROLES.map((role) => ({ value: role, label: t(`keyFields.roles.${role}`) }))}
          onChange={(role) =>
            onChange({ role, isSecret: SECRET_ROLES.has(role) || (role === 'other' && field.isSecret) })
          }
        />
        <Checkbox
          checked={field.isSecret}
          disabled={isFixed}
          onChange={(event) => onChange({ isSecret: event.target.checked })}
        >
          {t('keyFields.secret')}
        </Checkbox>
        <Checkbox
          checked={field.isOptional ?? false}
          onChange={(event) => onChange({ isOptional: event.target.checked || undefined })}
        >
          {t('keyFields.optional')}
        </Checkbox>
        <span className={styles.tools}>
          <Button
            size="small"
            type="text"
            className={hasShape ? styles.shaped : undefined}
            icon={isOpen ? <UpOutlined /> : <DownOutlined />}
            aria-label={t('keyFields.more', { name })}
            title={t('keyFields.more', { name })}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          />
          <Button
            size="small"
            type="text"
            icon={<ArrowUpOutlined />}
            disabled={isFixed || index === 0}
            aria-label={t('keyFields.moveUp', { name })}
            title={t('keyFields.moveUp', { name })}
            onClick={onMoveUp}
          />
          <Button
            size="small"
            type="text"
            icon={<DeleteOutlined />}
            disabled={isFixed}
            aria-label={t('keyFields.remove', { name })}
            title={t('keyFields.remove', { name })}
            onClick={onRemove}
          />
        </span>
      </div>
      {problem ? <p className={styles.problem}>{t(`keyFields.rules.${problem as RuleKey}`)}</p> : null}
      {isOpen ? <PatternFields field={field} onChange={onChange} /> : null}
    </div>
  );
}
