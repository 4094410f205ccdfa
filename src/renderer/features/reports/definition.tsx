import { QuestionCircleOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './reports.module.css';

interface DefinitionProps {
  /** What is defined: 集中度指数. */
  of: string;
  text: string;
  /** The formula in words. */
  formula?: string;
  /** The formula with its numbers put in. */
  arithmetic?: string;
}

/** What a figure means, a click away: in a sentence, as a formula, and with the numbers put in. */
export function Definition({ of, text, formula, arithmetic }: DefinitionProps) {
  const { t } = useTranslation('reports');
  return (
    <Popover
      trigger="click"
      title={of}
      content={
        <div className={styles.definition}>
          <p>{text}</p>
          {formula ? <p className={styles.formula}>{formula}</p> : null}
          {arithmetic ? <p className={styles.formula}>{arithmetic}</p> : null}
        </div>
      }
    >
      <Button type="text" size="small" icon={<QuestionCircleOutlined />} aria-label={t('definitionOf', { of })} />
    </Popover>
  );
}
